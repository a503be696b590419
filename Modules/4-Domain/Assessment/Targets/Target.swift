public import Aggregation

/// What a city is to reach in a year.
public struct Target: Sendable, Equatable {
    /// As the sheet has it, or as the table knows it where that is the same city.
    public var city: String
    /// The year that it is for.
    public var year: Int
    /// Code of the indicator.
    public var indicator: String
    /// Magnitudes expanded, money in 元. Above zero.
    public var value: Double
    /// The unit; empty where the sheet tells none and the codebook has none.
    public var unit: String
    /// Line of the sheet.
    public var line: Int

    /// The cell that it is held against.
    public var key: CellKey { CellKey(city: city, year: year, indicator: indicator) }
}

/// A sheet of targets. Two layouts:
///
/// ```
/// 城市,年份,指标,目标,单位            one row a target
/// 城市,年份,新增工会会员数,建会率        one row a city, one column an indicator (headers may add a unit in brackets)
/// ```
public struct TargetSheet: Sendable, Equatable {
    /// In the order of the sheet.
    public var targets: [Target]

    private static let columns: [SheetReader.Column] = [
        .init(["城市", "市", "单位名称", "地区", "city"], needed: true), .init(["年份", "年度", "year"]),
        .init(["指标", "项目", "指标代码", "indicator"]), .init(["目标", "年度目标", "目标值", "任务数", "target"]), .init(["单位", "计量单位", "unit"]),
        .init(["备注", "说明", "note"]),
    ]

    /// Reads a sheet. `year`: of rows that tell none. Throws all problems of the sheet together.
    public init(_ sheet: SheetText, file: String, year: Int?, names: IndicatorNames) throws(AssessmentError) {
        var reader = SheetReader(sheet, Self.columns)
        reader.requireColumns()
        var targets: [Target] = []
        if reader.has(2) || reader.has(3) {
            Self.readLong(&reader, year, names, &targets)
        } else {
            Self.readWide(&reader, year, names, &targets)
        }
        var problems = reader.problems
        if problems.isEmpty, targets.isEmpty { problems = [Problem(line: 0, chinese: "没有一个目标", english: "there is no target in it")] }
        guard problems.isEmpty else { throw AssessmentError("targets", file: file, problems: problems) }
        self.targets = targets
    }

    private static func readLong(_ reader: inout SheetReader, _ year: Int?, _ names: IndicatorNames, _ targets: inout [Target]) {
        reader.refuseOthers()
        reader.requireColumns([2, 3])
        guard reader.has(2), reader.has(3) else { return }
        var seen: [CellKey: Int] = [:]
        for row in reader.rows {
            let city = reader.text(row, 0)
            if city.isEmpty { reader.refuse(row, 0, "没有城市", "no city") }
            let year = reader.year(row, 1, fallback: year)
            let code = reader.indicator(row, 2, names)
            let given = reader.text(row, 3)
            guard let code else { continue }
            guard let amount = Self.amount(given, unit: reader.text(row, 4), code, names) else {
                reader.refuse(row, 3, "“\(given)”不是大于零的数；可写 300、1.2万、405.3万元", "'\(given)' is no number above zero; write 300, 1.2万 or 405.3万元")
                continue
            }
            guard let year, !city.isEmpty else { continue }
            let target = Target(city: city, year: year, indicator: code, value: amount.value, unit: amount.unit, line: row.line)
            if let earlier = seen[target.key] {
                reader.refuse(row, 3, "同一城市、年份、指标在第 \(earlier) 行已有目标", "line \(earlier) has a target for the same city, year and indicator")
                continue
            }
            seen[target.key] = row.line
            targets.append(target)
        }
    }

    private static func readWide(_ reader: inout SheetReader, _ year: Int?, _ names: IndicatorNames, _ targets: inout [Target]) {
        var columns: [(place: Int, title: String, code: String, unit: String)] = []
        for other in reader.others {
            let (name, unit) = Self.split(other.title)
            guard let code = names.code(name) ?? names.code(other.title) else {
                let hint = names.near(name).map { "，是不是“\($0)”？" } ?? ""
                reader.refuse(
                    reader.header, place: other.place, title: other.title, "表头不是指标名\(hint)",
                    "the header is no indicator" + (names.near(name).map { "; did you mean '\($0)'?" } ?? ""))
                continue
            }
            columns.append((other.place, other.title, code, unit))
        }
        var seen: [CellKey: Int] = [:]
        for row in reader.rows {
            let city = reader.text(row, 0)
            if city.isEmpty { reader.refuse(row, 0, "没有城市", "no city") }
            guard let year = reader.year(row, 1, fallback: year), !city.isEmpty else { continue }
            for column in columns where column.place < row.fields.count && !row.fields[column.place].isEmpty {
                let given = row.fields[column.place]
                guard let amount = Self.amount(given, unit: column.unit, column.code, names) else {
                    reader.refuse(
                        row, place: column.place, title: column.title, "“\(given)”不是大于零的数；可写 300、1.2万、405.3万元",
                        "'\(given)' is no number above zero; write 300, 1.2万 or 405.3万元")
                    continue
                }
                let target = Target(city: city, year: year, indicator: column.code, value: amount.value, unit: amount.unit, line: row.line)
                if let earlier = seen[target.key] {
                    reader.refuse(
                        row, place: column.place, title: column.title, "同一城市、年份、指标在第 \(earlier) 行已有目标",
                        "line \(earlier) has a target for the same city, year and indicator")
                    continue
                }
                seen[target.key] = row.line
                targets.append(target)
            }
        }
    }

    /// `新增工会会员数（万人）` is a name and a unit.
    private static func split(_ title: String) -> (name: String, unit: String) {
        guard let open = title.firstIndex(where: { $0 == "（" || $0 == "(" }), let last = title.last, last == "）" || last == ")" else { return (title, "") }
        return (SheetText.trimmed(String(title[..<open])), SheetText.trimmed(String(title[title.index(after: open)...].dropLast())))
    }

    private static func amount(_ text: String, unit: String, _ code: String, _ names: IndicatorNames) -> Amount? {
        guard var amount = Amount(text, unit: unit), amount.value > 0 else { return nil }
        if amount.unit.isEmpty { amount.unit = names.unit(code) }
        return amount
    }
}
