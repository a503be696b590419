import Base
import Platform
import Runtime
import TestSupport
import Testing

@testable import AggregatorService

@Suite struct StrangerLogTests {
    private func lines(_ body: (inout StrangerLog) -> Void) -> [String] {
        let written: Locked<[String]> = Locked([])
        let log = Log(program: "test", forPeople: false) { bytes in written.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) } }
        var strangers = StrangerLog(log, lines: 2, milliseconds: 1000)
        body(&strangers)
        return written.withLock { $0 }
    }

    private func at(_ milliseconds: Int64) -> MonotonicTime { MonotonicTime(nanoseconds: milliseconds * 1_000_000) }

    @Test func aFewLinesOfEachKindThenACount() throws {
        let written = lines { log in
            for _ in 0..<500 { log.warning("a", at: at(0), "first kind") }
            log.warning("b", at: at(500), "second kind")
            log.tellSuppressed(at: at(999))
            log.tellSuppressed(at: at(1000))
            log.warning("a", at: at(1001), "again")
        }
        #expect(written.count == 5)
        #expect(written[3].contains("\"suppressed\":498") && written[3].contains("\"event\":\"a\""))
        #expect(written[4].contains("again"))
    }

    @Test func theWordsAreNotEvenMadeWhereNobodyReadsThem() {
        var made = 0
        _ = lines { log in
            for _ in 0..<100 { log.warning("a", at: at(0), { made += 1; return "x" }()) }
        }
        #expect(made == 2)
    }
}
