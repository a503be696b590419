internal import Base
internal import Protocol

/// What can go wrong in a command of `huibao` itself.
struct ToolError: ProductError, Equatable {
    enum Kind: Sendable, Equatable {
        /// No such command; exit 2.
        case unknownCommand
        /// Words that do not go together; exit 2.
        case usage
        /// Nobody answers at the endpoint; exit 6.
        case unreachable
        /// The aggregator was there and gave no reply in time; exit 8.
        case timedOut
        /// The aggregator refused, with its own code and exit code.
        case refused(code: String, exit: ExitCode)
        /// A reply of the wrong kind.
        case unexpectedReply
        /// What was asked for is not there; exit 3.
        case notFound
        /// Neither path holds a document; exit 3.
        case noDocuments
        /// A daemon's program is not installed here; exit 3.
        case daemonMissing
        /// A private daemon ended by itself, with its exit code.
        case daemonEnded(ExitCode)
        /// The reader of standard output has gone: the command ends without a word.
        case outputClosed
        /// A signal asked the command to stop.
        case interrupted(Int32)
    }

    var kind: Kind
    var message: String
    var advice: String

    init(_ kind: Kind, _ message: String, advice: String = "") {
        self.kind = kind
        self.message = message
        self.advice = advice
    }

    /// The aggregator's refusal, in its own words.
    init(_ failure: Failure) {
        kind = .refused(code: failure.code, exit: ExitCode(rawValue: Int32(clamping: failure.exit)) ?? .failure)
        message = failure.message
        advice = failure.advice
    }

    var code: String {
        switch kind {
        case .unknownCommand: "usage.unknown-command"
        case .usage: "usage.combination"
        case .unreachable: "client.unreachable"
        case .timedOut: "client.timed-out"
        case .refused(let code, _): code
        case .unexpectedReply: "client.unexpected-reply"
        case .notFound: "client.not-found"
        case .noDocuments: "client.no-documents"
        case .daemonMissing: "run.daemon-missing"
        case .daemonEnded: "run.daemon-ended"
        case .outputClosed: "client.output-closed"
        case .interrupted: "client.interrupted"
        }
    }

    var exitCode: ExitCode {
        switch kind {
        case .unknownCommand, .usage: .usage
        case .unreachable: .unreachable
        case .timedOut: .timedOut
        case .refused(_, let exit): exit == .done ? .failure : exit
        case .notFound, .noDocuments, .daemonMissing: .notFound
        case .outputClosed: .done
        case .daemonEnded(let exit): exit == .done ? .failure : exit
        case .unexpectedReply, .interrupted: .failure
        }
    }
}
