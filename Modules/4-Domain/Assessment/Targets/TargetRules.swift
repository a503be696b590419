public import Text

/// Who must do what by when: one row a rule, as data.
///
/// ```
/// 检查日期,完成率低于,措施,办结日期,指标
/// 8月31日,80%,书面说明,9月10日,
/// 9月20日,80%,约谈,9月30日,
/// 9月20日,缺数,补报数据,9月25日,
/// ```
/// On a day, of the rules whose day of check has come and whose bound a completion misses, the one with the latest day holds; on the
/// same day the one with the lowest bound, which is the gravest.
public struct TargetRules: Sendable, Equatable {
    /// One rule.
    public struct Rule: Sendable, Equatable {
        /// Day and month as written, so that one file serves every year: see `day(in:)`.
        var check: String
        /// Completions below it, in percent; nil: cities that told no figure.
        public var below: Double?
        /// What is to be done.
        public var action: String
        var due: String
        /// Codes of the indicators that it is for; empty for all.
        public var indicators: [String]
        /// Line of the file.
        public var line: Int

        /// The day on which it is held against the figures of a year.
        public func check(in year: Int) -> CalendarDay { DayText.day(check, year: year) ?? CalendarDay(year: year, month: 12, day: 31) }

        /// The day by which its action is to be done; nil where the rule tells none.
        public func due(in year: Int) -> CalendarDay? { due.isEmpty ? nil : DayText.day(due, year: year) }

        /// Whether it is for an indicator.
        func isFor(_ indicator: String) -> Bool { indicators.isEmpty || indicators.contains(indicator) }
    }

    /// In the order of the file.
    public var rules: [Rule]

    private static let columns: [SheetReader.Column] = [
        .init(["检查日期", "检查日", "时点", "check"], needed: true), .init(["完成率低于", "低于", "below"], needed: true),
        .init(["措施", "要求", "action"], needed: true), .init(["办结日期", "期限", "完成时限", "due"]),
        .init(["指标", "适用指标", "indicator"]), .init(["备注", "说明", "note"]),
    ]

    /// Reads a sheet. Throws all problems of it together.
    public init(_ sheet: SheetText, file: String, names: IndicatorNames) throws(AssessmentError) {
        var reader = SheetReader(sheet, Self.columns)
        reader.requireColumns()
        reader.refuseOthers()
        var rules: [Rule] = []
        if reader.has(0), reader.has(1), reader.has(2) {
            for row in reader.rows { if let rule = Self.rule(&reader, row, names) { rules.append(rule) } }
        }
        var problems = reader.problems
        if problems.isEmpty, rules.isEmpty { problems = [Problem(line: 0, chinese: "没有一条规则", english: "there is no rule in it")] }
        guard problems.isEmpty else { throw AssessmentError("rules", file: file, problems: problems) }
        self.rules = rules
    }

    private static func rule(_ reader: inout SheetReader, _ row: SheetText.Row, _ names: IndicatorNames) -> Rule? {
        let told = reader.problems.count
        let (check, due) = (reader.text(row, 0), reader.text(row, 3))
        let form = "请写 8月31日、8月底、8-31 或 2021-08-31"
        if DayText.day(check, year: 2020) == nil {
            reader.refuse(row, 0, "“\(check)”不是日期；\(form)", "'\(check)' is no day; write 8-31, 2021-08-31 or 8月31日")
        }
        if !due.isEmpty, DayText.day(due, year: 2020) == nil {
            reader.refuse(row, 3, "“\(due)”不是日期；\(form)，次年的写 次年1月15日", "'\(due)' is no day; write 9-20, 2021-09-20 or 9月20日")
        }
        if let first = DayText.day(check, year: 2020), let last = DayText.day(due, year: 2020), last < first {
            reader.refuse(row, 3, "办结日期早于检查日期", "the action is due before the check")
        }
        let bound = reader.text(row, 1)
        var below = bound == "缺数" || bound == "missing" ? nil : Amount(bound)
        if reader.isWorkbook, let share = below, share.unit.isEmpty, share.value <= 2 { below = Amount("\((share.value * 1e6).rounded() / 1e4)%") }
        if bound != "缺数", bound != "missing" {
            if let below, below.unit == "%" || below.unit.isEmpty, below.value > 0, below.value <= 1000 {
                if below.unit.isEmpty, below.value <= 1 {
                    reader.refuse(row, 1, "“\(bound)”是百分之几？请写百分数，如 80%", "'\(bound)': write percent, such as 80%")
                }
            } else {
                reader.refuse(row, 1, "“\(bound)”不是百分数；请写 80%，或写 缺数", "'\(bound)' is no percentage; write 80%, or 缺数 for figures that are not there")
            }
        }
        let action = reader.text(row, 2)
        if action.isEmpty { reader.refuse(row, 2, "没有措施，如：书面说明", "no action, such as 书面说明") }
        var codes: [String] = []
        for name in Self.list(reader.text(row, 4)) {
            if let code = names.code(name) { codes.append(code); continue }
            let hint = names.near(name).map { "，是不是“\($0)”？" } ?? ""
            reader.refuse(row, 4, "没有“\(name)”这个指标\(hint)", "no indicator '\(name)'" + (names.near(name).map { "; did you mean '\($0)'?" } ?? ""))
        }
        guard reader.problems.count == told else { return nil }
        return Rule(check: check, below: below?.value, action: action, due: due, indicators: codes, line: row.line)
    }

    /// Several indicators in one field: `甲；乙`, `甲、乙`; `*` and 全部 stand for all.
    static func list(_ text: String) -> [String] {
        text.split { ";；、|".contains($0) }.map { SheetText.trimmed(String($0)) }.filter { !$0.isEmpty && $0 != "*" && $0 != "全部" }
    }

    /// The rule that holds on a day: see the header. `completion`: in percent, what it surely is at most; nil for no figure.
    func inForce(on day: CalendarDay, year: Int, indicator: String, completion: Double?) -> Rule? {
        rules.filter { rule in
            rule.isFor(indicator) && rule.check(in: year) <= day
                && (completion.map { value in rule.below.map { value < $0 } ?? false } ?? (rule.below == nil))
        }.max { a, b in
            let (x, y) = (a.check(in: year), b.check(in: year))
            if x != y { return x < y }
            if a.below != b.below { return a.below ?? 0 > b.below ?? 0 }
            return a.line > b.line
        }
    }

    /// The next rule whose day comes after `day` and whose bound a completion misses as it stands.
    func next(after day: CalendarDay, year: Int, indicator: String, completion: Double?) -> Rule? {
        rules.filter { rule in
            rule.isFor(indicator) && day < rule.check(in: year)
                && (completion.map { value in rule.below.map { value < $0 } ?? false } ?? (rule.below == nil))
        }.min { a, b in
            let (x, y) = (a.check(in: year), b.check(in: year))
            return x != y ? x < y : a.line < b.line
        }
    }
}
