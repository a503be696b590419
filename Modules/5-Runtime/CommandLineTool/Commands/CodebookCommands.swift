internal import Base
internal import Export
internal import Extraction
internal import Ingest
internal import Runtime
internal import Text

/// `huibao codebook …`: what is counted, and by which words.
enum CodebookCommands {
    static let all = [list, show, lint, test]

    private static let list = Command(
        ["codebook", "list"], .local, "the indicators, by area",
        options: [CommonOptions.listFormat, ExtractCommand.codebook, CommonOptions.language],
        examples: [("huibao codebook list", "code, unit and name of each"), ("huibao codebook list --format json", "for scripts")]
    ) { invocation in
        let codebook = try CodebookFiles.load(invocation.options.strings("codebook"))
        let labels = CodebookLabels(codebook).labels
        let language = TableOutput.language(invocation)
        if invocation.options.string("format") == "json" {
            var line = JSONLine()
            for indicator in codebook.indicators {
                write(indicator, to: &line)
                line.newline()
            }
            try invocation.console.write(line.bytes)
            return .done
        }
        var table = TextTable([
            .init(language.pick("领域", "Area"), yields: 1), .init(language.pick("指标代码", "Code")), .init(language.pick("单位", "Unit")),
            .init(language.pick("指标", "Name"), yields: 1),
        ])
        for indicator in codebook.indicators {
            table.add([labels.areaName(indicator.area, language), indicator.code, indicator.unit, labels.name(indicator.code, language)])
        }
        try invocation.console.write(table.text(width: invocation.console.outputColumns))
        return .done
    }

    private static func write(_ indicator: Indicator, to line: inout JSONLine) {
        line.openObject()
        line.key("code"); line.string(indicator.code)
        line.key("area"); line.string(indicator.area)
        line.key("unit"); line.string(indicator.unit)
        line.key("nameZh"); line.string(indicator.nameZh)
        line.key("nameEn"); line.string(indicator.nameEn)
        line.key("definition"); line.string(indicator.definition)
        line.closeObject()
    }

    private static let show = Command(
        ["codebook", "show"], .local, "one indicator: definition, words and worked examples", operands: "INDICATOR", count: 1...1,
        options: [ExtractCommand.codebook], examples: [("huibao codebook show org.new_members", "by code or by name")], exits: [.notFound]
    ) { invocation in
        let labels = CodebookLabels(try CodebookFiles.load(invocation.options.strings("codebook")))
        let code = try labels.indicatorCode(invocation.operands[0])
        guard let indicator = labels.codebook.indicator(code) else {
            throw ToolError(.notFound, "no indicator '\(code)'", advice: "see 'huibao codebook list'")
        }
        try invocation.console.write(text(indicator))
        return .done
    }

    /// The indicator as a block of a codebook, to read and to copy from.
    private static func text(_ indicator: Indicator) -> String {
        var text = "indicator \(indicator.code)\n  area   \(indicator.area)\n  unit   \(indicator.unit)\n"
        text += "  zh     \(indicator.nameZh)\n  en     \(indicator.nameEn)\n  means  \(indicator.definition)\n"
        if !indicator.count.isEmpty { text += "  count  \(indicator.count.joined(separator: " "))\n" }
        for rule in indicator.when {
            text += "  when   \(rule.groups.map(\.written).joined(separator: " + "))\n"
        }
        for group in indicator.within { text += "  within \(group.joined(separator: "/"))\n" }
        if !indicator.not.isEmpty { text += "  not    \(indicator.not.joined(separator: " "))\n" }
        if !indicator.stock.isEmpty { text += "  stock  \(indicator.stock)\n" }
        for example in indicator.examples {
            text += example.value.map { "  yes    \(example.sentence) = \(NumberText.plain($0))\n" } ?? "  no     \(example.sentence)\n"
        }
        return text
    }

    private static let lint = Command(
        ["codebook", "lint"], .local, "check codebook files", operands: "[FILE…]", count: 0...1000,
        examples: [
            ("huibao codebook lint ours.txt", "the first mistake of each, or all that looks wrong"),
            ("huibao codebook lint", "the built-in one"),
        ],
        exits: [.notFound, .checksFoundErrors]
    ) { invocation in
        var wrong = 0
        if invocation.operands.isEmpty { wrong += try tell(Codebook.builtIn(), invocation.console) }
        for path in invocation.operands {
            do {
                wrong += try tell(CodebookFiles.read(path), invocation.console)
            } catch let error as CodebookError {
                invocation.console.say(error)
                wrong += 1
            }
        }
        return wrong == 0 ? .done : .checksFoundErrors
    }

    /// Prints what is to be looked at and returns the number of errors.
    private static func tell(_ codebook: Codebook, _ console: any Console) throws -> Int {
        let issues = codebook.lint()
        for issue in issues { try console.write("\(codebook.name): \(issue)\n") }
        let examples = codebook.indicators.reduce(0) { $0 + $1.examples.count }
        console.say(
            "\(codebook.name): \(codebook.indicators.count) indicators, \(codebook.areas.count) areas, \(examples) examples, \(issues.count) to look at"
        )
        return issues.count { $0.severity == .error }
    }

    private static let test = Command(
        ["codebook", "test"], .local, "hold the codebook against its own worked examples", operands: "[FILE…]", count: 0...1000,
        examples: [("huibao codebook test", "the built-in one"), ("huibao codebook test ours.txt", "laid over the built-in one")],
        details: "Each example is read as a report of its own sentence.", exits: [.notFound, .checksFoundErrors]
    ) { invocation in
        let codebook = try CodebookFiles.load(invocation.operands)
        let failures = CodebookTest.failures(codebook)
        for failure in failures { try invocation.console.write(failure + "\n") }
        let count = codebook.indicators.reduce(0) { $0 + $1.examples.count }
        invocation.console.say("\(count - failures.count) of \(count) examples hold")
        return failures.isEmpty ? .done : .checksFoundErrors
    }
}

/// Reads every worked example of a codebook and compares. Pure.
enum CodebookTest {
    /// One line for each example that does not hold.
    static func failures(_ codebook: Codebook) -> [String] {
        let engine = Engine(codebook: codebook)
        var failures: [String] = []
        for indicator in codebook.indicators {
            for example in indicator.examples {
                let found = values(example.sentence, indicator.code, engine)
                if let wanted = example.value {
                    guard !found.contains(wanted) else { continue }
                    failures.append(
                        "line \(example.line): \(indicator.code): \(example.sentence): wanted \(NumberText.plain(wanted)), found \(shown(found))"
                    )
                } else if !found.isEmpty {
                    failures.append("line \(example.line): \(indicator.code): \(example.sentence): wanted nothing, found \(shown(found))")
                }
            }
        }
        return failures
    }

    private static func values(_ sentence: String, _ code: String, _ engine: Engine) -> [Double] {
        let source = Array(sentence.utf8)
        let report = Report(
            document: "example", number: 0, city: "", year: nil, published: nil, byteOffset: 0, scalarOffset: 0, source: source,
            pieces: [Piece(source: 0..<source.count)], blocks: [Block(kind: .paragraph, range: 0..<source.count)])
        return engine.read(report).observations.filter { $0.indicator == code }.map(\.value)
    }

    private static func shown(_ values: [Double]) -> String {
        values.isEmpty ? "nothing" : values.map(NumberText.plain).joined(separator: ", ")
    }
}
