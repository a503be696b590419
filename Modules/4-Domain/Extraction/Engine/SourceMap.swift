import Text

/// From positions of the page to places in the decoded document, in bytes and in scalars.
struct SourceMap {
    private let report: Report
    private let clean: CleanText
    private let offsets: [Int32]
    /// Scalars before every 128th byte of the source.
    private var checkpoints: [Int32] = []

    init(report: Report, clean: CleanText, offsets: [Int32]) {
        self.report = report
        self.clean = clean
        self.offsets = offsets
        var scalars: Int32 = 0
        checkpoints.reserveCapacity(report.source.count / 128 + 1)
        for (i, b) in report.source.enumerated() {
            if i & 127 == 0 { checkpoints.append(scalars) }
            if b & 0xC0 != 0x80 { scalars &+= 1 }
        }
        if checkpoints.isEmpty { checkpoints.append(0) }
    }

    /// The source bytes of a range of positions.
    func bytes(_ r: Range<Int>) -> Range<Int> {
        clean.source(of: Int(offsets[r.lowerBound])..<Int(offsets[r.upperBound]))
    }

    /// Scalars of the report's source before a byte.
    func scalars(before byte: Int) -> Int {
        var n = Int(checkpoints[min(byte >> 7, checkpoints.count - 1)])
        var i = min(byte >> 7, checkpoints.count - 1) << 7
        while i < byte, i < report.source.count {
            if report.source[i] & 0xC0 != 0x80 { n += 1 }
            i += 1
        }
        return n
    }
}
