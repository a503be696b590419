public import Base
internal import Platform

/// What a daemon tells its operator, on standard error: JSON lines for machines, or lines for people on a terminal.
///
/// Never text of a document; names, codes, counts and times only. From any thread.
public final class Log: Sendable {
    /// How much it matters; `debug` is off unless asked for.
    public enum Level: String, Sendable, CaseIterable, Comparable {
        case debug, info, warning, error

        private var rank: Int {
            switch self {
            case .debug: 0
            case .info: 1
            case .warning: 2
            case .error: 3
            }
        }

        /// Whether `a` matters less than `b`.
        public static func < (a: Level, b: Level) -> Bool { a.rank < b.rank }
    }

    /// A value beside a message.
    public enum Value: Sendable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral {
        case text(String)
        case number(Int)

        /// A text.
        public init(stringLiteral value: String) { self = .text(value) }
        /// A number.
        public init(integerLiteral value: Int) { self = .number(value) }
    }

    private let program: String
    private let level: Level
    private let forPeople: Bool
    private let sink: @Sendable ([UInt8]) -> Void

    /// `sink` nil writes to standard error, `forPeople` nil asks whether that is a terminal.
    public init(program: String, level: Level = .info, forPeople: Bool? = nil, sink: (@Sendable ([UInt8]) -> Void)? = nil) {
        self.program = program
        self.level = level
        self.forPeople = forPeople ?? Terminal.isTerminal(.error)
        self.sink = sink ?? { Terminal.write($0, to: .error) }
    }

    /// Whether lines of that level are written.
    public func writes(_ level: Level) -> Bool { level >= self.level }

    /// `event` is stable and dotted (`worker.joined`), `message` a sentence for people.
    public func write(_ level: Level, _ event: String, _ message: String, _ fields: KeyValuePairs<StaticString, Value> = [:]) {
        guard level >= self.level else { return }
        sink(forPeople ? readable(level, message, fields) : json(level, event, message, fields))
    }

    /// For whoever looks for a fault; neither text nor fields are made where nobody reads them.
    public func debug(
        _ event: String, _ message: @autoclosure () -> String, _ fields: @autoclosure () -> KeyValuePairs<StaticString, Value> = [:]
    ) {
        if writes(.debug) { write(.debug, event, message(), fields()) }
    }
    /// What happens in the ordinary course.
    public func info(_ event: String, _ message: String, _ fields: KeyValuePairs<StaticString, Value> = [:]) {
        write(.info, event, message, fields)
    }
    /// What is odd, yet hurts nothing so far.
    public func warning(_ event: String, _ message: String, _ fields: KeyValuePairs<StaticString, Value> = [:]) {
        write(.warning, event, message, fields)
    }
    /// What failed.
    public func error(_ event: String, _ message: String, _ fields: KeyValuePairs<StaticString, Value> = [:]) {
        write(.error, event, message, fields)
    }
    /// An error of the product, under its own code.
    public func error(_ error: some ProductError) { write(.error, error.code, error.description) }

    private func json(_ level: Level, _ event: String, _ message: String, _ fields: KeyValuePairs<StaticString, Value>) -> [UInt8] {
        var line = JSONLine()
        line.openObject()
        line.key("time"); line.int(Int(WallClock.milliseconds()))
        line.key("level"); line.string(level.rawValue)
        line.key("program"); line.string(program)
        line.key("event"); line.string(event)
        line.key("message"); line.string(message)
        for (name, value) in fields {
            line.key(name)
            switch value {
            case .text(let text): line.string(text)
            case .number(let number): line.int(number)
            }
        }
        line.closeObject()
        line.newline()
        return line.bytes
    }

    private func readable(_ level: Level, _ message: String, _ fields: KeyValuePairs<StaticString, Value>) -> [UInt8] {
        var text = "\(Machine.clockTime()) \(program)"
        if level > .info || level == .debug { text += " \(level.rawValue)" }
        text += ": \(message)"
        for (name, value) in fields {
            switch value {
            case .text(let value): text += " \(name)=\(value)"
            case .number(let value): text += " \(name)=\(value)"
            }
        }
        return Array((text + "\n").utf8.map { $0 == 10 ? 32 : $0 }.dropLast()) + [10]
    }
}
