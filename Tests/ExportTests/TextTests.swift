import Aggregation
import Testing
import Text

@testable import Export

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("云泽市", 6), ("１２", 4), ("，。（）《》", 12), ("“”…—※≥×", 7), ("e\u{301}", 1), ("\u{200B}a", 1), ("👷", 2), ("ｱ", 1),
        ("한글", 4), ("\u{1112}\u{1161}", 2), ("𠮷", 2), ("①", 1),
    ]) func columnsOfAText(_ text: String, _ columns: Int) {
        #expect(DisplayWidth.columns(text) == columns)
    }

    @Test func cuttingNeverExceedsTheRoom() {
        #expect(DisplayWidth.cut("新增工会会员", to: 12) == "新增工会会员")
        #expect(DisplayWidth.cut("新增工会会员", to: 11) == "新增工会会…")
        #expect(DisplayWidth.cut("新增工会会员", to: 10) == "新增工会…")
        #expect(DisplayWidth.cut("abc", to: 0) == "")
        for room in 0...12 { #expect(DisplayWidth.columns(DisplayWidth.cut("新a增b工c会", to: room)) <= room) }
    }

    @Test func paddingFillsToTheLeftOrRight() {
        #expect(DisplayWidth.pad("云", to: 4) == "云  ")
        #expect(DisplayWidth.pad("云", to: 4, right: true) == "  云")
        #expect(DisplayWidth.pad("云泽市", to: 4) == "云泽市")
    }
}

@Suite struct TerminalTextTests {
    @Test func escapeSequencesCannotReachATerminal() {
        #expect(TerminalText.safe("a\u{1B}[31mb\u{7}\u{9B}c\u{202E}d") == "a\u{FFFD}[31mb\u{FFFD}\u{FFFD}c\u{FFFD}d")
        #expect(TerminalText.safe("14863\n\t人") == "14863  人")
        #expect(TerminalText.safeLines("a\u{1B}b\nc") == "a\u{FFFD}b\nc")
    }
}

@Suite struct NumberTextTests {
    @Test(arguments: [(0.0, "0"), (14863, "14,863"), (-1234.5, "-1,234.5"), (999, "999"), (1_000_000, "1,000,000"), (0.1, "0.1")])
    func groups(_ value: Double, _ text: String) { #expect(NumberText.grouped(value) == text) }

    @Test func machinesGetTheShortestExactForm() {
        #expect(NumberText.plain(4_053_000) == "4053000")
        #expect(NumberText.plain(117.4) == "117.4")
        #expect(NumberText.plain(.nan) == "")
        #expect(NumberText.plain(9_007_199_254_740_992) == "9007199254740992.0")
    }

    @Test func roundedForRatesAndSizes() {
        #expect(NumberText.short(0.8333) == "0.83")
        #expect(NumberText.short(12.345) == "12.3")
        #expect(NumberText.short(54321.9) == "54,322")
        #expect(NumberText.bytes(512) == "512 B")
        #expect(NumberText.bytes(32 << 20) == "32 MiB")
    }
}

@Suite struct CSVFieldTests {
    @Test(arguments: [
        ("云泽市", "云泽市"), ("=SUM(A1)", "'=SUM(A1)"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), ("＝1", "'＝1"),
        ("a,b", "\"a,b\""),
        ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""), (" a", "\" a\""), ("", ""), ("=\"x\"", "\"'=\"\"x\"\"\""),
    ]) func textOpensWithoutSurprise(_ text: String, _ field: String) { #expect(CSVField.text(text) == field) }

    @Test func numbersStayNumbers() { #expect(CSVField.number(-12.5) == "-12.5") }
}

@Suite struct MarkdownFieldTests {
    @Test func markupIsEscaped() {
        #expect(MarkdownField.text("a|b\n<b>*x*_y_ & [z](u)") == "a\\|b \\<b\\>\\*x\\*\\_y\\_ &amp; \\[z\\](u)")
    }
}

@Suite struct QuoteTests {
    @Test func layoutLeavesQuotesForPeople() {
        #expect(CellText.tidy("540余  人次") == "540余人次" && CellText.tidy("618.7\n万元 ") == "618.7万元" && CellText.tidy("12 \u{3000} km") == "12 km")
        #expect(CellText.tidy("14863人") == "14863人" && CellText.tidy(" ") == "")
    }

    @Test func anExcerptShowsTheNumberAndFits() {
        var evidence = Samples.cells[0].evidence[0]
        evidence.quote = "14863人"
        evidence.sentence = String(repeating: "甲", count: 60) + "新增14863人，" + String(repeating: "乙", count: 60) + "。"
        let sentence = MarkedSentence(evidence)
        for columns in [20, 40, 75] {
            let text = ConflictText.excerpt(sentence, columns: columns)
            #expect(text.contains("【14863人】") && DisplayWidth.columns(text) <= columns, "\(text)")
        }
        #expect(ConflictText.excerpt(sentence, columns: nil) == sentence.text)
        // a short end leaves its room to the beginning
        evidence.sentence = String(repeating: "甲", count: 60) + "新增14863人。"
        #expect(ConflictText.excerpt(MarkedSentence(evidence), columns: 40).hasSuffix("新增【14863人】。"))
    }
}

@Suite struct WrapTests {
    @Test func linesFitAndNoneBeginsWithAClosingMark() {
        let text = "不同报告对同一指标所报不一：“新增会员”为6430人（10-baita-2022.html）、6403人（15-five-cities-2022.txt）。"
        for columns in [12, 30, 31, 60, 200] {
            let lines = DisplayWidth.wrap(text, to: columns)
            #expect(lines.joined() == text, "\(columns)")
            #expect(lines.dropFirst().allSatisfy { !"，。、）”".contains($0.first ?? "，") }, "\(lines)")
            if columns >= 30 { #expect(lines.allSatisfy { DisplayWidth.columns($0) <= columns }, "\(lines)") }
        }
        #expect(DisplayWidth.wrap("the quick brown fox", to: 10) == ["the quick", "brown fox"])
        #expect(DisplayWidth.wrap("", to: 10) == [""] && DisplayWidth.wrap("甲乙", to: 1) == ["甲", "乙"])
    }

    @Test func furtherLinesStandAsFarIn() {
        #expect(TerminalText.wrapped("  the quick brown fox\n\nend", to: 13) == "  the quick\n  brown fox\n\nend")
        #expect(TerminalText.wrapped("  甲", to: nil) == "  甲")
    }

    @Test func aTableWithoutRoomLeavesColumnsOutAndSaysSo() {
        var table = TextTable([.init("城市"), .init("指标", yields: 1), .init("原文", yields: 2), .init("文件", yields: 3)])
        table.add(["青岭市", "新增工会会员数", "18426人整", "01-qingling-2021.txt"])
        #expect(table.lines(width: 44).allSatisfy { DisplayWidth.columns($0) <= 44 } && !table.text(width: 44).contains("未显示"))
        // what the row is about stays whole while something else can go
        let narrow = table.text(width: 33)
        #expect(narrow.hasSuffix("（终端较窄，未显示：文件）\n") && narrow.contains("新增工会会员数  18426人整"))
        #expect(table.text(width: 22).hasSuffix("（终端较窄，未显示：原文、文件）\n"))
        // what may not be left out stays, however narrow
        #expect(table.text(width: 3).contains("青岭市"))
    }
}
