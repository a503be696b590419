internal import Aggregation
internal import Runtime
internal import Text

/// Documents that name no year: their figures stand without one in every table, and nothing can be compared with them.
struct UndatedDocuments {
    private var names: [String] = []

    /// A report as it was read.
    mutating func add(_ report: Report) {
        if report.year == nil, !report.city.isEmpty { add(report.document) }
    }

    /// A cell of a table.
    mutating func add(_ cell: Cell) {
        if cell.year == 0, let name = cell.evidence.first?.document { add(name) }
    }

    private mutating func add(_ name: String) {
        if !names.contains(name) { names.append(name) }
    }

    /// Names them, and says what to do.
    func tell(_ console: any Console) {
        guard let first = names.first else { return }
        let others = names.count > 1 ? " and \(names.count - 1) more" : ""
        console.say("huibao: \(first)\(others): names no year, so its figures stand without one; write it into the title (2022年…) and read it again")
    }
}
