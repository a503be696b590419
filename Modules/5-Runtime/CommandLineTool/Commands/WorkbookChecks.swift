internal import Checks
internal import Export
internal import Protocol
internal import Text

/// The findings of the checks that belong to the cells of a workbook.
struct WorkbookChecks {
    let filter: GetTable
    let labels: Labels
    let language: Language

    /// Hands over each finding: those of the reports in their order, then those between reports.
    func run(_ client: AggregatorClient, _ body: (CheckRow) throws -> Void) throws {
        var running = RunningChecks(Checks(relations: try Relations.builtIn()))
        func out(_ findings: [Finding]) throws { for finding in findings where isWanted(finding) { try body(row(finding)) } }
        try ObservationLines.eachReport(client) { try out(running.report($0)) }
        try out(running.betweenReports())
    }

    private func isWanted(_ finding: Finding) -> Bool {
        let indicator = finding.indicator ?? ""
        return (filter.cities.isEmpty || filter.cities.contains(finding.city)) && (filter.years.isEmpty || filter.years.contains(finding.year))
            && (filter.indicators.isEmpty || filter.indicators.contains(indicator))
            && (filter.areas.isEmpty || labels.indicator(indicator).map { filter.areas.contains($0.area) } ?? false)
    }

    private func row(_ finding: Finding) -> CheckRow {
        func once(_ texts: [String]) -> [String] { texts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
        return CheckRow(
            severity: FindingPrinter.word(finding.severity, language), isError: finding.severity == .error, city: finding.city, year: finding.year,
            indicator: finding.indicator.map { labels.name($0, language) } ?? "", finding: language == .zh ? finding.chinese : finding.english,
            arithmetic: finding.arithmetic, quotes: finding.evidence.map(\.quote), sentences: once(finding.evidence.map(\.sentence)),
            documents: once(finding.evidence.map(\.document)), rule: finding.rule)
    }
}
