internal import Base
internal import Runtime
internal import ZeroMQ

/// One command, described once as data: parsing, help, suggestions, completion and the manual page all read this.
struct Command: Sendable {
    /// The headings of the overview, in their order.
    enum Group: String, Sendable, CaseIterable {
        case daily = "Daily work"
        case table = "The table and its evidence"
        case operating = "Operating"
        case local = "Without daemons"
        case help = "Help"
    }

    /// Words after `huibao`: `["dead", "list"]`.
    var path: [String]
    var group: Group
    /// A few words for lists; help begins with them as a sentence.
    var summary: String
    /// Options, operands, summary and examples.
    var table: OptionTable
    /// What the summary does not say; may be empty.
    var details: String
    /// Exit codes beyond 0, 1 and 2, that every command has.
    var exits: [ExitCode]
    /// Runs the command. What it throws becomes words on standard error and an exit code.
    var run: @Sendable (Invocation) throws -> ExitCode

    init(
        _ path: [String], _ group: Group, _ summary: String, operands: String = "", count: ClosedRange<Int> = 0...0,
        options: [OptionSpec] = [], examples: [(line: String, meaning: String)], details: String = "", exits: [ExitCode] = [],
        run: @escaping @Sendable (Invocation) throws -> ExitCode
    ) {
        self.path = path
        self.group = group
        self.details = details
        self.exits = exits
        self.run = run
        self.summary = summary
        table = OptionTable(
            command: (["huibao"] + path).joined(separator: " "), summary: summary.prefix(1).uppercased() + summary.dropFirst() + ".",
            operands: operands, operandCount: count, options: options, examples: examples)
    }

    var name: String { path.joined(separator: " ") }
}

/// A command line that was understood, with all that its command may touch.
struct Invocation {
    var command: Command
    var options: Configuration
    var context: ToolContext

    var operands: [String] { options.operands }
    var console: any Console { context.console }

    /// The operand as a whole number from 0, or a usage error.
    func number(_ index: Int, _ what: String) throws(ToolError) -> Int64 {
        guard operands.indices.contains(index), let number = Int64(operands[index]), number >= 0 else {
            let given = operands.indices.contains(index) ? "'\(operands[index])'" : "nothing"
            throw ToolError(.usage, "\(given) is no \(what)", advice: "give a whole number")
        }
        return number
    }
}

/// The world outside of a command, so that tests can put another in its place.
final class ToolContext {
    let console: any Console
    let environment: [String: String]
    /// Opens a connection to an endpoint.
    let connect: (_ endpoint: String, _ security: SocketSecurity, _ interruption: any Interruption) throws -> any Transport
    /// From its first call on, signals are asked for instead of ending the process.
    let listen: () throws -> any Interruption
    /// Listens to the news of a job at an events endpoint; nil where nothing can be listened to.
    let follow: ((_ endpoint: String, _ security: SocketSecurity, _ job: Int64) throws -> EventStream)?
    let now: () -> MonotonicTime

    init(
        console: any Console, environment: [String: String],
        connect: @escaping (String, SocketSecurity, any Interruption) throws -> any Transport,
        listen: @escaping () throws -> any Interruption,
        follow: ((String, SocketSecurity, Int64) throws -> EventStream)? = nil, now: @escaping () -> MonotonicTime = MonotonicTime.now
    ) {
        self.console = console
        self.environment = environment
        self.connect = connect
        self.listen = listen
        self.follow = follow
        self.now = now
    }
}
