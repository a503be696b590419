import Base
import Ledger
import Testing

@Suite struct LedgerErrorTests {
    @Test(arguments: LedgerError.Kind.allCases) func everyErrorSaysWhatWhereAndWhatToDo(kind: LedgerError.Kind) {
        let error = LedgerError(kind, path: "/data/ledger.db", "42")
        #expect(error.description == "\(error.message); \(error.advice) [\(kind.rawValue)]")
        #expect(!error.advice.isEmpty)
        #expect(error.message.contains(error.concernsRequestOnly ? "42" : "/data/ledger.db"))
        #expect(error.concernsRequestOnly == !kind.rawValue.hasPrefix("ledger."))
    }

    @Test func theSentencesAreThoseThatPeopleRead() {
        #expect(
            LedgerError(.locked, path: "a.db", "process 7 holds it").description
                == "the ledger a.db is in use (process 7 holds it); stop the other aggregator or choose another ledger [ledger.locked]")
        #expect(LedgerError(.noJob, "7").description == "there is no job 7; list the jobs with 'huibao status' [job.not-found]")
        #expect(
            LedgerError(.full, path: "a.db").description
                == "no room left for the ledger a.db; make room on its disk; nothing that was acknowledged is lost [ledger.full]")
    }

    @Test func scriptsMayRelyOnCodesAndExits() {
        #expect(
            LedgerError.Kind.allCases.map(\.rawValue) == [
                "ledger.locked", "ledger.corrupt", "ledger.newer", "ledger.full", "ledger.read-only", "ledger.not-found", "ledger.path",
                "ledger.not-a-ledger", "ledger.storage", "job.not-found", "access.denied", "job.closed", "task.not-found",
                "correction.not-found", "correction.invalid", "result.unsound", "cursor.invalid",
            ])
        #expect(LedgerError(.noTask, "1").exitCode == .notFound && LedgerError(.cursor, "x").exitCode == .usage)
        #expect(LedgerError(.full).exitCode == .failure)
    }
}
