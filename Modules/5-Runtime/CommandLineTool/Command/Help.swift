internal import Base
internal import Runtime

/// The texts of `--help`.
enum Help {
    /// The overview of all commands.
    static func overview(_ commands: [Command]) -> String {
        var text = """
            Usage: huibao COMMAND [OPTION…] [OPERAND…]

            Turns trade-union work reports (工会工作总结) into a table city × indicator × year,
            every number with the sentence that proves it.

            """
        for group in Command.Group.allCases {
            let own = commands.filter { $0.group == group }
            guard !own.isEmpty else { continue }
            text += "\n\(group.rawValue):\n" + list(own)
        }
        return text + """

            Examples:
              huibao run reports/*.txt
                  read reports with private daemons and print the table
              huibao submit --wait reports/ && huibao table --city 云泽市 --wide
                  hand reports to running daemons, then look at one city
              huibao explain 云泽市 org.new_members 2021
                  show the sentence behind one number

            'huibao COMMAND --help' tells more. Data goes to standard output, words to standard error.

            """
    }

    /// The verbs of a noun.
    static func noun(_ noun: String, _ commands: [Command]) -> String {
        "Usage: huibao \(noun) COMMAND [OPTION…]\n\nCommands:\n" + list(commands.filter { $0.path.first == noun })
            + "\n'huibao \(noun) COMMAND --help' tells more.\n"
    }

    /// All about one command.
    static func command(_ command: Command) -> String {
        var text = command.table.helpText
        if !command.details.isEmpty { text += "\n" + command.details + (command.details.hasSuffix("\n") ? "" : "\n") }
        text += "\nExit codes:\n"
        for code in exits(command) { text += "  \(code.rawValue)  \(meaning(code))\n" }
        return text
    }

    /// The exit codes that a command may end with, in order.
    static func exits(_ command: Command) -> [ExitCode] {
        ([.done, .failure, .usage] + command.exits).sorted { $0.rawValue < $1.rawValue }
    }

    static func meaning(_ code: ExitCode) -> String {
        switch code {
        case .done: "done"
        case .failure: "failure"
        case .usage: "the command line was not understood"
        case .notFound: "what was asked for is not there"
        case .someDocumentsFailed: "some documents failed"
        case .checksFoundErrors: "checks found errors"
        case .unreachable: "no aggregator within reach"
        case .denied: "denied"
        case .timedOut: "no reply in time"
        }
    }

    static func usage(_ command: Command) -> String { command.name + (command.table.operands.isEmpty ? "" : " " + command.table.operands) }

    private static func list(_ commands: [Command]) -> String {
        let width = (commands.map { usage($0).count }.max() ?? 0) + 2
        return commands.map { command in
            let usage = usage(command)
            return "  \(usage)\(String(repeating: " ", count: width - usage.count))\(command.summary)\n"
        }.joined()
    }
}
