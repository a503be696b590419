internal import Base
internal import Runtime

/// Finds the command that a line names.
struct CommandTree: Sendable {
    /// What the first words of a line lead to.
    enum Finding {
        /// A command, and what follows it.
        case command(Command, rest: [String])
        /// A noun without its verb.
        case noun(String)
        /// `huibao` alone, or with options only.
        case nothing
    }

    let commands: [Command]

    /// The longest path of words that is a command. Throws with the nearest name for a word that is none.
    func find(_ arguments: [String]) throws(ToolError) -> Finding {
        guard let first = arguments.first, !first.hasPrefix("-") else { return .nothing }
        let candidates = commands.filter { $0.path.first == first }
        guard !candidates.isEmpty else {
            throw unknown("'\(first)' is no command of huibao", first, among: Set(commands.compactMap(\.path.first)), help: "huibao --help")
        }
        if arguments.count > 1, let double = candidates.first(where: { $0.path.count == 2 && $0.path[1] == arguments[1] }) {
            return .command(double, rest: Array(arguments.dropFirst(2)))
        }
        if let single = candidates.first(where: { $0.path.count == 1 }) { return .command(single, rest: Array(arguments.dropFirst())) }
        guard arguments.count > 1, !arguments[1].hasPrefix("-") else { return .noun(first) }
        guard let command = candidates.first(where: { $0.path[1] == arguments[1] }) else {
            throw unknown(
                "'\(arguments[1])' is no command of huibao \(first)", arguments[1], among: Set(candidates.map { $0.path[1] }),
                help: "huibao \(first) --help")
        }
        return .command(command, rest: Array(arguments.dropFirst(2)))
    }

    private func unknown(_ message: String, _ word: String, among names: Set<String>, help: String) -> ToolError {
        let near = Spelling.nearest(to: word, among: names.sorted()).map { "did you mean '\($0)'? " } ?? ""
        return ToolError(.unknownCommand, message, advice: near + "see '\(help)'")
    }
}
