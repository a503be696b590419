// rows of a filled sheet ── header found ── each row: credential sound? locked fields as sent? asked once? ── its reply
//
//   答复 empty, nothing else filled ─► unanswered, counted
//   属实                            ─► accept of the claim that the table took (for what nobody told: noted, nothing to record)
//   更正 + 更正值                   ─► accept where a report tells that number, else set
internal import Aggregation
public import Assessment
public import Text

/// What a filled query sheet answers.
public struct LetterReplies: Sendable, Equatable {
    /// Signed corrections, in the order of the rows.
    public var corrections: [Correction] = []
    /// Rows without an answer.
    public var unanswered = 0
    /// Rows that confirm that there is no such number, or that concern no number of the table: nothing is to be recorded.
    public var noted = 0
    /// What is wrong, by row and column; then nothing of the sheet should be recorded.
    public var problems: [Problem] = []
    /// The questions that were answered, by the row that did.
    public var rows: [String: Int] = [:]
}

/// Reads filled query sheets. Pure.
public enum LetterReader {
    /// Whether these rows are a query sheet.
    public static func isLetter(_ sheet: SheetText) -> Bool { head(sheet) != nil }

    /// The replies of a sheet. `file`: for the corrections' source. `today`: ISO day for replies without a date.
    public static func replies(_ sheet: SheetText, file: String, today: String) -> LetterReplies {
        var replies = LetterReplies()
        guard let head = head(sheet) else {
            replies.problems = [
                Problem(line: 0, chinese: "没有“编号”“答复”等列，不是核查单", english: "no columns 编号 and 答复: it is no query sheet")
            ]
            return replies
        }
        for row in sheet.rows.dropFirst(head + 1) {
            LetterRow(row, header: sheet.rows[head], file: file, today: today).take(&replies)
        }
        return replies
    }

    /// The place of the header among the rows.
    private static func head(_ sheet: SheetText) -> Int? {
        sheet.rows.prefix(20).firstIndex { row in
            row.fields.contains("编号") && row.fields.contains("答复") && row.fields.contains(LetterSheet.credential)
        }
    }
}

/// One row of a filled sheet.
private struct LetterRow {
    let row: SheetText.Row
    let header: SheetText.Row
    let file: String
    let today: String

    init(_ row: SheetText.Row, header: SheetText.Row, file: String, today: String) {
        self.row = row
        self.header = header
        self.file = file
        self.today = today
    }

    private func text(_ title: String) -> String {
        guard let place = header.fields.firstIndex(of: title), place < row.fields.count else { return "" }
        return row.fields[place]
    }

    /// A locked field; of the number what a spreadsheet's CSV shows, without the commas between its groups.
    private func asSent(_ title: String) -> String { title == LetterSheet.number ? text(title).filter { $0 != "," } : text(title) }

    private func problem(_ title: String, _ chinese: String, _ english: String) -> Problem {
        let place = header.fields.firstIndex(of: title)
        return Problem(
            line: row.line, column: place.map { $0 + 1 } ?? 0, title: place.map { "\(LetterSheet.letter($0))列 \(title)" } ?? title,
            chinese: chinese, english: english)
    }

    func take(_ replies: inout LetterReplies) {
        let credential = text(LetterSheet.credential)
        let isFilled = LetterSheet.open.contains { !text($0.title).isEmpty }
        if credential.isEmpty, text("编号").isEmpty, !isFilled { return }
        guard let known = Credential(credential), known.fields.count == LetterSheet.locked.count else {
            return replies.problems.append(
                problem(LetterSheet.credential, "隐藏的凭据被删除或改动，这一行无法对应到问题，请用原表重填", "the hidden credential is missing or was changed; fill in the sheet as it was sent"))
        }
        let changed = zip(LetterSheet.locked, known.fields).filter { Credential.digest(asSent($0.title)) != $1 }.map(\.0.title)
        for title in changed {
            replies.problems.append(problem(title, "“\(text(title).prefix(20))”与发出时不同，请恢复原样", "not as it was sent; restore it"))
        }
        if let first = replies.rows[known.id] {
            return replies.problems.append(problem("编号", "与第\(first)行重复，请只留一行", "the same as row \(first); leave one of them"))
        }
        replies.rows[known.id] = row.line
        guard changed.isEmpty else { return }
        answer(known, isFilled, &replies)
    }

    private func answer(_ known: Credential, _ isFilled: Bool, _ replies: inout LetterReplies) {
        let (reply, typed) = (text("答复"), text("更正值"))
        switch reply {
        case "":
            guard isFilled else { return replies.unanswered += 1 }
            return replies.problems.append(problem("答复", "这一行填了别的栏而没有答复，请填“属实”或“更正”", "the row is filled in, and this is empty; write 属实 or 更正"))
        case LetterSheet.confirmed, LetterSheet.corrected: break
        default:
            return replies.problems.append(problem("答复", "“\(reply)”不是答复，请填“属实”或“更正”", "'\(reply)' is no answer; write 属实 or 更正"))
        }
        guard !text("签名").isEmpty else {
            return replies.problems.append(problem("签名", "没有签名，请填写核实人", "nobody signed"))
        }
        guard let day = day() else {
            return replies.problems.append(problem("日期", "“\(text("日期"))”不是日期，请写成 2022-03-01", "'\(text("日期"))' is no day; write 2022-03-01"))
        }
        if reply == LetterSheet.confirmed {
            if let value = Amount(typed, unit: text("单位"))?.value, value != known.claims.first?.value {
                return replies.problems.append(problem("更正值", "答复“属实”而另填了数；如有误，请改答“更正”", "a number beside 属实; write 更正 if the number is wrong"))
            }
            guard let claim = known.claims.first, !known.key.indicator.isEmpty else { return replies.noted += 1 }
            return replies.corrections.append(entry(.accept, known, day, anchor: claim.anchor))
        }
        correct(known, typed, day, &replies)
    }

    private func correct(_ known: Credential, _ typed: String, _ day: String, _ replies: inout LetterReplies) {
        guard !typed.isEmpty else {
            return replies.problems.append(problem("更正值", "答复“更正”而没有更正值", "no number beside 更正"))
        }
        guard let amount = Amount(typed, unit: text("单位")) else {
            return replies.problems.append(problem("更正值", "“\(typed)”不是一个数，请写成 18500 或 1.85万", "'\(typed)' is no number; write 18500 or 1.85万"))
        }
        // a sum that belongs to no indicator stands in the sheet for the desk; the table has no place for it
        guard !known.key.indicator.isEmpty else { return replies.noted += 1 }
        if let claim = known.claims.first(where: { $0.value == amount.value }) {
            return replies.corrections.append(entry(.accept, known, day, anchor: claim.anchor))
        }
        var entry = entry(.set, known, day, anchor: known.claims.first?.anchor)
        entry.value = amount.value
        entry.unit = amount.unit
        replies.corrections.append(entry)
    }

    private func entry(_ kind: Correction.Kind, _ known: Credential, _ day: String, anchor: Anchor?) -> Correction {
        let remark = text("备注")
        return Correction(
            kind, city: known.key.city, year: known.key.year, indicator: known.key.indicator, anchor: anchor, who: text("签名"),
            why: "核查单 \(known.id) 答复“\(text("答复"))”" + (remark.isEmpty ? "" : "：\(remark)"), day: day, source: "\(file) 第\(row.line)行")
    }

    /// The day of the signature; today where none is told, nil for what is no day.
    private func day() -> String? {
        let typed = text("日期")
        if typed.isEmpty { return today }
        return DayText.day(typed, year: Int(today.prefix(4)) ?? 0)?.iso
    }
}

extension LetterSheet {
    /// The letter of a column, as spreadsheets show it.
    static func letter(_ column: Int) -> String {
        var (rest, text) = (column + 1, "")
        while rest > 0 {
            text = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + text
            rest = (rest - 1) / 26
        }
        return text
    }
}
