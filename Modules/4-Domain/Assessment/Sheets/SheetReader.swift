/// Finds the columns of a sheet by their headers, and collects what is wrong with its rows.
struct SheetReader {
    /// A column that a kind of sheet may have.
    struct Column {
        /// Headers by which it is known; the first one is the usual.
        var names: [String]
        var isNeeded: Bool

        init(_ names: [String], needed: Bool = false) {
            self.names = names
            isNeeded = needed
        }
    }

    private let sheet: SheetText
    private let places: [Int?]
    private let columns: [Column]
    /// Headers that belong to no column, with their places.
    let others: [(place: Int, title: String)]
    private(set) var problems: [Problem] = []

    /// The first row is the header.
    init(_ sheet: SheetText, _ columns: [Column]) {
        self.sheet = sheet
        self.columns = columns
        let header = sheet.rows.first?.fields ?? []
        let folded = header.map(Self.fold)
        places = columns.map { column in folded.firstIndex { title in column.names.contains { Self.fold($0) == title } } }
        let known = Set(places.compactMap(\.self))
        others = header.enumerated().filter { !known.contains($0.offset) && !$0.element.isEmpty }.map { ($0.offset, $0.element) }
        if header.isEmpty {
            problems.append(Problem(line: 0, chinese: "文件是空的，应有表头和数据", english: "the file is empty; it needs a header and rows"))
        }
    }

    /// Whether percentages may stand as shares: see `SheetText.isWorkbook`.
    var isWorkbook: Bool { sheet.isWorkbook }

    /// Whether the header has the column.
    func has(_ column: Int) -> Bool { places[column] != nil }

    /// The first row.
    var header: SheetText.Row { sheet.rows.first ?? .init(line: 1, fields: []) }

    /// Tells the needed columns that the header lacks; `also`: further ones that this layout needs.
    mutating func requireColumns(_ also: [Int] = []) {
        guard let header = sheet.rows.first else { return }
        for (index, column) in columns.enumerated() where (also.isEmpty ? column.isNeeded : also.contains(index)) && places[index] == nil {
            let name = column.names.first ?? ""
            problems.append(
                Problem(
                    line: header.line, chinese: "表头缺少“\(name)”列", english: "the header has no column '\(column.names.last ?? name)'"))
        }
    }

    /// Tells headers that belong to nothing.
    mutating func refuseOthers() {
        guard let header = sheet.rows.first else { return }
        let known = columns.compactMap(\.names.first).joined(separator: "、")
        for other in others {
            problems.append(
                Problem(
                    line: header.line, column: other.place + 1, title: other.title, chinese: "不认识的列；可用的列：\(known)",
                    english: "unknown column; known ones: \(known)"))
        }
    }

    /// The rows below the header.
    var rows: ArraySlice<SheetText.Row> { sheet.rows.dropFirst() }

    /// The text of a row's column; empty where it has none.
    func text(_ row: SheetText.Row, _ column: Int) -> String {
        guard let place = places[column], place < row.fields.count else { return "" }
        return row.fields[place]
    }

    /// Tells a problem of a row's column.
    mutating func refuse(_ row: SheetText.Row, _ column: Int, _ chinese: String, _ english: String) {
        let title = places[column].flatMap { place in sheet.rows.first.flatMap { place < $0.fields.count ? $0.fields[place] : nil } }
        problems.append(
            Problem(
                line: row.line, column: (places[column] ?? -1) + 1, title: title ?? columns[column].names.first ?? "", chinese: chinese,
                english: english))
    }

    /// Tells a problem of a row's field that no column stands for.
    mutating func refuse(_ row: SheetText.Row, place: Int, title: String, _ chinese: String, _ english: String) {
        problems.append(Problem(line: row.line, column: place + 1, title: title, chinese: chinese, english: english))
    }

    /// Full width and half width, upper and lower case, and spaces make no difference in a header; nor does what stands in brackets.
    static func fold(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "（", "(": return out
            case _ where scalar.properties.isWhitespace || scalar == "_": continue
            case _ where (0xFF01...0xFF5E).contains(scalar.value):
                out.unicodeScalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out.lowercased()
    }
}

/// How names of indicators that people type lead to the codes of the codebook.
public struct IndicatorNames: Sendable {
    /// The code of a code or name; nil for a name that is unknown.
    public var code: @Sendable (String) -> String?
    /// A known name that is near an unknown one.
    public var near: @Sendable (String) -> String?
    /// The unit that an indicator counts in; empty for an unknown code.
    public var unit: @Sendable (String) -> String

    /// From look-ups.
    public init(
        code: @escaping @Sendable (String) -> String?, near: @escaping @Sendable (String) -> String?, unit: @escaping @Sendable (String) -> String
    ) {
        self.code = code
        self.near = near
        self.unit = unit
    }
}

extension SheetReader {
    /// The code of a row's indicator; nil, with a problem told, where it is unknown.
    mutating func indicator(_ row: SheetText.Row, _ column: Int, _ names: IndicatorNames) -> String? {
        let given = text(row, column)
        if let code = names.code(given) { return code }
        let hint = names.near(given)
        refuse(
            row, column, "没有“\(given)”这个指标" + (hint.map { "，是不是“\($0)”？" } ?? "；见 huibao codebook list"),
            "no indicator '\(given)'" + (hint.map { "; did you mean '\($0)'?" } ?? "; see 'huibao codebook list'"))
        return nil
    }

    /// The year of a row, or the one that stands for all.
    mutating func year(_ row: SheetText.Row, _ column: Int, fallback: Int?) -> Int? {
        var given = text(row, column)
        if given.hasSuffix("年") { given.removeLast() }
        if given.isEmpty, let fallback { return fallback }
        if let year = Int(given), (1949...2100).contains(year) { return year }
        refuse(
            row, column, given.isEmpty ? "没有年份；请填四位数，或在命令中用 --year" : "“\(given)”不是年份，请填四位数，如 2021",
            given.isEmpty ? "no year; write four digits, or give --year" : "'\(given)' is no year; write four digits such as 2021")
        return nil
    }
}
