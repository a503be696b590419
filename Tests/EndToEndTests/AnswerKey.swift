import Testing
import TestSupport

/// The cells that a set of documents truly tells.
struct AnswerKey {
    struct Cell: Hashable {
        let city: String
        let year: Int
        let indicator: String
    }

    /// The values that are right for a cell; several where documents disagree.
    private(set) var accepted: [Cell: [Double]] = [:]

    init() {}

    /// `Deploy/samples/truth.json`.
    static func samples() throws -> AnswerKey {
        let bytes = try #require(Repository.bytes("Deploy/samples/truth.json"))
        guard case .array(let entries) = try JSONValue(bytes) else { throw Malformed() }
        var key = AnswerKey()
        for entry in entries {
            guard case .string(let city) = entry["city"], case .number(let year) = entry["year"], case .string(let indicator) = entry["indicator"],
                case .array(let values) = entry["accepted"]
            else { throw Malformed() }
            for value in values {
                guard case .number(let number) = value else { throw Malformed() }
                key.add(Cell(city: city, year: Int(year), indicator: indicator), number)
            }
        }
        return key
    }

    struct Malformed: Error {}

    mutating func add(_ cell: Cell, _ value: Double) { accepted[cell, default: []].append(value) }

    /// How found cells compare: right, wrong (another value, or no such cell), missing.
    func score(_ found: [Cell: Double]) -> Score {
        var score = Score()
        for (cell, value) in found {
            if let values = accepted[cell], values.contains(where: { abs($0 - value) <= 1e-6 * max(1, abs($0)) }) {
                score.right += 1
            } else {
                score.wrong.append("\(cell.city) \(cell.year) \(cell.indicator) \(value), right is \(accepted[cell] ?? [])")
            }
        }
        for cell in accepted.keys where found[cell] == nil { score.missing.append("\(cell.city) \(cell.year) \(cell.indicator) \(accepted[cell] ?? [])") }
        return score
    }

    struct Score {
        var right = 0
        var wrong: [String] = []
        var missing: [String] = []
        var precision: Double { right == 0 ? 0 : Double(right) / Double(right + wrong.count) }
        var recall: Double { right == 0 ? 0 : Double(right) / Double(right + wrong.count + missing.count) }
        /// All that is not right, sorted, for a failing test's message.
        var complaints: String { (wrong.map { "wrong   " + $0 } + missing.map { "missing " + $0 }).sorted().joined(separator: "\n") }
    }
}
