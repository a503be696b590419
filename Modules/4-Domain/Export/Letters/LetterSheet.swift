internal import Aggregation
internal import Spreadsheet
internal import Text

/// A query sheet as a workbook: what is asked is locked, what is to be answered stays open.
public enum LetterSheet {
    /// The sheet's name.
    public static let name = "核查单"
    /// Answers.
    static let confirmed = "属实"
    static let corrected = "更正"

    /// Titles and widths from the left; the locked ones first. All of them fit on paper at a size that can be read.
    static let locked: [(title: String, width: Double)] = [
        ("编号", 13), ("类别", 9), ("年份", 6), ("指标", 16), ("问题", 34), ("计算", 18), (number, 11), ("单位", 6), ("原文", 40), ("文件", 14),
    ]
    static let open: [(title: String, width: Double)] = [("答复", 8), ("更正值", 11), ("签名", 9), ("日期", 11), ("备注", 16)]
    static let number = "表中数"
    static let credential = "凭据（勿改）"
    /// Rows above the header.
    static let headRows = 3

    /// The locked fields of a question, as they are shown.
    static func fields(_ question: LetterQuestion, _ labels: Labels) -> [String] {
        [
            question.id, LetterQuestion.word(question.kind), question.key.year == 0 ? "" : "\(question.key.year)",
            question.key.indicator.isEmpty ? "" : labels.name(question.key.indicator, .zh), question.text, question.arithmetic,
            question.value.map(NumberText.plain) ?? "", question.unit, question.quotes.joined(separator: "\n"),
            question.documents.joined(separator: "\n"),
        ]
    }

    /// Writes one city's sheet; the file stands at `path` whole or not at all.
    public static func write(_ questions: [LetterQuestion], city: String, labels: Labels, path: String) throws {
        let book = try Spreadsheet(path: path, title: "\(city)工会工作总结数据核查单", author: "汇报")
        let sheet = try book.addSheet(name)
        let titles = locked.map(\.title) + open.map(\.title) + [credential]
        try book.columns(sheet, locked.map(\.width) + open.map(\.width) + [8])
        try book.text(sheet, 0, 0, "\(city)工会工作总结数据核查单（共 \(questions.count) 个问题）", SheetStyle(bold: true))
        try book.text(
            sheet, 1, 0, "请在“答复”栏选“属实”或“更正”：属实，即表中数无误；更正，请填更正值（可写 18500、1.85万），并签名、填日期。不答的行留空，其余各栏请勿改动。")
        for (column, title) in titles.enumerated() { try book.text(sheet, headRows, column, title, SheetFormats.header) }
        try book.header(sheet, frozenColumns: 1, rows: headRows + 1)
        for (index, question) in questions.enumerated() {
            let row = headRows + 1 + index
            let fields = fields(question, labels)
            try book.height(sheet, row: row, height(fields))
            for (column, field) in fields.enumerated() {
                if locked[column].title == number, let value = question.value {
                    try book.number(sheet, row, column, value, SheetStyle(numberFormat: SheetFormats.plain(value)))
                } else {
                    try book.text(sheet, row, column, field, SheetFormats.wrapped)
                }
            }
            for column in locked.count..<locked.count + open.count {
                let format = column == locked.count + 3 ? "yyyy-mm-dd" : ""
                try book.text(sheet, row, column, "", SheetStyle(numberFormat: format, wraps: true, fill: answer, line: true, isOpen: true))
            }
            try book.text(sheet, row, titles.count - 1, Credential(question, locked: fields).text)
        }
        try book.choices(
            sheet, rows: headRows + 1..<headRows + 1 + questions.count, column: locked.count, [confirmed, corrected], hint: "请选“属实”或“更正”，或留空")
        try book.hide(sheet, column: titles.count - 1)
        try book.printArea(sheet, rows: headRows + 1 + questions.count, columns: titles.count - 1)
        book.protect(sheet)
        try book.close()
    }

    /// High enough for the field that takes most lines in its column; spreadsheets do not see to it in a locked sheet.
    private static func height(_ fields: [String]) -> Double {
        let lines = zip(fields, locked).map { field, column in
            field.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { sum, line in
                sum + max(1, Int((Double(DisplayWidth.columns(String(line))) / (column.width - 1)).rounded(.up)))
            }
        }
        return min(400, 15 * Double(max(1, lines.max() ?? 1)) + 3)
    }

    /// Behind fields that wait for an answer: pale yellow.
    private static let answer: UInt32 = 0xFFF9E5
}
