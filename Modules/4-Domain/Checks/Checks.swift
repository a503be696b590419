public import Text

/// Holds the figures of reports against each other. Pure, deterministic, without state: any thread may use it.
///
/// ```
/// observations of a report ── by sentence ── passages ──┬── part, sum, split, remainder      其中, 合计, （市级…、县级…）, 剩余
///                                                       ├── rate, share, completion          赔付率, 占…%, 完成…的117.4%
///                                                       ├── growth, difference, each         由…增至…, 增长…%增加…人, 每人…元
///                                                       ├── ceiling                          建会率101%
///                                                       └── codes, told again         between sentences
/// observations of many reports ── by cell ── told differently by two reports
/// ```
/// A **hard error** needs figures told exactly in one sentence that no rounding or cutting off of their last place reconciles, and
/// words that say how they hang together. Whatever is less is a **question**. Every figure's interval comes from its writing: see
/// `Precision`.
public struct Checks: Sendable {
    let relations: Relations

    /// Checks by these relations.
    public init(relations: Relations) { self.relations = relations }

    /// What the observations of one report say against each other, in the order of their places; observations in any order.
    public func run(_ observations: [Observation]) -> [Finding] {
        let passages = Checks.passages(observations)
        var findings: [Finding] = []
        for (index, passage) in passages.enumerated() {
            let previous = index > 0 && passage.follows(passages[index - 1]) ? passages[index - 1] : nil
            findings += PartRule.find(in: passage, after: previous)
            findings += SumRule.find(in: passage)
            findings += SplitRule.find(in: passage)
            findings += HalvesRule.find(in: passage)
            findings += RemainderRule.find(in: passage)
            findings += RateRule(relations: relations.wordRates).find(in: passage)
            findings += ShareRule.find(in: passage)
            findings += CompletionRule.find(in: passage, after: passages[max(0, index - 16)..<index].reversed())
            findings += GrowthRule.find(in: passage)
            findings += DifferenceRule.find(in: passage)
            findings += EachRule.find(in: passage)
            findings += CeilingRule(words: relations.ceilings).find(in: passage)
        }
        let codes = CodeRule(relations: relations, passages: passages)
        findings += codes.find(besides: findings)
        findings += AgainRule.find(in: passages)
        return Checks.sorted(findings)
    }

    /// By place; errors first where the place is the same.
    static func sorted(_ findings: [Finding]) -> [Finding] {
        findings.enumerated().sorted { a, b in
            let (x, y) = (a.element, b.element)
            if x.document != y.document { return x.document < y.document }
            if x.report != y.report { return x.report < y.report }
            let (s, t) = (x.evidence.map(\.start).max() ?? 0, y.evidence.map(\.start).max() ?? 0)
            if s != t { return s < t }
            if x.severity != y.severity { return x.severity < y.severity }
            return a.offset < b.offset
        }.map(\.element)
    }

    /// The sentences in the order of the source.
    private static func passages(_ observations: [Observation]) -> [Passage] {
        let sorted = observations.sorted { ($0.document, $0.report, $0.sentenceStart, $0.start) < ($1.document, $1.report, $1.sentenceStart, $1.start) }
        var passages: [Passage] = []
        var from = 0
        while from < sorted.count {
            var to = from + 1
            while to < sorted.count, isSameSentence(sorted[to], sorted[from]) { to += 1 }
            if let passage = Passage(Array(sorted[from..<to])) { passages.append(passage) }
            from = to
        }
        return passages
    }

    private static func isSameSentence(_ a: Observation, _ b: Observation) -> Bool {
        a.document == b.document && a.report == b.report && a.sentenceStart == b.sentenceStart && a.sentenceEnd == b.sentenceEnd
    }
}

/// The findings of one report after the other, and at the end those between reports: keeps one figure a cell and report, no more.
public struct RunningChecks: Sendable {
    private let checks: Checks
    private var across = AcrossRule()
    private var reports = 0

    /// Nothing seen so far.
    public init(_ checks: Checks) { self.checks = checks }

    /// One report's observations; its own findings.
    public mutating func report(_ observations: [Observation]) -> [Finding] {
        for observation in observations { across.add(observation, of: reports) }
        reports += 1
        return checks.run(observations)
    }

    /// Where two of the reports seen tell different numbers for one cell and period, in the order of city, year and indicator.
    public func betweenReports() -> [Finding] { across.findings() }
}
