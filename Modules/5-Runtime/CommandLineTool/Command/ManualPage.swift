internal import Base
internal import Runtime

/// huibao(1) in roff, made from the table of commands.
enum ManualPage {
    static func text(_ commands: [Command]) -> String {
        var page = """
            .TH HUIBAO 1 "" "huibao \(Version.product)" "User commands"
            .SH NAME
            huibao \\- turn trade-union work reports into a table with evidence
            .SH SYNOPSIS
            .B huibao
            COMMAND [OPTION…] [OPERAND…]
            .SH DESCRIPTION
            Reads Chinese work reports (工会工作总结) and makes a table city × indicator × year of them, every number with the sentence
            that proves it. Data goes to standard output, words and progress to standard error.
            .SH COMMANDS

            """
        for command in commands { page += section(command) }
        page += ".SH EXIT STATUS\n"
        for code: ExitCode in [
            .done, .failure, .usage, .notFound, .someDocumentsFailed, .checksFoundErrors, .unreachable, .denied, .timedOut,
        ] {
            page += ".TP\n.B \(code.rawValue)\n\(escape(Help.meaning(code)))\n"
        }
        return page + ".SH SEE ALSO\n.BR huibao-aggregator (1),\n.BR huibao-ingest (1),\n.BR huibao-extractor (1)\n"
    }

    private static func section(_ command: Command) -> String {
        var text = ".SS \"huibao \(escape(Help.usage(command)))\"\n\(escape(command.table.summary))\n"
        if !command.details.isEmpty { text += ".PP\n\(escape(command.details))\n" }
        for option in command.table.options {
            let short = option.short.map { "\\-\($0), " } ?? ""
            text += ".TP\n.B \(short)\\-\\-\(escape(option.name))"
            switch option.form {
            case .flag: break
            case .choice(let words): text += " \(words.joined(separator: "|"))"
            default: text += " \(option.placeholder)"
            }
            let fallback = option.fallback.map { " (default: \($0))" } ?? ""
            let variable = option.environment.map { " [\($0)]" } ?? ""
            text += "\n\(escape(option.help + fallback + variable))\n"
        }
        for example in command.table.examples { text += ".PP\n.EX\n\(escape(example.line))\n.EE\n\(escape(example.meaning))\n" }
        return text
    }

    /// Hyphens that are to stay, backslashes, and lines that roff would take for requests.
    private static func escape(_ text: String) -> String {
        let body = text.map { $0 == "\\" ? "\\e" : $0 == "-" ? "\\-" : String($0) }.joined()
        return body.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&" + $0 : String($0) }.joined(separator: "\n")
    }
}
