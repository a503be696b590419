internal import Base
internal import Ingest
internal import Protocol
internal import Text

/// Document bytes become report bodies.
struct IngestReader: TaskReader {
    private let ingest = Ingest()

    func read(_ payload: [UInt8], document: String) -> TaskOutcome {
        do {
            var outcome = TaskOutcome()
            for report in try ingest.read(payload, name: document) {
                outcome.payloads.append(ReportBody.encode(report))
                outcome.reports.append(ReportHeader(number: report.number, city: report.city, year: report.year))
            }
            return outcome.withinLimits("document.too-large")
        } catch {
            return TaskOutcome(final: error.code, error.advice.isEmpty ? error.message : "\(error.message); \(error.advice)")
        }
    }
}
