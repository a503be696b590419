import Base
import TestSupport
import Testing

@testable import AggregatorService
@testable import Ledger

/// Every error that a client can get stands in the protocol's document, and says what and what to do.
@Suite struct ErrorDocumentTests {
    @Test func everyCodeIsDocumented() throws {
        let document = try #require(Repository.text("Modules/3-Shared/Protocol/PROTOCOL.md"))
        let ledger = LedgerError.Kind.allCases.map { LedgerError($0, path: "l", "7") }
        let told: [any ProductError] = ledger.filter { $0.concernsRequestOnly || $0.kind == .full || $0.kind == .storage } + [ServiceError.noWorker("w"), ServiceError.draining]
        for error in told {
            #expect(document.contains("`\(error.code)`"), "\(error.code)")
            #expect(!error.message.isEmpty && !error.advice.isEmpty && error.description.contains(error.code))
        }
    }
}
