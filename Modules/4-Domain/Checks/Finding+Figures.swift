internal import Text

extension Finding {
    /// A finding on figures in the order of the calculation; city and year are those of the first, the indicator that of the
    /// last that has one; for a derived figure, that of the figure it is derived from.
    init(
        _ rule: String, _ severity: Severity, _ figures: [Figure], chinese: String, english: String, arithmetic: String,
        derived: Derived? = nil
    ) {
        self.rule = rule
        self.severity = severity
        city = figures.first?.observation.city ?? ""
        year = figures.first?.observation.year ?? 0
        let coded = figures.compactMap(\.observation.indicator)
        indicator = severity == .derived ? figures.first?.observation.indicator : coded.last
        self.chinese = chinese
        self.english = english
        self.arithmetic = arithmetic
        self.derived = derived
        evidence = figures.prefix(4).map { Evidence($0.observation) }
    }
}
