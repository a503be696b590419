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
        var checkpoints = [Int32](repeating: 0, count: report.source.count / 16 + 1)
        let source = report.source.span
        var scalars: Int32 = 0
        for block in 0..<source.count / 16 {
            var here: UInt8 = 0
            let bytes = source.extracting(block * 16..<block * 16 + 16)
            for i in 0..<16 { here &+= bytes[i] & 0xC0 == 0x80 ? 0 : 1 }
            scalars &+= Int32(here)
            checkpoints[block + 1] = scalars
        }
        self.checkpoints = checkpoints
    }

    /// The source bytes of a range of positions.
    func bytes(_ r: Range<Int>) -> Range<Int> {
        clean.source(of: Int(offsets[r.lowerBound])..<Int(offsets[r.upperBound]))
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
