import Text

/// From positions of the page to places in the decoded document, in bytes and in scalars.
struct SourceMap {
    private let report: Report
    private let clean: CleanText
    private let offsets: [Int32]
    /// Scalars before every 16th byte of the source.
    private let checkpoints: [Int32]

    init(report: Report, clean: CleanText, offsets: [Int32]) {
        self.report = report
        self.clean = clean
        self.offsets = offsets
        checkpoints = report.source.span.scalarCheckpoints()
    }

    /// The source bytes of a range of positions. `hint` is 0 at first and serves ranges that follow one another.
    func bytes(_ r: Range<Int>, near hint: inout Int) -> Range<Int> {
        clean.source(of: Int(offsets[r.lowerBound])..<Int(offsets[r.upperBound]), near: &hint)
    }

    /// Scalars of the report's source before a byte.
    func scalars(before byte: Int) -> Int {
        let block = min(byte >> 4, checkpoints.count - 1)
        let start = block << 4, end = min(byte, report.source.count)
        return start < end ? Int(checkpoints[block]) + report.source.span.scalars(in: start..<end) : Int(checkpoints[block])
    }
}
