import Aggregation
import Assessment

import Spreadsheet
import TestSupport
import Testing
import Text

@testable import Checks
@testable import Export

/// From questions to a sheet, to a filled sheet, to signed corrections.
@Suite struct LetterTests {
    private let folder = TemporaryFolder()

    /// A conflict, a contradiction of a coded figure, one of an uncoded, and a number that others tell.
    private static let questions: [LetterQuestion] = {
        let cells = table
        let odd = Finding(
            rule: "part.above-whole", severity: .error, city: "云泽市", year: 2021, indicator: nil, chinese: "分项大于总数", english: "a part above",
            arithmetic: "3500人 > 3000人", evidence: [cells[0].evidence[0]])
        var loose = odd
        loose.evidence[0].byteStart = 9000
        loose.chinese = "合计不等于各项之和"
        return LetterQuestions.all(findings: [odd, loose], cells: cells, labels: Samples.labels).first { $0.city == "云泽市" }?.questions ?? []
    }()

    private static let table: [Cell] = {
        func cell(_ city: String, _ indicator: String, _ value: Double, _ document: String) -> Cell {
            var cell = Samples.cell(city, 2021, indicator, value, "人", quote: "\(Int(value))人", document: document)
            cell.evidence[0].sha256 = "d"
            return cell
        }
        var conflict = cell("云泽市", "org.new_members", 3000, "a.txt")
        conflict.evidence.append(cell("云泽市", "org.new_members", 3200, "b.txt").evidence[0])
        conflict.conflict = true
        return [conflict] + ["青岭市", "临湖市", "松浦市"].map { cell($0, "dig.posts", 7, "\($0).txt") }
    }()

    private func sheet(_ fill: (inout [[String]]) -> Void = { _ in }) throws -> SheetText {
        let path = folder.path + "/k.xlsx"
        try LetterSheet.write(Self.questions, city: "云泽市", labels: Samples.labels, path: path)
        let book = try WorkbookReader(path: path)
        #expect(book.sheets == [LetterSheet.name])
        var rows: [SheetText.Row] = []
        try book.rows(LetterSheet.name) { line, fields in rows.append(SheetText.Row(line: line, fields: fields.map(\.typed))) }
        var fields = rows.map { row in row.fields + Array(repeating: "", count: max(0, 16 - row.fields.count)) }
        fill(&fields)
        return SheetText(rows: fields.enumerated().map { SheetText.Row(line: $0 < rows.count ? rows[$0].line : 90 + $0, fields: $1) })
    }

    private func replies(_ fill: (inout [[String]]) -> Void) throws -> LetterReplies {
        LetterReader.replies(try sheet(fill), file: "k.xlsx", today: "2022-03-05")
    }

    /// The row of a question, by its kind and place among its like. Three rows stand above them in what is read: title, words, header.
    private static func row(_ kind: LetterQuestion.Kind, _ number: Int = 0) -> Int {
        3 + questions.indices.filter { questions[$0].kind == kind }[number]
    }

    /// Answer, value, signer, day, remark.
    private static func answer(_ rows: inout [[String]], _ row: Int, _ words: String...) {
        for (offset, word) in words.enumerated() { rows[row][10 + offset] = word }
    }

    @Test func reportsRaiseTheirQuestions() {
        #expect(Self.questions.map(\.kind) == [.contradiction, .contradiction, .conflict, .missing])
        #expect(Set(Self.questions.map(\.id)).count == 4)
        #expect(Self.questions.filter { $0.kind == .conflict }.map(\.claims.count) == [2])
        #expect(Self.questions.contains { $0.key.indicator.isEmpty && $0.text == "合计不等于各项之和" })
        // the others tell the number, so they are not asked
        #expect(LetterQuestions.all(findings: [], cells: Array(Self.table.dropFirst()), labels: Samples.labels).isEmpty)
    }

    @Test func anEmptySheetIsNoReply() throws {
        let replies = try replies { _ in }
        #expect(replies.problems.isEmpty && replies.corrections.isEmpty && replies.unanswered == 4 && replies.rows.count == 4)
    }

    @Test func answersBecomeSignedCorrections() throws {
        let replies = try replies { rows in
            Self.answer(&rows, Self.row(.conflict), "属实", "", "周遥", "2022年3月1日", "")
            Self.answer(&rows, Self.row(.missing), "更正", "1.2万", "周遥", "", "漏报")
            Self.answer(&rows, Self.row(.contradiction, 0), "更正", "3100", "周遥", "2022/3/2")
            Self.answer(&rows, Self.row(.contradiction, 1), "更正", "3100", "周遥", "2022-03-02")
        }
        #expect(replies.problems.isEmpty && replies.unanswered == 0 && replies.noted == 1)
        let byKind = Dictionary(grouping: replies.corrections, by: \.indicator)
        let members = byKind["org.new_members", default: []]
        #expect(Set(members.map(\.kind)) == [.accept, .set])
        #expect(members.first { $0.kind == .accept }?.anchor == Anchor(Self.table[0].evidence[0]))
        #expect(members.first { $0.kind == .accept }?.day == "2022-03-01")
        #expect(members.first { $0.kind == .set }.map { [$0.value, nil] } == [3100, nil])
        let posts = byKind["dig.posts"]?.first
        #expect(posts?.value == 12000 && posts?.unit == "条" && posts?.who == "周遥" && posts?.day == "2022-03-05")
        #expect(posts?.why.hasSuffix("：漏报") == true && posts?.source.hasPrefix("k.xlsx 第") == true)
    }

    @Test func aCorrectedNumberThatAReportTellsAcceptsIt() throws {
        let replies = try replies { Self.answer(&$0, Self.row(.conflict), "更正", "3200", "周遥") }
        #expect(replies.corrections.map(\.kind) == [.accept])
        #expect(replies.corrections.first?.anchor == Anchor(Self.table[0].evidence[1]))
    }

    /// A spreadsheet writes numbers into a CSV as it shows them.
    @Test func aNumberWithItsCommasIsAsSent() throws {
        let replies = try replies { rows in
            let row = Self.row(.conflict)
            rows[row][6] = NumberText.grouped(Double(rows[row][6]) ?? 0)
            #expect(rows[row][6].contains(","))
            Self.answer(&rows, row, "属实", "", "周遥")
        }
        #expect(replies.problems.isEmpty && replies.corrections.count == 1)
    }

    @Test func rowsMayBeSortedAndLeftOut() throws {
        let replies = try replies { rows in
            rows[3...].reverse()
            rows.removeLast()
            Self.answer(&rows, 3, "属实", "", "周遥")
        }
        #expect(replies.problems.isEmpty && replies.unanswered == 2 && replies.noted + replies.corrections.count == 1)
    }

    struct Wrong: Sendable, CustomTestStringConvertible {
        var name: String
        var title: String
        var fill: @Sendable (inout [[String]]) -> Void
        var testDescription: String { name }
    }

    static let wrongs = [
        Wrong(name: "another answer", title: "K列 答复") { answer(&$0, row(.conflict), "同意", "", "周遥") },
        Wrong(name: "no answer", title: "K列 答复") { answer(&$0, row(.conflict), "", "3000", "周遥") },
        Wrong(name: "no number", title: "L列 更正值") { answer(&$0, row(.conflict), "更正", "", "周遥") },
        Wrong(name: "words for a number", title: "L列 更正值") { answer(&$0, row(.conflict), "更正", "大约三千", "周遥") },
        Wrong(name: "another number beside 属实", title: "L列 更正值") { answer(&$0, row(.conflict), "属实", "3100", "周遥") },
        Wrong(name: "no signature", title: "M列 签名") { answer(&$0, row(.conflict), "属实") },
        Wrong(name: "no day", title: "N列 日期") { answer(&$0, row(.conflict), "属实", "", "周遥", "三月里") },
        Wrong(name: "a changed quote", title: "I列 原文") { $0[row(.conflict)][8] = "改了" },
        Wrong(name: "a changed number", title: "G列 表中数") { $0[row(.conflict)][6] = "3001" },
        Wrong(name: "the credential of another row", title: "A列 编号") { $0[row(.conflict)][15] = $0[row(.missing)][15] },
        Wrong(name: "a changed credential", title: "P列 凭据（勿改）") { $0[row(.conflict)][15] = $0[row(.conflict)][15].replacing("3000", with: "3001") },
        Wrong(name: "no credential", title: "P列 凭据（勿改）") { $0[row(.conflict)][15] = "" },
        Wrong(name: "a doubled row", title: "A列 编号") { $0.append($0[row(.conflict)]) },
    ]

    @Test(arguments: wrongs) func whatIsWrongIsToldWithRowAndColumn(_ wrong: Wrong) throws {
        let replies = try replies { wrong.fill(&$0) }
        let problem = try #require(replies.problems.first { $0.title == wrong.title }, "\(replies.problems)")
        #expect(problem.line > 3 && problem.column > 0)
        #expect(!problem.chinese.isEmpty && !problem.english.isEmpty)
    }

    @Test func anotherSheetIsNone() {
        let other = SheetText(csv: "城市,年份,指标\n云泽市,2021,新增工会会员数\n")
        #expect(!LetterReader.isLetter(other))
        #expect(LetterReader.replies(other, file: "x", today: "2022-03-05").problems.count == 1)
    }
}
