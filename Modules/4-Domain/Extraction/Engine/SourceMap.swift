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
        var n = Int(checkpoints[block])
        var i = block << 4
        while i < byte, i < report.source.count {
            if report.source[i] & 0xC0 != 0x80 { n += 1 }
            i += 1
        }
        return n
    }
}
