internal import Base
public import Protocol

/// What a compute thread does with one task. A value that threads share; it keeps nothing from task to task.
public protocol TaskReader: Sendable {
    /// Reads the payload of a task. `document` is the file's name. Whatever is wrong with the payload ends as a failed outcome.
    func read(_ payload: [UInt8], document: String) -> TaskOutcome
}

/// What became of one task, before it is put under a lease and sent.
public struct TaskOutcome: Sendable, Equatable {
    /// Why it failed; nil when it did not.
    public var failure: TaskFailure?
    /// The frames of its result.
    public var payloads: [[UInt8]] = []
    /// One entry a report (ingest).
    public var reports: [ReportHeader] = []
    /// Lines in the first frame, and rejected numerals beside them (extraction).
    public var observations = 0
    /// Numerals that are no statistic (extraction).
    public var rejections = 0

    /// An outcome without anything in it.
    public init() {}

    /// A failure that no other attempt would end otherwise.
    public init(final code: String, _ message: String) { failure = TaskFailure(code: code, message: message, retry: false) }

    /// The outcome, or a failure where its frames are beyond what the protocol carries.
    func withinLimits(_ code: String) -> TaskOutcome {
        if payloads.count > WireLimits.payloads {
            return TaskOutcome(
                final: code, "the result has \(payloads.count) frames, \(WireLimits.payloads) are allowed; split the document")
        }
        if let large = payloads.first(where: { $0.count > WireLimits.payloadBytes }) {
            return TaskOutcome(
                final: code, "the result has a frame of \(large.count) bytes, \(WireLimits.payloadBytes) are allowed; split the document")
        }
        return self
    }

    func result(of order: TaskOrder, micros: Int) -> TaskResult {
        var result = TaskResult(
            task: order.task, lease: order.lease, failure: failure, payloads: payloads.count, reports: reports, observations: observations,
            rejections: rejections, micros: micros)
        result.trace = order.trace
        return result
    }
}
