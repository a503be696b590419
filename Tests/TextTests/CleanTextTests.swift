import Testing
import Text

@Suite struct CleanTextTests {
    private static let source = Array("发展会员 14863\n\n人，占９８％。".utf8)

    /// Pieces over the source above: a gap for the space and the line feeds, two replacements, an inserted line feed at the end.
    private static func pieces() -> [Piece] {
        [
            Piece(source: 0..<12), Piece(source: 13..<18), Piece(source: 20..<29), Piece(source: 29..<32, replacement: "9"),
            Piece(source: 32..<35, replacement: "8"), Piece(source: 35..<38, replacement: "%"), Piece(source: 38..<41),
            Piece(source: 41..<41, replacement: "\n"),
        ]
    }

    private static func report(_ pieces: [Piece], _ blocks: [Block] = []) -> Report {
        Report(
            document: "a.txt", number: 0, city: "青岭市", year: 2021, published: nil, byteOffset: 0, scalarOffset: 0, source: source,
            pieces: pieces,
            blocks: blocks)
    }

    @Test func `pieces are joined`() {
        #expect(String(decoding: CleanText(source: Self.source, pieces: Self.pieces()).bytes, as: UTF8.self) == "发展会员14863人，占98%。\n")
        #expect(CleanText(source: [], pieces: []).bytes.isEmpty)
    }

    @Test(arguments: [
        (0..<3, 0..<3),  // 发
        (12..<17, 13..<18),  // 14863
        (12..<20, 13..<23),  // 14863人, over the line feeds
        (9..<13, 9..<14),  // 员1, over the space
        (26..<28, 29..<35),  // 98, replaced
        (27..<29, 32..<38),  // 8%
        (31..<33, 40..<41),  // the last byte of 。 and the inserted line feed
        (0..<33, 0..<41),
    ]) func `the way back`(clean: Range<Int>, source: Range<Int>) {
        #expect(CleanText(source: Self.source, pieces: Self.pieces()).source(of: clean) == source)
    }

    @Test func `pieces in another order give the range that covers both ends`() {
        let text = CleanText(source: Array("abcdef".utf8), pieces: [Piece(source: 4..<6), Piece(source: 0..<2)])
        #expect(String(decoding: text.bytes, as: UTF8.self) == "efab")
        #expect(text.source(of: 1..<3) == 0..<6)
        #expect(text.source(of: 2..<4) == 0..<2)
    }

    @Test func `every single byte leads to where it was copied from`() {
        var pieces: [Piece] = []
        let source = (0..<200).map { UInt8($0) }
        var at = 0
        while at < 190 {
            pieces.append(Piece(source: at..<at + at % 5))
            at += at % 5 + at % 3 + 1
        }
        let clean = CleanText(source: source, pieces: pieces)
        #expect(clean.bytes.count > 50)
        for i in clean.bytes.indices { #expect(clean.source(of: i..<i + 1) == Int(clean.bytes[i])..<Int(clean.bytes[i]) + 1) }
    }

    @Test func `sound reports`() {
        #expect(Self.report(Self.pieces()).isSound)
        #expect(Self.report(Self.pieces(), [Block(kind: .paragraph, range: 0..<32), Block(kind: .furniture, range: 32..<33)]).isSound)
        #expect(Self.report([]).isSound)
    }

    @Test func `what makes a report unsound`() {
        #expect(!Self.report([Piece(source: 0..<42)]).isSound)
        #expect(!Self.report([Piece(source: 0..<20), Piece(source: 0..<22)]).isSound)
        #expect(!Self.report(Self.pieces(), [Block(kind: .paragraph, range: 0..<34)]).isSound)
        #expect(!Self.report(Self.pieces(), [Block(kind: .paragraph, range: 0..<5), Block(kind: .paragraph, range: 4..<6)]).isSound)
        #expect(!Self.report(Self.pieces(), [Block(kind: .paragraph, range: 5..<6), Block(kind: .paragraph, range: 0..<2)]).isSound)
        var report = Self.report(Self.pieces())
        report.byteOffset = -1
        #expect(!report.isSound)
        report = Self.report(Self.pieces())
        report.scalarOffset = -1
        #expect(!report.isSound)
        report = Self.report(Self.pieces())
        report.number = -1
        #expect(!report.isSound)
        report.number = 0
        report.byteOffset = .max
        #expect(!report.isSound)
    }
}

@Suite struct CalendarDayTests {
    @Test func `order and ISO form`() {
        let days = [
            CalendarDay(year: 2022, month: 1, day: 9), CalendarDay(year: 2021, month: 12, day: 31),
            CalendarDay(year: 2022, month: 1, day: 10),
        ]
        #expect(days.sorted().map { $0.iso } == ["2021-12-31", "2022-01-09", "2022-01-10"])
    }
}
