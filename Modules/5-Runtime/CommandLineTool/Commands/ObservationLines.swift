internal import Base
internal import Text

/// Cuts pages of observation lines into reports. A page may end within a document, never within a report's line.
///
/// A report begins where document or number change, or where the places begin again (two documents of one name).
struct ObservationLines {
    private var report: [Observation] = []

    /// The reports that are complete with this page.
    mutating func reports(_ payload: [UInt8]) throws(ToolError) -> [[Observation]] {
        var complete: [[Observation]] = []
        var reader = JSONReader(payload)
        do throws(JSONReaderError) {
            while !reader.isAtEnd() {
                let next = try Observation(reading: &reader)
                if let held = report.last, held.document != next.document || held.report != next.report || next.start < held.start {
                    complete.append(report)
                    report = []
                }
                report.append(next)
            }
        } catch {
            throw ToolError(
                .unexpectedReply, "the aggregator sent observations that cannot be read: \(error)",
                advice: "run versions of Huibao that differ by one at most")
        }
        return complete
    }

    /// Hands over the reports of all observations, in their order.
    static func eachReport(_ client: AggregatorClient, _ body: ([Observation]) throws -> Void) throws {
        var lines = ObservationLines()
        try client.eachPageOfObservations { payload in
            for report in try lines.reports(payload) { try body(report) }
        }
        if let last = lines.last() { try body(last) }
    }

    /// What is left at the end.
    mutating func last() -> [Observation]? {
        defer { report = [] }
        return report.isEmpty ? nil : report
    }
}
