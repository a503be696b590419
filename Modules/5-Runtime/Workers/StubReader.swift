internal import Base
internal import Protocol

/// A test hook, off unless the environment says `HUIBAO_TEST_READER`: workers that do no work, so that what remains to be measured is
/// the dispatch alone.
///
/// `one`: a document has no report and is done after ingest. `both`: the document itself is handed on as its one report, and has no
/// observations.
struct StubReader: TaskReader {
    let stage: Stage
    let handsOn: Bool

    /// The reader that is made otherwise, or the one that the hook asks for.
    static func instead(
        of make: () throws -> any TaskReader, stage: Stage, environment: [String: String]
    ) rethrows -> any TaskReader {
        switch environment["HUIBAO_TEST_READER"] {
        case "one": StubReader(stage: stage, handsOn: false)
        case "both": StubReader(stage: stage, handsOn: true)
        default: try make()
        }
    }

    func read(_ payload: [UInt8], document: String) -> TaskOutcome {
        var outcome = TaskOutcome()
        switch stage {
        case .extraction: outcome.payloads = [[], []]
        case .ingest:
            guard handsOn else { break }
            outcome.payloads = [payload]
            outcome.reports = [ReportHeader(number: 0, city: "", year: nil)]
        }
        return outcome
    }
}
