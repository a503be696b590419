internal import Text

/// A figure told twice in one report is told alike: the same words, city, period and unit, in two sentences.
enum AgainRule {
    private struct Key: Hashable {
        let city: String
        let year: Int
        let period: String
        let subject: String
        let unit: String
        let scope: String
    }

    static func find(in passages: [Passage]) -> [Finding] {
        var told: [Key: [(figure: Figure, passage: Int)]] = [:]
        var order: [Key] = []
        for (index, passage) in passages.enumerated() {
            for (i, figure) in passage.figures.enumerated() where !passage.before(i).has(anyOf: ["目标", "任务", "计划"]) {
                let o = figure.observation
                guard o.role == .fact, o.subject.unicodeScalars.count >= (code(o) == nil ? 5 : 4), !o.city.isEmpty, !figure.isRate else { continue }
                let key = Key(
                    city: o.city, year: o.year, period: o.periodStart + "/" + o.periodEnd, subject: o.subject, unit: figure.unit, scope: o.scope)
                if told[key] == nil { order.append(key) }
                told[key, default: []].append((figure, index))
            }
        }
        return order.compactMap { key in told[key].flatMap(differing) }
    }

    /// The rule of an indicator by which a figure was read, also where another figure told it better.
    private static func code(_ o: Observation) -> String? { o.because.first { $0.hasPrefix("indicator.") } }

    /// The first two that differ, where at least one reports an indicator: other words recur with other meanings.
    private static func differing(_ told: [(figure: Figure, passage: Int)]) -> Finding? {
        guard let coded = told.first(where: { $0.figure.observation.indicator != nil }) else { return nil }
        // a short subject is one thing only where both were read as the same indicator
        let isShort = coded.figure.observation.subject.unicodeScalars.count < 5
        guard let other = told.first(where: { $0.passage != coded.passage && (!isShort || code($0.figure.observation) == code(coded.figure.observation)) && !$0.figure.generous.meets(coded.figure.generous) }) else { return nil }
        let pair = [coded.figure, other.figure].sorted { $0.start < $1.start }
        return Finding(
            "told.differently", .question, pair,
            chinese: "同一报告中同一事项数字不一：“\(coded.figure.observation.subject)”先后为\(Wording.quote(pair[0]))和\(Wording.quote(pair[1]))",
            english: "One report tells one thing differently: “\(coded.figure.observation.subject)” is \(Wording.quote(pair[0])) and \(Wording.quote(pair[1]))",
            arithmetic: "\(Wording.opened(pair[0])) ≠ \(Wording.opened(pair[1]))")
    }
}
