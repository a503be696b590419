internal import Base
internal import Platform
internal import Runtime
internal import ZeroMQ

/// The program `huibao`: reads a command line, runs the command, and tells in words and by its exit code how it ended.
public enum CommandLineTool {
    /// Runs one command line of this process and returns the exit code. Call once, on the main thread, before other threads start.
    public static func main(_ arguments: [String]) -> Int32 {
        let console = SystemConsole()
        var context: Context?
        let tool = ToolContext(
            console: console, environment: Machine.environment(),
            connect: { endpoint, security, interruption in
                let shared = try context ?? Context()
                context = shared
                let wake = (interruption as? SignalInterruption)?.descriptor
                return try ZeroMQTransport(endpoint: endpoint, security: security, context: shared, wakeDescriptor: wake)
            },
            listen: { try SignalInterruption() },
            follow: { endpoint, security, job in
                let shared = try context ?? Context()
                context = shared
                return try EventStream(endpoint: endpoint, job: job, security: security, context: shared)
            })
        return run(arguments, tool)
    }

    /// Runs one command line in the given world.
    static func run(_ arguments: [String], _ context: ToolContext) -> Int32 {
        do {
            return try dispatch(arguments, context).rawValue
        } catch let error as ToolError {
            context.console.progress("")
            if case .outputClosed = error.kind { return error.exitCode.rawValue }
            context.console.say(error)
            if case .interrupted(let signal) = error.kind { return 128 + signal }
            return error.exitCode.rawValue
        } catch let error as any ProductError {
            context.console.progress("")
            context.console.say(error)
            return error.exitCode.rawValue
        } catch {
            context.console.progress("")
            context.console.say("huibao: \(error)")
            return ExitCode.failure.rawValue
        }
    }

    private static func dispatch(_ arguments: [String], _ context: ToolContext) throws -> ExitCode {
        var arguments = arguments
        // `huibao help dead list` is `huibao dead list --help`
        if arguments.first == "help" { arguments = Array(arguments.dropFirst()) + ["--help"] }
        let tree = CommandTree(commands: AllCommands.list)
        switch try tree.find(arguments) {
        case .nothing:
            if arguments.first == "--version" {
                try context.console.write("huibao \(Version.product) (\(Context.libraryVersion))\n")
                return .done
            }
            return try overview(arguments, context)
        case .noun(let noun):
            let text = Help.noun(noun, tree.commands)
            if arguments.contains("--help") || arguments.contains("-h") {
                try context.console.write(text)
                return .done
            }
            throw ToolError(.usage, "huibao \(noun) needs a command", advice: "see 'huibao \(noun) --help'")
        case .command(let command, let rest):
            return try run(command, rest, context)
        }
    }

    private static func overview(_ arguments: [String], _ context: ToolContext) throws -> ExitCode {
        let text = Help.overview(AllCommands.list)
        guard let first = arguments.first else {
            context.console.say("huibao: a command is missing")
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) { context.console.say(String(line)) }
            return .usage
        }
        guard first == "--help" || first == "-h" else {
            let near = Spelling.nearest(to: first, among: ["--help", "--version"]).map { "did you mean '\($0)'? " } ?? ""
            throw ToolError(.unknownCommand, "huibao has no option '\(first)'", advice: near + "see 'huibao --help'")
        }
        try context.console.write(text)
        return .done
    }

    private static func run(_ command: Command, _ rest: [String], _ context: ToolContext) throws -> ExitCode {
        let parsed = try command.table.parse(rest)
        if parsed.wantsHelp {
            try context.console.write(Help.command(command))
            return .done
        }
        if parsed.wantsVersion {
            try context.console.write("huibao \(Version.product)\n")
            return .done
        }
        let options = try Configuration(table: command.table, parsed: parsed, environment: context.environment)
        return try command.run(Invocation(command: command, options: options, context: context))
    }
}
