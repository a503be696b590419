/// A contest of cities as data: base items, bonus items and vetoes, each with how its points are found. See `ScorecardTemplates`
/// for the file.
public struct Scorecard: Sendable, Equatable {
    /// What an item is for the sum.
    public enum Kind: String, Sendable, CaseIterable {
        /// Everyone is measured by it.
        case base
        /// Points on top.
        case bonus
        /// Takes a city out of the ranking, or points from it.
        case veto
    }

    /// A bound that a figure reaches or not.
    public struct Bound: Sendable, Equatable {
        /// The number, magnitudes expanded.
        public var value: Double
        /// As the file writes it: `≥1万`.
        public var written: String
    }

    /// How an item's points are found.
    public enum Method: Sendable, Equatable {
        /// Full points at 100 % of the target, in proportion below, none below `from` percent.
        case completion(from: Double)
        /// Full points for the first, in equal steps down to one step for the last.
        case rank
        /// In proportion to the best city.
        case ratio
        /// The first band that the figure reaches gives its points.
        case bands([(Bound, points: Double)])
        /// `points` for each whole `each`, up to the item's full points.
        case per(each: Double, points: Double)
        /// Full points from the bound on, none below.
        case reach(Bound)
        /// Veto: the figure is below the bound.
        case below(Bound)
        /// Veto: the figure is above the bound.
        case above(Bound)
        /// Veto: the completion is below so many percent.
        case completionBelow(Double)
        /// Judged by people, in the sheet of marks.
        case manual

        /// Bands are compared one by one.
        public static func == (a: Method, b: Method) -> Bool {
            switch (a, b) {
            case (.completion(let x), .completion(let y)), (.completionBelow(let x), .completionBelow(let y)): x == y
            case (.rank, .rank), (.ratio, .ratio), (.manual, .manual): true
            case (.bands(let x), .bands(let y)): x.count == y.count && zip(x, y).allSatisfy { $0.0 == $1.0 && $0.points == $1.points }
            case (.per(let x, let p), .per(let y, let q)): x == y && p == q
            case (.reach(let x), .reach(let y)), (.below(let x), .below(let y)), (.above(let x), .above(let y)): x == y
            default: false
            }
        }

        /// Whether a target is needed.
        public var needsTarget: Bool {
            switch self {
            case .completion, .completionBelow: true
            default: false
            }
        }
    }

    /// One line of the card.
    public struct Item: Sendable, Equatable {
        /// What it is for the sum.
        public var kind: Kind
        /// What people call it, once in the card.
        public var name: String
        /// Full points, weight included; of a veto: points taken away, or nil where it takes the city out of the ranking.
        public var points: Double?
        /// Code of the indicator; empty for items that people judge.
        public var indicator: String
        /// How its points are found.
        public var method: Method
        /// Line of the file.
        public var line: Int
    }

    /// In the order of the file.
    public var items: [Item]

    /// The items of a kind.
    public func items(_ kind: Kind) -> [Item] { items.filter { $0.kind == kind } }

    /// The full points of a kind.
    public func full(_ kind: Kind) -> Double { items(kind).reduce(0) { $0 + ($1.points ?? 0) } }
}

/// What people judged: the points of a city for an item, or whether a veto holds.
public struct Mark: Sendable, Equatable {
    /// As the sheet has it.
    public var city: String
    /// The item's name.
    public var item: String
    /// Points; for a veto 1 where it holds, 0 where not.
    public var points: Double
    /// Why.
    public var reason: String
    /// Line of the sheet.
    public var line: Int

    private static let columns: [SheetReader.Column] = [
        .init(["城市", "市", "city"], needed: true), .init(["项目", "item"], needed: true), .init(["得分", "评定", "points"], needed: true),
        .init(["依据", "说明", "reason"]),
    ]

    /// Reads a sheet of marks for a card. Throws all problems together.
    public static func read(_ sheet: SheetText, file: String, card: Scorecard) throws(AssessmentError) -> [Mark] {
        var reader = SheetReader(sheet, columns)
        reader.requireColumns()
        reader.refuseOthers()
        var marks: [Mark] = []
        var seen: Set<String> = []
        for row in reader.rows where columns.indices.prefix(3).allSatisfy(reader.has) {
            let (city, name, given) = (reader.text(row, 0), reader.text(row, 1), reader.text(row, 2))
            if city.isEmpty { reader.refuse(row, 0, "没有城市", "no city") }
            guard let item = card.items.first(where: { $0.name == name }) else {
                reader.refuse(row, 1, "计分表没有“\(name)”这一项", "the scorecard has no item '\(name)'")
                continue
            }
            guard item.method == .manual else {
                reader.refuse(row, 1, "“\(name)”按数据计分，不能人工评定", "'\(name)' is scored from data, not by people")
                continue
            }
            guard !seen.contains("\(city)\u{0}\(name)") else {
                reader.refuse(row, 1, "\(city)的“\(name)”评定了两次", "'\(name)' of \(city) is judged twice")
                continue
            }
            seen.insert("\(city)\u{0}\(name)")
            guard let points = points(given, item) else {
                let full = item.points ?? 0
                if item.kind == .veto {
                    reader.refuse(row, 2, "“\(given)”：否决项请填 是 或 否", "'\(given)': write yes or no for a veto")
                } else {
                    reader.refuse(row, 2, "“\(given)”不是 0 到 \(full) 的得分", "'\(given)' is no number from 0 to \(full)")
                }
                continue
            }
            marks.append(Mark(city: city, item: name, points: points, reason: reader.text(row, 3), line: row.line))
        }
        guard reader.problems.isEmpty else { throw AssessmentError("marks", file: file, problems: reader.problems) }
        return marks
    }

    private static func points(_ text: String, _ item: Scorecard.Item) -> Double? {
        guard item.kind != .veto else { return ["是": 1, "有": 1, "yes": 1, "1": 1, "否": 0, "无": 0, "no": 0, "0": 0][text.lowercased()] }
        guard let amount = Amount(text), amount.unit.isEmpty || amount.unit == "分", let full = item.points else { return nil }
        return (0...full).contains(amount.value) ? amount.value : nil
    }
}
