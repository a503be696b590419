import Base
import Protocol
import Testing

@testable import AggregatorService

@Suite struct ProgressThrottleTests {
    static func job(_ id: Int64, done: Int, state: JobStatus.State = .running) -> JobStatus {
        JobStatus(
            job: id, label: "", state: state, documents: 9, known: 0, done: done, failed: 0, cancelled: 0, reports: 0, observations: 0, createdAt: 0,
            finishedAt: nil)
    }

    @Test func theFirstWordIsToldAtOnceAndTheNextWaits() {
        var throttle = ProgressThrottle(interval: 100)
        let start = MonotonicTime(nanoseconds: 1_000_000_000)
        throttle.changed(Self.job(1, done: 1))
        #expect(throttle.due(at: start).map(\.done) == [1])
        throttle.changed(Self.job(1, done: 2))
        throttle.changed(Self.job(1, done: 3))
        #expect(throttle.due(at: start.adding(milliseconds: 50)) == [])
        #expect(throttle.nextDeadline == start.adding(milliseconds: 100))
        #expect(throttle.due(at: start.adding(milliseconds: 100)).map(\.done) == [3])
        #expect(throttle.nextDeadline == nil)
    }

    @Test func jobsDoNotHoldEachOtherUp() {
        var throttle = ProgressThrottle(interval: 100)
        let start = MonotonicTime(nanoseconds: 1_000_000_000)
        throttle.changed(Self.job(2, done: 1))
        _ = throttle.due(at: start)
        throttle.changed(Self.job(2, done: 2))
        throttle.changed(Self.job(1, done: 1))
        #expect(throttle.due(at: start.adding(milliseconds: 1)).map(\.job) == [1])
    }
}
