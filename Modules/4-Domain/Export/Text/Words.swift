public import Aggregation
public import Text

/// The codes of a cell in words that people read.
public enum Words {
    /// How exactly a number is told; empty for an exact one.
    public static func approximation(_ approximation: Observation.Approximation, _ language: Language) -> String {
        switch approximation {
        case .exact: ""
        case .about: language.pick("约数", "about")
        case .atLeast: language.pick("不少于", "at least")
        case .atMost: language.pick("不多于", "at most")
        }
    }

    /// `new`, `total`, `cumulative`; other codes as they stand.
    public static func scope(_ scope: String, _ language: Language) -> String {
        guard language == .zh else { return scope }
        return switch scope {
        case "new": "新增"
        case "total": "总数"
        case "cumulative": "累计"
        default: scope
        }
    }

    /// Why the number of a cell was chosen among what the reports say.
    public static func rule(_ rule: CellResolver.Rule, _ language: Language) -> String {
        switch rule {
        case .only: language.pick("仅此一处", "the only one")
        case .agreement: language.pick("各处一致", "all agree")
        case .period: language.pick("期间最长", "longer period")
        case .confidence: language.pick("可信度最高", "surer")
        case .exact: language.pick("确数优先于约数", "exact")
        case .order: language.pick("按文件次序", "first by document name")
        }
    }
}
