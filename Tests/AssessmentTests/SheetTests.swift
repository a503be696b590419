import Assessment
import Testing
import Text

@Suite struct SheetTests {
    @Test func quotesBreaksAndSeparatorsAreThoseOfSpreadsheets() {
        let sheet = SheetText(csv: "\u{FEFF}# 说明,随便\n城市,目标\r\n\"青岭,市\",\"1\"\"2\n3\"\r\n\r\n,,\n云泽市, 5 \n'=1,x")
        #expect(sheet.rows.map(\.line) == [2, 3, 7, 8])
        #expect(sheet.rows.map(\.fields) == [["城市", "目标"], ["青岭,市", "1\"2\n3"], ["云泽市", "5"], ["=1", "x"]])
        #expect(SheetText(csv: "a;b;c\n1;2,5;3").rows.last?.fields == ["1", "2,5", "3"])
        #expect(SheetText(csv: "a\tb\n1\t2").rows.last?.fields == ["1", "2"])
        #expect(SheetText(csv: "").rows.isEmpty)
    }

    @Test(arguments: [
        ("300", "", 300, ""), ("1.2万", "", 12_000, ""), ("405.3万元", "", 4_053_000, "元"), ("405.3", "万元", 4_053_000, "元"),
        ("2,000人", "", 2000, "人"), ("３００", "个", 300, "个"), ("80%", "", 80, "%"), ("80％", "", 80, "%"), ("1.5亿元", "万元", 150_000_000, "元"),
    ] as [(String, String, Double, String)])
    func amountsAsPeopleTypeThem(_ text: String, _ column: String, _ value: Double, _ unit: String) {
        let amount = Amount(text, unit: column)
        #expect(amount?.value == value && amount?.unit == unit)
    }

    @Test(arguments: ["", "万", "约300", "1.2.3", "300 x", "--5", "1e5", "三百"]) func whatIsNoAmount(_ text: String) { #expect(Amount(text) == nil) }

    @Test(arguments: [
        ("8月31日", "2021-08-31"), ("8月底", "2021-08-31"), ("2月末", "2021-02-28"), ("8-31", "2021-08-31"), ("08/31", "2021-08-31"),
        ("2020-02-29", "2020-02-29"), ("2021年9月20日", "2021-09-20"), ("次年1月15日", "2022-01-15"), ("2021/8/31 0:00:00", "2021-08-31"),
        ("９月２０日", "2021-09-20"),
    ]) func daysAsPeopleTypeThem(_ text: String, _ iso: String) { #expect(DayText.day(text, year: 2021)?.iso == iso) }

    @Test(arguments: ["", "8", "13-1", "2-29", "8月32日", "明天", "80%", "2021", "0-5", "99999999999999999999-1-1", "8月底1"])
    func whatIsNoDay(_ text: String) { #expect(DayText.day(text, year: 2021) == nil) }

    @Test(arguments: [(0, "1970-01-01"), (951_782_400, "2000-02-29"), (1_609_430_399, "2020-12-31"), (1_609_430_400, "2021-01-01")] as [(Int64, String)])
    func secondsAreDaysInChinasTime(_ seconds: Int64, _ iso: String) { #expect(DayText.day(unixSeconds: seconds).iso == iso) }

    @Test func anyTextIsASheetOrAnError() {
        // bytes of every kind through every reader: an error, never a trap
        var state: UInt64 = 7
        let alphabet = Array("城市年份指标目标类别项目检查日期,;\t\"\n\r#'0123456789.%万亿底月日-:≥ 完成率低于措施分值计分方式排名每否决".unicodeScalars)
        for _ in 0..<400 {
            var text = String.UnicodeScalarView()
            for _ in 0..<80 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            let sheet = SheetText(csv: String(text))
            _ = try? TargetSheet(sheet, file: "f", year: nil, names: Table.names)
            _ = try? TargetRules(sheet, file: "f", names: Table.names)
            _ = try? Scorecard(sheet, file: "f", names: Table.names)
            #expect(sheet.rows.allSatisfy { $0.fields.contains { !$0.isEmpty } })
        }
    }
}
