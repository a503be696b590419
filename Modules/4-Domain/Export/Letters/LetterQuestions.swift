// findings ── errors and questions, one for each coded figure that they name ──┐
// cells    ── in conflict ─────────────────────────────────────────────────────┼──► by city: year, kind, codebook's order
// cells    ── of other cities: what most of them tell and this one does not ───┘
public import Aggregation
public import Checks
internal import Text

/// The questions that reports raise, by city. Pure.
public enum LetterQuestions {
    /// `cells`: the whole table. `findings`: of all reports. `years`: of these only; empty: of all.
    public static func all(findings: [Finding], cells: [Cell], labels: Labels, years: Set<Int> = []) -> [(city: String, questions: [LetterQuestion])] {
        var questions = contradictions(findings, cells, labels) + conflicts(cells, labels) + missing(cells, labels)
        questions = questions.filter { !$0.key.city.isEmpty && (years.isEmpty || years.contains($0.key.year)) }
        var seen: Set<String> = []
        questions = questions.filter { seen.insert($0.id).inserted }
        let order = LetterQuestion.Kind.allCases
        func place(_ question: LetterQuestion) -> Int { order.firstIndex(of: question.kind) ?? 0 }
        var sorted: [LetterQuestion] = []
        for year in Set(questions.map(\.key.year)).sorted() {
            for kind in order {
                let own = questions.filter { $0.key.year == year && $0.kind == kind }
                sorted += own.enumerated().sorted {
                    (labels.order($0.element.key.indicator), $0.offset) < (labels.order($1.element.key.indicator), $1.offset)
                }.map(\.element)
            }
        }
        let cities = Set(sorted.map(\.key.city)).sorted { ScalarOrder.before($0, $1) ?? false }
        return cities.map { city in (city, sorted.filter { $0.key.city == city }) }
    }

    private static func contradictions(_ findings: [Finding], _ cells: [Cell], _ labels: Labels) -> [LetterQuestion] {
        var places: [String: Cell] = [:]
        // a figure that the table did not take is asked about where its cell is in conflict
        for cell in cells {
            if let taken = Claims.list(of: cell).first { places[place(taken)] = cell }
        }
        return findings.filter { $0.severity != .derived }.flatMap { finding in
            // what lies between reports is asked as a conflict of the cell
            guard Set(finding.evidence.map(\.document)).count == 1 else { return [LetterQuestion]() }
            let coded = finding.evidence.compactMap { places[place($0)] }.filter { !$0.isCorrected }
            let quotes = finding.evidence.map { MarkedSentence($0).text }
            func question(_ key: CellKey, _ cell: Cell?) -> LetterQuestion {
                LetterQuestion(
                    kind: .contradiction, key: key, text: finding.chinese, arithmetic: finding.arithmetic, value: cell?.value,
                    unit: cell?.unit ?? "", quotes: unique(quotes), documents: unique(finding.evidence.map(\.document)),
                    claims: cell.map(told) ?? [])
            }
            if coded.isEmpty {
                if finding.evidence.contains(where: { places[place($0)] != nil }) { return [] }
                return [question(CellKey(city: finding.city, year: finding.year, indicator: ""), nil)]
            }
            return coded.map { question($0.key, $0) }
        }
    }

    private static func conflicts(_ cells: [Cell], _ labels: Labels) -> [LetterQuestion] {
        cells.filter(\.conflict).map { cell in
            let claims = Claims.list(of: cell)
            let list = claims.map { "\(NumberText.grouped($0.value))\(cell.unit)（\($0.document)）" }.joined(separator: "；")
            return LetterQuestion(
                kind: .conflict, key: cell.key, text: "“\(labels.name(cell.indicator, .zh))”各报告说法不一：\(list)。表中采用第一个，请核实。",
                arithmetic: "", value: cell.value, unit: cell.unit, quotes: unique(claims.map { MarkedSentence($0).text }),
                documents: unique(claims.map(\.document)), claims: told(cell))
        }
    }

    /// A number that at least three other cities tell for the year, and at least two thirds of all others.
    private static func missing(_ cells: [Cell], _ labels: Labels) -> [LetterQuestion] {
        var questions: [LetterQuestion] = []
        for year in Set(cells.map(\.year)).sorted() where year != 0 {
            let own = cells.filter { $0.year == year }
            let cities = Set(own.map(\.city)).filter { !$0.isEmpty }
            let told = Dictionary(grouping: own, by: \.indicator).mapValues { Set($0.map(\.city)) }
            for city in cities.sorted(by: { ScalarOrder.before($0, $1) ?? false }) {
                for indicator in labels.indicators {
                    let others = told[indicator.code, default: []]
                    guard !others.contains(city), others.count >= 3, others.count * 3 >= (cities.count - 1) * 2 else { continue }
                    questions.append(
                        LetterQuestion(
                            kind: .missing, key: CellKey(city: city, year: year, indicator: indicator.code),
                            text: "报告中未见“\(indicator.nameZh)”，有 \(others.count) 个市填报。如有，请补报；如无，请答“属实”。", arithmetic: "",
                            value: nil, unit: indicator.unit, quotes: [], documents: [], claims: []))
                }
            }
        }
        return questions
    }

    private static func told(_ cell: Cell) -> [LetterQuestion.Told] {
        Claims.list(of: cell).map { LetterQuestion.Told(value: $0.value, anchor: Anchor($0)) }
    }

    private static func place(_ evidence: Evidence) -> String { "\(evidence.document)\n\(evidence.report)\n\(evidence.byteStart)" }

    private static func unique(_ texts: [String]) -> [String] {
        texts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
