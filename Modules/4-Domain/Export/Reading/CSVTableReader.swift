internal import Aggregation
internal import Text

/// Reads what `LongTable` and `WideTable` write as CSV, also after a spreadsheet has saved it again.
enum CSVTableReader {
    static func figures(_ bytes: [UInt8], path: String, labels: Labels) throws(ExportError) -> [ExportedFigure] {
        let rows = CSVRows.read(bytes)
        guard let head = rows.first else { return [] }
        let titles = Titles(head.fields)
        if titles.place("指标代码", "code") == nil { return try wide(rows, titles, path, labels) }
        var figures: [ExportedFigure] = []
        for row in rows.dropFirst() where row.fields.contains(where: { !$0.isEmpty }) {
            figures.append(try long(row, titles, path))
        }
        return figures
    }

    private static func long(_ row: CSVRows.Row, _ titles: Titles, _ path: String) throws(ExportError) -> ExportedFigure {
        func field(_ chinese: String, _ english: String) -> String {
            guard let place = titles.place(chinese, english), place < row.fields.count else { return "" }
            return row.fields[place]
        }
        guard let value = Double(field("数值", "value")) else {
            throw ExportError(path, "第\(row.line)行“数值”“\(field("数值", "value"))”不是数 (line \(row.line): no number)")
        }
        var figure = ExportedFigure(
            place: "第\(row.line)行", city: field("城市", "city"), year: Int(field("年份", "year")) ?? 0, indicator: field("指标代码", "code"),
            value: value)
        figure.high = Double(field("上限", "high"))
        figure.unit = field("单位", "unit")
        let rules = field("规则", "rules")
        if rules == SetEvidence.rule {
            figure.setBy = number(in: field("修正", "corrections"))
        } else if !field("文件SHA-256", "sha256").isEmpty {
            func place(_ chinese: String, _ english: String) -> Int { Int(field(chinese, english)) ?? -1 }
            figure.evidence = Evidence(
                document: field("文件", "document"), report: place("报告序号", "report"), start: place("字符起", "start"),
                end: place("字符止", "end"), byteStart: place("字节起", "byte_start"), byteEnd: place("字节止", "byte_end"),
                quote: field("原文", "quote"), value: value, subject: "", sentence: field("句子", "sentence"), sentenceStart: 0,
                sentenceEnd: 0, because: rules.split(separator: " ").map(String.init), sha256: field("文件SHA-256", "sha256"))
        }
        return figure
    }

    /// The number of the entry that set the value: `修正第3号：…` or `set no. 3: …`.
    static func number(in words: String) -> Int64? {
        for start in ["修正第", "set no. "] {
            for range in words.ranges(of: start).reversed() {
                if let number = Int64(words[range.upperBound...].prefix { $0.isASCII && $0.isNumber }) { return number }
            }
        }
        return nil
    }

    private static func wide(
        _ rows: [CSVRows.Row], _ titles: Titles, _ path: String, _ labels: Labels
    ) throws(ExportError) -> [ExportedFigure] {
        guard let city = titles.place("城市", "city"), let year = titles.place("年份", "year"), let head = rows.first else {
            throw ExportError(path, "它没有“城市”和“年份”列 (no columns of cities and years)")
        }
        var codes: [Int: String] = [:]
        for (place, title) in head.fields.enumerated() where place != city && place != year { codes[place] = labels.code(ofTitle: title) ?? title }
        var figures: [ExportedFigure] = []
        for row in rows.dropFirst() {
            for (place, text) in row.fields.enumerated() where !text.isEmpty {
                guard let code = codes[place] else { continue }
                guard let value = Double(text) else { throw ExportError(path, "第\(row.line)行第\(place + 1)列“\(text)”不是数 (no number)") }
                figures.append(
                    ExportedFigure(
                        place: "第\(row.line)行第\(place + 1)列", city: row.fields[city], year: Int(row.fields[year]) ?? 0, indicator: code,
                        value: value))
            }
        }
        return figures
    }
}

/// The rows of a CSV file (RFC 4180), as `CSVField` writes them: the apostrophe before a formula falls away.
enum CSVRows {
    struct Row {
        /// Line that it begins on, from 1.
        var line: Int
        var fields: [String]
    }

    static func read(_ bytes: [UInt8]) -> [Row] {
        let start = bytes.starts(with: CSVField.byteOrderMark) ? 3 : 0
        var rows: [Row] = []
        var fields: [String] = []
        var field: [UInt8] = []
        var (quoted, wasQuoted) = (false, false)
        var (line, begun) = (1, 1)
        var at = start
        func end() {
            var text = String(decoding: field, as: UTF8.self)
            if text.hasPrefix("'"), let second = text.unicodeScalars.dropFirst().first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(second) {
                text.removeFirst()
            }
            fields.append(text)
            field = []
            wasQuoted = false
        }
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            switch byte {
            case UInt8(ascii: "\"") where quoted && at < bytes.count && bytes[at] == byte:
                field.append(byte)
                at += 1
            case UInt8(ascii: "\"") where quoted: quoted = false
            case UInt8(ascii: "\"") where field.isEmpty && !wasQuoted: (quoted, wasQuoted) = (true, true)
            case UInt8(ascii: ",") where !quoted: end()
            case 10 where !quoted:
                if field.last == 13 { field.removeLast() }
                end()
                rows.append(Row(line: begun, fields: fields))
                fields = []
                line += 1
                begun = line
            default:
                if byte == 10 { line += 1 }
                field.append(byte)
            }
        }
        if !field.isEmpty || !fields.isEmpty {
            end()
            rows.append(Row(line: begun, fields: fields))
        }
        return rows
    }
}
