internal import Aggregation
public import Assessment
public import Text

/// Where cities stand against their targets, as rows.
public struct TargetTable {
    private let entries: [Progress]
    private let day: CalendarDay
    private let labels: Labels
    private let language: Language

    /// `day`: as of which the entries were made.
    public init(_ entries: [Progress], day: CalendarDay, labels: Labels, language: Language) {
        self.entries = entries
        self.day = day
        self.labels = labels
        self.language = language
    }

    private func word(_ chinese: String, _ english: String) -> String { language.pick(chinese, english) }

    /// How an entry stands.
    public static func state(_ state: Progress.State, _ language: Language) -> String {
        switch state {
        case .reached: language.pick("已完成", "reached")
        case .onTrack: language.pick("进行中", "on track")
        case .behind: language.pick("未达进度", "behind")
        case .unclear: language.pick("待核实", "unclear")
        case .noFigure: language.pick("缺数", "no figure")
        case .unlikeUnit: language.pick("单位不符", "unlike unit")
        }
    }

    /// One row a target; below it for people who must do what by when.
    public func table() -> ResultTable {
        let years = Set(entries.map(\.key.year))
        var table = ResultTable([
            .init("city", word("城市", "City")), .init("year", word("年份", "Year"), isDetail: years.count < 2),
            .init("indicator", word("指标代码", "Code"), isDetail: true), .init("name", word("指标", "Indicator"), yields: 1),
            .init("target", word("目标", "Target"), right: true), .init("target_origin", word("目标来源", "Target from"), isDetail: true),
            .init("implied_low", word("推算目标下限", "Implied low"), isDetail: true),
            .init("implied_high", word("推算目标上限", "Implied high"), isDetail: true),
            .init("value", word("完成数", "Done"), right: true, isProven: true), .init("unit", word("单位", "Unit")),
            .init("completion", word("完成率", "Completion"), right: true),
            .init("completion_low", word("完成率下限", "Completion low"), isDetail: true),
            .init("completion_high", word("完成率上限", "Completion high"), isDetail: true),
            .init("until", word("数据截至", "Figure until"), yields: 3), .init("state", word("状态", "State")), .init("action", word("措施", "Action")),
            .init("due", word("期限", "By"), yields: 2), .init("check", word("检查日期", "Checked on"), isDetail: true),
            .init("below", word("低于", "Below"), isDetail: true), .init("next_check", word("下一检查日期", "Next check"), isDetail: true),
            .init("next_below", word("下一进度线", "Next bound"), isDetail: true), .init("lacking", word("距该线还差", "Lacking"), isDetail: true),
            .init("remark", word("备注", "Remark"), yields: 4), .init("quote", word("原文", "Quote"), isDetail: true),
            .init("document", word("文件", "Document"), yields: 5),
        ])
        table.language = language
        let sorted = entries.sorted(by: before)
        for entry in sorted { table.add(row(entry), proof: entry.figure) }
        table.title = word("目标完成情况，截至\(day.year)年\(day.month)月\(day.day)日", "Targets as of \(day.iso)")
        table.notes = summary + duties(sorted)
        return table
    }

    private func before(_ a: Progress, _ b: Progress) -> Bool {
        if let before = ScalarOrder.before(a.key.city, b.key.city) { return before }
        let (x, y) = (labels.order(a.key.indicator), labels.order(b.key.indicator))
        return x != y ? x < y : a.key < b.key
    }

    private func row(_ entry: Progress) -> [ResultTable.Field] {
        let year = entry.key.year
        let figure = entry.figure
        let percent = entry.completion.map { ResultTable.Field.number($0, shown: Self.percent($0, about: figure?.approximation != .exact, language)) }
        let bound = entry.next?.below ?? (entry.state == .reached ? nil : 100)
        return [
            .text(entry.key.city), .count(year), .text(entry.key.indicator), .text(labels.name(entry.key.indicator, language)),
            .number(entry.target, shown: (entry.isGiven ? "" : word("推算", "~")) + Self.amount(entry.target, entry.unit, language)),
            .word(entry.isGiven ? "given" : "implied", shown: entry.isGiven ? word("目标表", "sheet") : word("由完成率推算", "implied")),
            number(entry.implied?.low), number(entry.implied?.high),
            figure.map { .number($0.value, shown: CellText.number($0, language) + CellText.marks($0)) } ?? .nothing,
            .text(CellText.unit(figure?.unit ?? entry.unit, language)), percent ?? .nothing, number(entry.completionLow),
            number(entry.completionHigh), figure.map { .text(until($0)) } ?? .nothing,
            .word(entry.state.rawValue, shown: Self.state(entry.state, language)),
            entry.rule.map { .text(entry.state == .unclear ? word("核实后定（\($0.action)）", "to be asked (\($0.action))") : $0.action) } ?? .nothing,
            entry.rule?.due(in: year).map { .word($0.iso, shown: shown($0, year)) } ?? .nothing,
            entry.rule.map { .text($0.check(in: year).iso) } ?? .nothing, number(entry.rule?.below),
            entry.next.map { .text($0.check(in: year).iso) } ?? .nothing, number(entry.next?.below),
            number(figure == nil ? nil : bound.map(entry.lacking)), .text(remark(entry)), .text(figure?.evidence.first?.quote ?? ""),
            .text(figure?.evidence.first?.document ?? ""),
        ]
    }

    private func number(_ value: Double?) -> ResultTable.Field {
        value.map { .number(($0 * 1e6).rounded() / 1e6, shown: NumberText.grouped(($0 * 100).rounded() / 100)) } ?? .nothing
    }

    private func shown(_ day: CalendarDay, _ year: Int) -> String { word(DayText.chinese(day, year: year), day.iso) }

    private func until(_ cell: Cell) -> String {
        if let end = DayText.iso(cell.periodEnd) { return shown(end, cell.year) }
        return word("未注明", "not told")
    }

    static func percent(_ value: Double, about: Bool, _ language: Language = .zh) -> String {
        let rounded = (value * 10).rounded() / 10
        return (about ? language.pick("约", "~") : "") + NumberText.grouped(rounded) + (rounded == rounded.rounded() ? ".0" : "") + "%"
    }

    /// Money from 10 000 元 on in 万, as in the table; implied targets rounded to what they are worth.
    static func amount(_ value: Double, _ unit: String, _ language: Language) -> String {
        if unit == "元", language == .zh, abs(value) >= 10_000 { return NumberText.grouped((value / 100).rounded() / 100) + "万" }
        return NumberText.grouped(unit == "元" ? (value * 100).rounded() / 100 : (value * 10).rounded() / 10)
    }

    private func remark(_ entry: Progress) -> String {
        var parts: [String] = []
        if let implied = entry.implied {
            let span = "\(Self.amount(implied.low, implied.unit, language))–\(Self.amount(implied.high, implied.unit, language))"
            switch entry.agrees {
            case true?: parts.append(word("与报告所报完成率相符", "fits the completion told"))
            case false?:
                let told = implied.toldPercent.map { NumberText.grouped($0) + "%" } ?? ""
                parts.append(word("报告称完成\(told)，推算目标\(span)，与目标表不符", "the report tells \(told), which implies \(span), not this target"))
            case nil: if !entry.isGiven { parts.append(word("目标按报告完成率推算，\(span)", "implied, \(span)")) }
            }
        }
        if entry.isLater { parts.append(word("表中数为其后期间，不计", "the table's figure is for a later time")) }
        if let figure = entry.figure, let rule = entry.rule, let end = DayText.iso(figure.periodEnd), end < rule.check(in: entry.key.year) {
            parts.append(word("数据早于检查日期\(shown(rule.check(in: entry.key.year), entry.key.year))", "the figure is older than the check"))
        }
        if entry.state == .unlikeUnit { parts.append(word("目标按\(entry.unit)计", "the target counts \(entry.unit)")) }
        if entry.figure?.conflict == true { parts.append(word("各报告说法不一", "reports disagree")) }
        if let next = entry.next, let bound = next.below, entry.figure != nil {
            let lack = Self.amount(entry.lacking(to: bound).rounded(.up), entry.unit, language)
            let check = shown(next.check(in: entry.key.year), entry.key.year)
            parts.append(word("\(check)前应达\(NumberText.plain(bound))%，还差\(lack)\(entry.unit)", "\(NumberText.plain(bound))% by \(check): \(lack) to go"))
        }
        return parts.joined(separator: word("；", "; "))
    }

    private var summary: [String] {
        let counts = Progress.State.allCases.map { state in (state, entries.count { $0.state == state }) }.filter { $0.1 > 0 }
        let parts = counts.map { "\(Self.state($0.0, language)) \($0.1)" }
        guard !parts.isEmpty else { return [] }
        return [word("共 \(entries.count) 个目标：", "\(entries.count) targets: ") + parts.joined(separator: word("，", ", "))]
    }

    /// One line for each action and day, the earliest first.
    private func duties(_ sorted: [Progress]) -> [String] {
        var groups: [(due: CalendarDay?, action: String, items: [String])] = []
        for entry in sorted {
            guard let rule = entry.rule, entry.state != .unclear else { continue }
            let due = rule.due(in: entry.key.year)
            let percent = entry.completion.map { Self.percent($0, about: false) } ?? Self.state(.noFigure, language)
            let item = "\(entry.key.city)\(word("（", " ("))\(labels.name(entry.key.indicator, language)) \(percent)\(word("）", ")"))"
            if let index = groups.firstIndex(where: { $0.due == due && $0.action == rule.action }) {
                groups[index].items.append(item)
            } else {
                groups.append((due, rule.action, [item]))
            }
        }
        let ordered = groups.enumerated().sorted { a, b in
            switch (a.element.due, b.element.due) {
            case (let x?, let y?) where x != y: x < y
            case (nil, _?): false
            case (_?, nil): true
            default: a.offset < b.offset
            }
        }
        return ordered.map { _, group in
            let isPast = group.due.map { $0 < day } ?? false
            let by = group.due.map { word("\(shown($0, day.year))前", "by \($0.iso)") + (isPast ? word("（已过期）", " (past)") : "") } ?? word("无期限", "no day set")
            return "\(by)\(word(" ", ", "))\(group.action)\(word("：", ": "))\(group.items.joined(separator: word("、", ", ")))"
        }
    }
}
