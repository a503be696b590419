import Text

/// A plain text as reports, for tests that need no ingest: wrapped lines joined, short lines as headings, cities cut at lines such as
/// `青岭市总工会·…`.
enum PlainReports {
    static func reports(_ text: String, document: String, city: String, year: Int) -> [Report] {
        let bytes = Array(text.utf8)
        var lines: [(range: Range<Int>, count: Int, text: Substring)] = []
        var at = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let n = line.utf8.count
            if line.contains(where: { $0 != " " }) { lines.append((at..<at + n, line.unicodeScalars.count, line)) }
            at += n + 1
        }
        var cuts: [(line: Int, city: String)] = [(0, city)]
        for (i, l) in lines.enumerated() {
            if let r = l.text.range(of: "市总工会·") { cuts.append((i, String(l.text[..<r.lowerBound].filter { $0 != " " }) + "市")) }
        }
        var out: [Report] = []
        for (k, cut) in cuts.enumerated() {
            let end = k + 1 < cuts.count ? cuts[k + 1].line : lines.count
            let slice = Array(lines[cut.line..<end])
            if slice.isEmpty { continue }
            let start = k == 0 ? 0 : slice[0].range.lowerBound
            let stop = k + 1 < cuts.count ? lines[end].range.lowerBound : bytes.count
            out.append(report(bytes, slice, start..<stop, document, out.count, cut.city, year))
        }
        return out
    }

    private static func report(
        _ bytes: [UInt8], _ lines: [(range: Range<Int>, count: Int, text: Substring)], _ span: Range<Int>, _ document: String, _ number: Int,
        _ city: String, _ year: Int
    ) -> Report {
        let widths = lines.map(\.count).sorted()
        let full = widths.isEmpty ? 0 : widths[widths.count * 3 / 4]
        var pieces: [Piece] = []
        var blocks: [Block] = []
        var length = 0
        var blockStart = 0
        var blockLines = 0
        func close() {
            if length > blockStart {
                let last = pieces.last.map { bytes[span.lowerBound + $0.source.upperBound - 3..<span.lowerBound + $0.source.upperBound] }
                let short = blockLines <= 2 && last.map { Array($0) != Array("。".utf8) } ?? true
                blocks.append(Block(kind: short ? .heading : .paragraph, range: blockStart..<length, level: short ? 1 : 0))
                pieces.append(Piece(source: 0..<0, replacement: "\n"))
                length += 1
            }
            blockStart = length
            blockLines = 0
        }
        for l in lines {
            var low = l.range.lowerBound
            while low < l.range.upperBound, bytes[low] == 32 { low += 1 }
            pieces.append(Piece(source: low - span.lowerBound..<l.range.upperBound - span.lowerBound))
            length += l.range.upperBound - low
            blockLines += 1
            if l.count * 5 < full * 4, l.count < 20 || l.text.hasSuffix("。") { close() }
        }
        close()
        let before = String(decoding: bytes[0..<span.lowerBound], as: UTF8.self).unicodeScalars.count
        return Report(
            document: document, number: number, city: city, year: year, published: nil, byteOffset: span.lowerBound, scalarOffset: before,
            source: Array(bytes[span]), pieces: pieces, blocks: blocks)
    }
}
