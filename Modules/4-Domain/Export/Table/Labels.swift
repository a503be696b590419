internal import Aggregation

/// The language of labels that people read.
public enum Language: String, Sendable, CaseIterable {
    case zh, en

    /// The word of this language.
    public func pick(_ chinese: String, _ english: String) -> String { self == .zh ? chinese : english }
}

/// Names and order of indicators and areas, as the codebook gives them.
public struct Labels: Sendable {
    /// One indicator, in the codebook's order.
    public struct Indicator: Sendable, Equatable {
        /// `org.new_members`.
        public var code: String
        /// Code of its area.
        public var area: String
        /// The unit that its definition counts in: `人`.
        public var unit: String
        /// `新增工会会员数`.
        public var nameZh: String
        /// May be empty.
        public var nameEn: String
        /// What counts and what does not; may be empty.
        public var definition: String

        /// One indicator.
        public init(code: String, area: String, unit: String, nameZh: String, nameEn: String, definition: String = "") {
            self.code = code
            self.area = area
            self.unit = unit
            self.nameZh = nameZh
            self.nameEn = nameEn
            self.definition = definition
        }
    }

    /// One area of the framework.
    public struct Area: Sendable, Equatable {
        /// `organising`.
        public var code: String
        /// `组织建设`.
        public var nameZh: String
        /// `Organising`.
        public var nameEn: String

        /// One area.
        public init(code: String, nameZh: String, nameEn: String) {
            self.code = code
            self.nameZh = nameZh
            self.nameEn = nameEn
        }
    }

    /// In the codebook's order.
    public let indicators: [Indicator]
    private let places: [String: Int]
    private let areas: [String: Area]

    /// Labels of a codebook; areas that `areas` does not name go by the names below, or by their code.
    public init(indicators: [Indicator], areas: [Area] = Labels.usualAreas) {
        self.indicators = indicators
        var places: [String: Int] = [:]
        for (index, indicator) in indicators.enumerated() where places[indicator.code] == nil { places[indicator.code] = index }
        self.places = places
        var named: [String: Area] = [:]
        for area in Labels.usualAreas + areas { named[area.code] = area }
        self.areas = named
    }

    /// The indicator of that code; of a derived one, made of that which it belongs to.
    public func indicator(_ code: String) -> Indicator? {
        if let place = places[code] { return indicators[place] }
        guard let base = DerivedCode.base(of: code), var indicator = indicator(base) else { return nil }
        indicator.code = code
        indicator.nameZh += "（推算目标）"
        if !indicator.nameEn.isEmpty { indicator.nameEn += ", implied target" }
        indicator.definition = ""
        return indicator
    }

    /// Where the indicator stands in the codebook, a derived one beside its own; unknown ones come last.
    public func order(_ code: String) -> Int { places[code] ?? DerivedCode.base(of: code).map(order) ?? .max }

    /// The indicator's name; its code where the codebook has none.
    public func name(_ code: String, _ language: Language) -> String {
        guard let indicator = indicator(code) else { return code }
        let name = language.pick(indicator.nameZh, indicator.nameEn)
        return name.isEmpty ? code : name
    }

    /// The code of an indicator whose column has this title, in either language.
    func code(ofTitle title: String) -> String? {
        let codes = indicators.lazy.flatMap { [$0.code, DerivedCode.target(of: $0.code)] }
        return codes.first { code in Language.allCases.contains { self.title(code, $0) == title } }
    }

    /// The name with the unit, for the head of a column: `新增工会会员数（人）`.
    func title(_ code: String, _ language: Language) -> String {
        let name = name(code, language)
        guard let unit = indicator(code)?.unit, !unit.isEmpty else { return name }
        return language == .zh ? "\(name)（\(unit)）" : "\(name) (\(CellText.unit(unit, language)))"
    }

    /// The area's name; its code where nobody names it.
    public func areaName(_ code: String, _ language: Language) -> String {
        guard let area = areas[code] else { return code }
        return language.pick(area.nameZh, area.nameEn)
    }

    /// The area of an indicator, or the one that the cell names.
    func area(of indicator: String, cell: String?) -> String { self.indicator(indicator)?.area ?? cell ?? "" }

    /// What the areas are called where no framework of a year gives them a name.
    public static let usualAreas: [Area] = [
        Area(code: "organising", nameZh: "组织建设", nameEn: "Organising"),
        Area(code: "hardship", nameZh: "困难职工帮扶", nameEn: "Aid in hardship"),
        Area(code: "digital", nameZh: "智慧工会", nameEn: "Digital services"),
        Area(code: "governance", nameZh: "工作体系与财务", nameEn: "Governance"),
        Area(code: "workforce", nameZh: "产业工人队伍", nameEn: "Skilled workforce"),
        Area(code: "cadre", nameZh: "工会干部", nameEn: "Union officers"),
        Area(code: "ten_things", nameZh: "为职工办实事", nameEn: "Practical things"),
        Area(code: "innovation", nameZh: "劳模创新", nameEn: "Innovation"),
        Area(code: "stability", nameZh: "劳动领域稳定", nameEn: "Stable labour relations"),
        Area(code: "ideology", nameZh: "思想引领", nameEn: "Guidance"),
        Area(code: "other", nameZh: "其他", nameEn: "Other"),
    ]
}
