internal import Aggregation
internal import Assessment
internal import Checks
internal import Text

/// The targets that completions in reports imply, found by the checks.
struct ImpliedTargets {
    /// The finding that tells one.
    static let rule = "target.implied"

    private let checks: Checks

    init() throws { checks = Checks(relations: try Relations.builtIn()) }

    /// Those of one report, in its order.
    func targets(in report: [Observation]) -> [ImpliedTarget] { checks.run(report).compactMap(Self.target) }

    /// The target that a finding tells; nil where it tells none, or one of no indicator.
    static func target(_ finding: Finding) -> ImpliedTarget? {
        guard finding.rule == rule, let derived = finding.derived, let code = finding.indicator else { return nil }
        return ImpliedTarget(
            key: CellKey(city: finding.city, year: finding.year, indicator: code), value: derived.value, low: derived.low, high: derived.high,
            unit: derived.unit, evidence: finding.evidence)
    }

    /// Those of all reports, by the cell whose figure they follow from.
    static func all(_ client: AggregatorClient) throws -> [CellKey: [ImpliedTarget]] {
        let search = try ImpliedTargets()
        var targets: [CellKey: [ImpliedTarget]] = [:]
        try ObservationLines.eachReport(client) { for target in search.targets(in: $0) { targets[target.key, default: []].append(target) } }
        return targets
    }
}
