extension Scorecard {
    private static let columns: [SheetReader.Column] = [
        .init(["类别", "kind"], needed: true), .init(["项目", "item"], needed: true), .init(["分值", "points"], needed: true),
        .init(["指标", "indicator"], needed: true), .init(["计分方式", "method"], needed: true), .init(["参数", "parameter"]),
        .init(["权重", "weight"]), .init(["说明", "备注", "note"]),
    ]

    private static let kinds: [String: Kind] = [
        "基础": .base, "base": .base, "加分": .bonus, "bonus": .bonus, "否决": .veto, "一票否决": .veto, "veto": .veto,
    ]
    private static let methods: [String: String] = [
        "完成率": "completion", "排名": "rank", "比例": "ratio", "分档": "bands", "每": "per", "达标": "reach", "低于": "below", "高于": "above",
        "完成率低于": "completion_below", "人工": "manual",
    ]

    /// Reads a card. Throws all problems together.
    public init(_ sheet: SheetText, file: String, names: IndicatorNames) throws(AssessmentError) {
        var reader = SheetReader(sheet, Self.columns)
        reader.requireColumns()
        reader.refuseOthers()
        var items: [Item] = []
        if Self.columns.indices.prefix(5).allSatisfy(reader.has) {
            for row in reader.rows {
                guard let item = Self.item(&reader, row, names) else { continue }
                if let twin = items.first(where: { $0.name == item.name }) {
                    reader.refuse(row, 1, "项目与第 \(twin.line) 行重名", "line \(twin.line) has an item of this name")
                    continue
                }
                items.append(item)
            }
        }
        var problems = reader.problems
        if problems.isEmpty, !items.contains(where: { $0.kind == .base }) {
            problems = [Problem(line: 0, chinese: "没有基础项", english: "there is no base item in it")]
        }
        guard problems.isEmpty else { throw AssessmentError("scorecard", file: file, problems: problems) }
        self.items = items
    }

    private static func item(_ reader: inout SheetReader, _ row: SheetText.Row, _ names: IndicatorNames) -> Item? {
        let told = reader.problems.count
        let kind = kinds[reader.text(row, 0).lowercased()]
        if kind == nil { reader.refuse(row, 0, "“\(reader.text(row, 0))”：请填 基础、加分 或 否决", "'\(reader.text(row, 0))': write base, bonus or veto") }
        let name = reader.text(row, 1)
        if name.isEmpty { reader.refuse(row, 1, "没有项目名称", "no name") }
        let points = points(&reader, row, kind)
        let method = method(&reader, row, kind)
        var code = ""
        if let method, method != .manual {
            if reader.text(row, 3).isEmpty {
                reader.refuse(row, 3, "没有指标；由人评定的项目，计分方式填 人工", "no indicator; write 'manual' as method for what people judge")
            } else {
                code = reader.indicator(row, 3, names) ?? ""
            }
        }
        guard let kind, let method, reader.problems.count == told else { return nil }
        return Item(kind: kind, name: name, points: points, indicator: code, method: method, line: row.line)
    }

    /// Full points times weight; a veto without a number takes the city out.
    private static func points(_ reader: inout SheetReader, _ row: SheetText.Row, _ kind: Kind?) -> Double? {
        let given = reader.text(row, 2)
        let written = given.hasPrefix("-") ? String(given.dropFirst()) : given
        if kind == .veto, given.isEmpty || given == "否决" || given == "veto" { return nil }
        guard let points = Amount(written), points.unit.isEmpty || points.unit == "分", points.value > 0, points.value <= 10_000 else {
            reader.refuse(row, 2, "“\(given)”不是大于零的分值", "'\(given)' is no number of points above zero")
            return nil
        }
        let weight = reader.text(row, 6)
        guard !weight.isEmpty else { return points.value }
        guard let factor = Amount(weight), factor.value > 0, factor.value <= 1000, factor.unit.isEmpty || factor.unit == "%" else {
            reader.refuse(row, 6, "“\(weight)”不是权重，如 1.2 或 120%", "'\(weight)' is no weight such as 1.2 or 120%")
            return nil
        }
        return points.value * factor.value / (factor.unit == "%" ? 100 : 1)
    }

    private static func method(_ reader: inout SheetReader, _ row: SheetText.Row, _ kind: Kind?) -> Method? {
        let given = reader.text(row, 4)
        let word = methods[given] ?? given.lowercased()
        let parameter = reader.text(row, 5)
        let forVeto: Set<String> = ["below", "above", "completion_below", "manual"]
        guard methods.values.contains(word) else {
            reader.refuse(
                row, 4, "“\(given)”不是计分方式；可用：完成率、排名、比例、分档、每、达标、人工；否决项用：低于、高于、完成率低于、人工",
                "'\(given)' is no method; use completion, rank, ratio, bands, per, reach, manual; for vetoes below, above, completion_below, manual")
            return nil
        }
        if let kind, (kind == .veto) != forVeto.contains(word), word != "manual" {
            reader.refuse(
                row, 4, kind == .veto ? "否决项的计分方式是：低于、高于、完成率低于、人工" : "“\(given)”只用于否决项",
                kind == .veto ? "a veto needs below, above, completion_below or manual" : "'\(given)' is for vetoes only")
            return nil
        }
        let made = make(word, parameter)
        if made == nil {
            let example = ["completion": "起评60%", "bands": "≥1万:10；≥5000:6", "per": "每100:0.5", "completion_below": "60%"][word] ?? "≥90%"
            reader.refuse(row, 5, "“\(parameter)”看不懂；“\(given)”的参数如 \(example)", "'\(parameter)' cannot be understood; '\(given)' needs something like \(example)")
        }
        return made
    }

    private static func make(_ word: String, _ parameter: String) -> Method? {
        switch word {
        case "completion":
            if parameter.isEmpty { return .completion(from: 0) }
            return percent(parameter, dropping: ["起评", "from"]).map { .completion(from: $0) }
        case "completion_below": return percent(parameter, dropping: ["<", "＜", "低于"]).map { .completionBelow($0) }
        case "rank": return parameter.isEmpty ? .rank : nil
        case "ratio": return parameter.isEmpty ? .ratio : nil
        case "manual": return .manual
        case "reach": return bound(parameter, ["≥", ">=", "不低于"]).map { .reach($0) }
        case "below": return bound(parameter, ["<", "＜", "低于"]).map { .below($0) }
        case "above": return bound(parameter, [">", "＞", "高于"]).map { .above($0) }
        case "per":
            guard let (each, points) = pair(dropping(parameter, ["每", "per"])), each.value > 0 else { return nil }
            return .per(each: each.value, points: points)
        default:
            let parts = parameter.split { ";；、".contains($0) }.map { SheetText.trimmed(String($0)) }
            let bands = parts.compactMap { part in pair(dropping(part, ["≥", ">="])).map { (Bound(value: $0.value, written: part), $1) } }
            guard !parts.isEmpty, bands.count == parts.count else { return nil }
            return .bands(bands.sorted { $0.0.value > $1.0.value }.map { ($0.0, points: $0.1) })
        }
    }

    private static func percent(_ text: String, dropping words: [String]) -> Double? {
        guard let amount = Amount(dropping(text, words)), amount.unit == "%" || amount.unit.isEmpty, (0...1000).contains(amount.value) else { return nil }
        // a workbook keeps 60% as 0.6
        return amount.unit.isEmpty && amount.value > 0 && amount.value <= 1 ? (amount.value * 1e6).rounded() / 1e4 : amount.value
    }

    private static func bound(_ text: String, _ words: [String]) -> Bound? {
        Amount(dropping(text, words)).map { Bound(value: $0.value, written: (words.first ?? "") + dropping(text, words)) }
    }

    /// `1万:10`
    private static func pair(_ text: String) -> (Amount, Double)? {
        let parts = text.split { $0 == ":" || $0 == "：" }.map { SheetText.trimmed(String($0)) }
        guard parts.count == 2, let bound = Amount(parts[0]), let points = Amount(parts[1]), points.unit.isEmpty || points.unit == "分", points.value >= 0 else { return nil }
        return (bound, points.value)
    }

    private static func dropping(_ text: String, _ words: [String]) -> String {
        for word in words where text.hasPrefix(word) { return SheetText.trimmed(String(text.dropFirst(word.count))) }
        return text
    }
}
