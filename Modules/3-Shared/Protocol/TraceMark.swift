/// What leads from a submission to a cell through everybody's logs: `TRACE.JOB.DOCUMENT`, and `.REPORT` behind it for an extraction.
///
/// TRACE is made from the random token that the client chose at submission, JOB is the job's number, DOCUMENT the head of the document's
/// SHA-256. It goes out with a task, stands in the worker's log, comes back with the result and stands in the aggregator's. Of a document
/// that several jobs hold, the first job's counts. No text of a document is in it.
public enum TraceMark {
    /// The mark of a task. `sha256`: 64 hexadecimal digits; `report` nil for an ingest.
    public static func text(trace: String, job: Int64, sha256: String, report: Int?) -> String {
        "\(trace).\(job).\(sha256.prefix(12))" + (report.map { ".\($0)" } ?? "")
    }
}
