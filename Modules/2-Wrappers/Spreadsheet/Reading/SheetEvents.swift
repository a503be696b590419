/// The shared texts of a workbook: runs are joined, readings (`rPh`) left out.
struct StringEvents {
    private(set) var texts: [String] = []
    private var isText = false
    private var isReading = false

    mutating func take(_ event: XMLEvent) {
        switch event {
        case .begin("si", _): texts.append("")
        case .begin("rPh", _): isReading = true
        case .end("rPh"): isReading = false
        case .begin("t", _): isText = !isReading
        case .end("t"): isText = false
        case .text(let text) where isText && !texts.isEmpty: texts[texts.count - 1] += text
        default: break
        }
    }
}

/// Which cell formats are dates.
struct StyleEvents {
    private(set) var dates: Set<Int> = []
    private var custom: [Int: Bool] = [:]
    private var isFormats = false
    private var count = 0

    mutating func take(_ event: XMLEvent) {
        switch event {
        case .begin("numFmt", let given):
            if let id = given["numFmtId"].flatMap({ Int($0) }) { custom[id] = Self.isDate(given["formatCode"] ?? "") }
        case .begin("cellXfs", _): isFormats = true
        case .end("cellXfs"): isFormats = false
        case .begin("xf", let given) where isFormats:
            let id = given["numFmtId"].flatMap { Int($0) } ?? 0
            if custom[id] ?? ((14...22).contains(id) || (27...36).contains(id) || (50...58).contains(id)) { dates.insert(count) }
            count += 1
        default: break
        }
    }

    /// A format with days or years in it, outside of quotes and brackets.
    static func isDate(_ format: String) -> Bool {
        var quoted = false
        var bracketed = false
        for scalar in format.lowercased().unicodeScalars {
            switch scalar {
            case "\"": quoted.toggle()
            case "[": bracketed = true
            case "]": bracketed = false
            case "y", "d": if !quoted, !bracketed { return true }
            default: break
            }
        }
        return false
    }
}

/// The rows of a sheet.
struct SheetEvents {
    let texts: [String]
    let dateStyles: Set<Int>
    let is1904: Bool
    let body: (Int, [ReadField]) throws -> Void
    private var row = 0
    private var column = 0
    private var fields: [ReadField] = []
    private var kind = ""
    private var style = 0
    private var value = ""
    private var isValue = false
    private var isReading = false

    init(texts: [String], dateStyles: Set<Int>, is1904: Bool, body: @escaping (Int, [ReadField]) throws -> Void) {
        self.texts = texts
        self.dateStyles = dateStyles
        self.is1904 = is1904
        self.body = body
    }

    mutating func take(_ event: XMLEvent) throws {
        switch event {
        case .begin("row", let given):
            row = given["r"].flatMap { Int($0) } ?? row + 1
            column = -1
            fields = []
        case .begin("c", let given):
            column = given["r"].flatMap(Self.column) ?? column + 1
            kind = given["t"] ?? "n"
            style = given["s"].flatMap { Int($0) } ?? 0
            value = ""
        case .begin("v", _): isValue = true
        case .begin("t", _): isValue = !isReading
        case .begin("rPh", _): isReading = true
        case .end("rPh"): isReading = false
        case .end("v"), .end("t"): isValue = false
        case .text(let text) where isValue: value += text
        case .end("c"): put(field())
        case .end("row"):
            while fields.last == .empty { fields.removeLast() }
            if !fields.isEmpty { try body(row, fields) }
        default: break
        }
    }

    private mutating func put(_ field: ReadField) {
        guard field != .empty, (0..<WorkbookReader.columnLimit).contains(column) else { return }
        while fields.count <= column { fields.append(.empty) }
        fields[column] = field
    }

    private func field() -> ReadField {
        switch kind {
        case "s":
            guard let index = Int(value), texts.indices.contains(index) else { return .empty }
            return texts[index].isEmpty ? .empty : .text(texts[index])
        case "str", "inlineStr": return value.isEmpty ? .empty : .text(value)
        case "b": return .bool(value == "1")
        case "e": return .fault(value)
        case "d": return .day(String(value.prefix(10)))
        default:
            guard let number = Double(value), number.isFinite else { return value.isEmpty ? .empty : .text(value) }
            if dateStyles.contains(style), let day = Self.day(number, is1904: is1904) { return .day(day) }
            return .number(number)
        }
    }

    /// `C12` is column 2.
    static func column(_ reference: String) -> Int? {
        var number = 0
        var letters = 0
        for byte in reference.utf8 {
            guard (65...90).contains(byte) else { break }
            letters += 1
            guard letters <= 3 else { return nil }
            number = number * 26 + Int(byte) - 64
        }
        return letters == 0 ? nil : number - 1
    }

    /// The day of a serial number; the fictitious 29 February 1900 moves the first two months.
    static func day(_ serial: Double, is1904: Bool) -> String? {
        guard serial >= 1, serial < 2_958_466 else { return nil }
        let whole = Int(serial)
        var days = whole + (is1904 ? 1462 : 0)
        if !is1904, whole < 60 { days += 1 }
        // days since 1 March 0000, by eras of 400 years
        let shifted = days - 25_569 + 719_468
        let era = shifted / 146_097
        let inEra = shifted % 146_097
        let yearOfEra = (inEra - inEra / 1460 + inEra / 36_524 - inEra / 146_096) / 365
        let dayOfYear = inEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let number = month < 10 ? month + 3 : month - 9
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(yearOfEra + era * 400 + (number <= 2 ? 1 : 0))-\(two(number))-\(two(day))"
    }
}
