/// What the names in `because` mean, for people.
public enum RuleWords {
    private static let byName: [String: Rule] = Dictionary(Rule.allCases.map { ($0.name, $0) }) { first, _ in first }

    /// A name of `because` in words: of a rule, or `indicator.` and a code, for which `label` gives the indicator's name. Nil for a name
    /// that this engine does not have (an observation of another version).
    public static func text(_ name: String, chinese: Bool, label: (String) -> String) -> String? {
        if let rule = byName[name] { return chinese ? rule.words.chinese : rule.words.english }
        guard name.hasPrefix("indicator.") else { return nil }
        let code = label(String(name.dropFirst("indicator.".count)))
        return chinese ? "词语与单位符合指标“\(code)”" : "its words and unit fit the indicator “\(code)”"
    }

    /// Every name that there is, but for those of indicators.
    public static var names: [String] { Rule.allCases.filter { $0 != .indicator }.map(\.name) }
}
