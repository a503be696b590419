internal import Base
public import Platform

/// The frame of a daemon's `main`: options, help, version, log, signals, exit code.
public enum DaemonMain {
    /// What a daemon is given to run with.
    public struct Surroundings {
        /// Flags, environment and file together.
        public let configuration: Configuration
        /// On standard error.
        public let log: Log
        /// TERM, INT and HUP are heard here alone.
        public let signals: SignalListener
    }

    /// Options that every daemon has.
    public static let commonOptions = [
        OptionSpec("config", .text, placeholder: "FILE", help: "Configuration file: lines 'key = value', keys as the options here.")
            .configurable(),
        OptionSpec("log-level", .choice(Log.Level.allCases.map(\.rawValue)), help: "Least level that is logged.", fallback: "info")
            .configurable(),
        OptionSpec("die-with-parent", help: "End when the process that started this one ends."),
        OptionSpec("drain-time", .duration, placeholder: "TIME", help: "How long the first SIGTERM may take.", fallback: "30s")
            .configurable(),
    ]

    /// Reads the command line, prints help or version, or runs `body` on this thread, the main one; ends the process.
    ///
    /// `body` returns when the daemon has ended as it was asked to; what it throws is logged and becomes the exit code.
    public static func run(
        _ table: OptionTable, arguments: [String] = Array(CommandLine.arguments.dropFirst()), _ body: (Surroundings) throws -> Void
    ) -> Never {
        var log = Log(program: table.command)
        do {
            let parsed = try table.parse(arguments)
            if parsed.wantsHelp { end(.done, printing: table.helpText) }
            if parsed.wantsVersion { end(.done, printing: "\(table.command) \(Version.product)\n") }
            let configuration = try Configuration(table: table, parsed: parsed)
            let level = configuration.string("log-level").flatMap(Log.Level.init) ?? .info
            log = Log(program: table.command, level: level)
            if configuration.flag("die-with-parent") { Machine.dieWithParent() }
            Machine.ignoreBrokenPipes()
            let signals = try SignalListener()
            try body(Surroundings(configuration: configuration, log: log, signals: signals))
            end(.done)
        } catch let error as any ProductError {
            if error.exitCode == .usage {
                Terminal.write(
                    Array((error.message.hasPrefix(table.command) ? "\(error)\n" : "\(table.command): \(error)\n").utf8), to: .error)
            } else {
                log.error(error.code, error.description)
            }
            end(error.exitCode)
        } catch {
            log.error("runtime.failed", "\(error)")
            end(.failure)
        }
    }

    private static func end(_ code: ExitCode, printing text: String = "") -> Never {
        Terminal.write(Array(text.utf8), to: .output)
        Machine.end(code.rawValue)
    }
}
