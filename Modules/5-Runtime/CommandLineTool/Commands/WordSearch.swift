internal import Aggregation
internal import Base
internal import Extraction
internal import Ingest
internal import Text

/// Looks once more into the reports that gave the table something, for what they say in the place of numbers that are not there.
struct WordSearch {
    let codebook: Codebook
    let client: AggregatorClient
    let console: any Console

    /// Cities and years of which the ledger has observations, among those that gave the table nothing.
    func heard(_ gaps: Gaps) throws -> Set<CellKey> {
        let silent = Set(gaps.places.filter(\.isNotReceived).map { CellKey(city: $0.city, year: $0.year, indicator: "") })
        guard !silent.isEmpty else { return [] }
        var heard: Set<CellKey> = []
        try ObservationLines.eachReport(client) { report in
            for observation in report {
                let key = CellKey(city: observation.city, year: observation.year, indicator: "")
                if silent.contains(key) { heard.insert(key) }
            }
        }
        return heard
    }

    /// What the reports behind a place's cells say of the indicators that it lacks.
    func words(_ gaps: Gaps, _ cells: [Cell]) throws -> [CellKey: Gaps.Word] {
        var wanted: [CellKey: [String]] = [:]
        for place in gaps.places where !place.missing.isEmpty && place.told > 0 {
            wanted[CellKey(city: place.city, year: place.year, indicator: "")] = place.missing.map(\.indicator)
        }
        var documents: [String: (name: String, places: Set<CellKey>)] = [:]
        for cell in cells {
            let place = CellKey(city: cell.city, year: cell.year, indicator: "")
            guard wanted[place] != nil else { continue }
            for entry in cell.evidence where !entry.sha256.isEmpty {
                documents[entry.sha256, default: (entry.document, [])].places.insert(place)
            }
        }
        let engine = Engine(codebook: codebook)
        let finder = TraceFinder(codebook: codebook)
        var words: [CellKey: Gaps.Word] = [:]
        // in the order of names, so that of two documents the same one is told every time
        let ordered = documents.sorted { ($0.value.name, $0.key) < ($1.value.name, $1.key) }
        for (index, (sha256, document)) in ordered.enumerated() {
            if index % 20 == 19 { console.progress("looking into documents: \(index + 1) of \(documents.count)") }
            guard let bytes = try client.document(sha256: sha256), let reports = try? Ingest().read(bytes, name: document.name) else { continue }
            for report in reports {
                for place in document.places where place.city == report.city && place.year == report.year ?? place.year {
                    let traces = finder.traces(of: wanted[place] ?? [], in: report, reading: engine.read(report))
                    for trace in traces { take(trace, CellKey(city: place.city, year: place.year, indicator: trace.indicator), &words) }
                }
            }
        }
        console.progress("")
        return words
    }

    private func take(_ trace: Trace, _ key: CellKey, _ words: inout [CellKey: Gaps.Word]) {
        let reason: Gaps.Reason = trace.kind == .wordsOnly ? .wordsOnly : .rejected
        if let held = words[key], held.reason == .rejected || reason == .wordsOnly { return }
        words[key] = Gaps.Word(
            reason: reason, sentence: trace.sentence, quote: trace.quote, detail: trace.detail, document: trace.document)
    }
}
