/// One city's report, ready to be read: its stretch of the decoded source, and the clean text as pieces over that stretch.
///
/// A document's reports divide its decoded source without gap or overlap, in source order, so every numeral of the source belongs
/// to exactly one report. Where a passage concerns no single city (an editor's note over a page of five cities), it is a report
/// of its own whose `city` is the province, or empty.
///
/// Offsets in `pieces` count UTF-8 bytes within `source`; offsets in `blocks` count UTF-8 bytes of the clean text
/// (`CleanText.bytes`). The pieces may stand in another order than their sources: that is how a reading order is expressed.
public struct Report: Sendable, Equatable {
    /// The file name as submitted, without its folders.
    public var document: String
    /// Number of the report within its document, from 0.
    public var number: Int
    /// Whose report it is, such as `青岭市`; empty when the document does not tell.
    public var city: String
    /// The province that the city belongs to, such as `云岭省`; empty when neither the table of cities nor the document tells.
    public var province: String
    /// The year that the report tells about, or nil when the document does not tell.
    public var year: Int?
    /// The document's day of publication (masthead, dateline), when found.
    public var published: CalendarDay?
    /// Where `source` begins in the decoded document: UTF-8 bytes before it.
    public var byteOffset: Int
    /// Where `source` begins in the decoded document: Unicode scalars before it.
    public var scalarOffset: Int
    /// The stretch of the decoded document, UTF-8, unchanged.
    public var source: [UInt8]
    /// The clean text, in reading order.
    public var pieces: [Piece]
    /// The clean text's paragraphs, headings and furniture, in reading order, without overlap. What no block covers is white space.
    public var blocks: [Block]

    /// From its fields.
    public init(
        document: String, number: Int, city: String, year: Int?, published: CalendarDay?, byteOffset: Int, scalarOffset: Int,
        source: [UInt8], pieces: [Piece], blocks: [Block], province: String = ""
    ) {
        self.document = document
        self.number = number
        self.city = city
        self.province = province
        self.year = year
        self.published = published
        self.byteOffset = byteOffset
        self.scalarOffset = scalarOffset
        self.source = source
        self.pieces = pieces
        self.blocks = blocks
    }
}

/// A stretch of clean text and the source bytes that it stands for.
public struct Piece: Sendable, Equatable {
    /// UTF-8 bytes of `Report.source`, half open; empty for text that was inserted (a paragraph break).
    public var source: Range<Int>
    /// The clean characters, or nil when the source bytes are taken as they stand.
    public var replacement: String?

    /// From its fields.
    public init(source: Range<Int>, replacement: String? = nil) {
        self.source = source
        self.replacement = replacement
    }
}

/// A paragraph-like part of the clean text.
public struct Block: Sendable, Equatable {
    /// What the part is to a reader. Numbers in `furniture` and `byline` are no statistics of the report; those in a `caption`
    /// are told of the moment that it shows, and fill no cell.
    public enum Kind: String, Sendable, CaseIterable {
        case title, heading, paragraph
        /// A photograph's caption.
        case caption
        /// `（杨某某）`, `记者 …`, `通讯员 …`.
        case byline
        /// An editor's note (编者按).
        case note
        /// Masthead, addresses, telephone lists, page numbers, navigation of a web page.
        case furniture
    }

    /// What it is to a reader.
    public var kind: Kind
    /// UTF-8 bytes of the clean text, half open.
    public var range: Range<Int>
    /// 1 for a section's heading, 2 for one below it; 0 for all that is no heading.
    public var level: Int

    /// From its fields.
    public init(kind: Kind, range: Range<Int>, level: Int = 0) {
        self.kind = kind
        self.range = range
        self.level = level
    }
}

/// A day of the calendar, without a time zone.
public struct CalendarDay: Sendable, Hashable, Comparable {
    /// Of the Gregorian calendar.
    public var year: Int
    /// 1 to 12.
    public var month: Int
    /// 1 to 31.
    public var day: Int

    /// From its fields.
    public init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Whether `a` is the earlier day.
    public static func < (a: CalendarDay, b: CalendarDay) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }

    /// `2021-09-28`.
    public var iso: String {
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        return "\(year)-\(two(month))-\(two(day))"
    }
}
