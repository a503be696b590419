internal import Aggregation
internal import Spreadsheet
internal import Text

/// Reads what `XLSXTable` writes, also after a spreadsheet has saved it again: the numbers of the table's sheets, and the evidence that was
/// taken for each.
struct XLSXTableReader {
    private let path: String
    private let labels: Labels
    private let book: WorkbookReader

    init(path: String, labels: Labels) throws {
        self.path = path
        self.labels = labels
        book = try WorkbookReader(path: path)
    }

    func figures() throws -> [ExportedFigure] {
        let proofs = try evidence()
        var figures: [ExportedFigure] = []
        for sheet in sheets("表", "Table") {
            var titles: Titles?
            var heads: [String] = []
            try book.rows(sheet) { row, fields in
                guard let known = titles else {
                    heads = fields.map(\.typed)
                    titles = Titles(heads)
                    return
                }
                figures += try Self.row(fields, known, heads, "\(sheet) 第\(row)行", labels, path)
            }
        }
        guard !figures.isEmpty || !sheets("表", "Table").isEmpty else { throw ExportError(path, "它没有“表”这个工作表 (no sheet 'Table')") }
        return figures.map { figure in
            var figure = figure
            guard let proof = proofs[figure.key] else { return figure }
            if SetEvidence.isSet(proof) {
                figure.setBy = CSVTableReader.number(in: proof.sentence)
            } else {
                figure.evidence = proof
            }
            return figure
        }
    }

    /// The sheets that a growing sheet filled: `证据`, `证据 2`, …
    private func sheets(_ chinese: String, _ english: String) -> [String] {
        book.sheets.filter { name in [chinese, english].contains { name == $0 || name.hasPrefix($0 + " ") } }
    }

    private static func row(
        _ fields: [ReadField], _ titles: Titles, _ heads: [String], _ place: String, _ labels: Labels, _ path: String
    ) throws -> [ExportedFigure] {
        func text(_ chinese: String, _ english: String) -> String {
            guard let at = titles.place(chinese, english), at < fields.count else { return "" }
            return fields[at].typed
        }
        let (city, year) = (text("城市", "City"), Int(text("年份", "Year")) ?? 0)
        if let at = titles.place("指标代码", "Code") {
            let code = at < fields.count ? fields[at].typed : ""
            let told = titles.place("数值", "Value").flatMap { $0 < fields.count ? fields[$0] : nil } ?? .empty
            guard case .number(let value) = told else { throw ExportError(path, "\(place)“数值”“\(told.typed)”不是数 (no number)") }
            var figure = ExportedFigure(place: place, city: city, year: year, indicator: code, value: value)
            figure.high = Double(text("上限", "High"))
            figure.unit = text("单位", "Unit")
            return [figure]
        }
        return heads.enumerated().compactMap { column, title in
            guard column > 1, column < fields.count, case .number(let value) = fields[column] else { return nil }
            return ExportedFigure(
                place: place + "“\(title)”", city: city, year: year, indicator: labels.code(ofTitle: title) ?? title, value: value)
        }
    }

    /// The evidence that was taken, by cell.
    private func evidence() throws -> [CellKey: Evidence] {
        var found: [CellKey: Evidence] = [:]
        for sheet in sheets("证据", "Evidence") {
            var titles: Titles?
            try book.rows(sheet) { _, fields in
                guard let known = titles else {
                    titles = Titles(fields.map(\.typed))
                    return
                }
                func text(_ chinese: String, _ english: String) -> String {
                    guard let at = known.place(chinese, english), at < fields.count else { return "" }
                    return fields[at].typed
                }
                func number(_ chinese: String, _ english: String) -> Int { Int(text(chinese, english)) ?? -1 }
                guard ["采用", "taken"].contains(text("地位", "Standing")) else { return }
                let key = CellKey(city: text("城市", "City"), year: Int(text("年份", "Year")) ?? 0, indicator: text("指标代码", "Code"))
                found[key] = Evidence(
                    document: text("文件", "Document"), report: number("报告序号", "Report"), start: number("字符起", "Start"),
                    end: number("字符止", "End"), byteStart: number("字节起", "Byte start"), byteEnd: number("字节止", "Byte end"),
                    quote: text("原文", "Quote"), value: Double(text("数值", "Value")) ?? .nan, subject: text("计数对象", "Subject"),
                    sentence: text("句子", "Sentence"), sentenceStart: number("句子起", "Sentence start"),
                    sentenceEnd: number("句子止", "Sentence end"),
                    because: text("规则", "Rules").split(separator: " ").map(String.init), sha256: text("文件SHA-256", "SHA-256"))
            }
        }
        return found
    }
}
