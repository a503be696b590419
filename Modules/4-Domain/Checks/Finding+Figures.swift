internal import Text

extension Finding {
    /// A finding on figures in the order of the calculation; city, year and indicator are those of the last that has them.
    init(
        _ rule: String, _ severity: Severity, _ figures: [Figure], chinese: String, english: String, arithmetic: String,
        derived: Derived? = nil
    ) {
        self.rule = rule
        self.severity = severity
        city = figures.first?.observation.city ?? ""
        year = figures.first?.observation.year ?? 0
        indicator = figures.last { $0.observation.indicator != nil }?.observation.indicator
        self.chinese = chinese
        self.english = english
        self.arithmetic = arithmetic
        self.derived = derived
        evidence = figures.prefix(4).map { Evidence($0.observation) }
    }
}
