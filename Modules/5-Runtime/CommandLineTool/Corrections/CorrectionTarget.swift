internal import Aggregation
internal import Base
internal import Export
internal import Extraction
internal import Platform
internal import Protocol
internal import Runtime
internal import Text

/// Who signs a correction, why, and on which day.
struct Signature {
    let who: String
    let why: String
    let day: String

    static let who = OptionSpec(
        "who", .text, placeholder: "NAME", help: "Who signs it (default: the user that is logged in)."
    ).configurable()

    /// From the options. Throws `usage` without a reason or a name.
    init(_ invocation: Invocation) throws(ToolError) {
        let blank: Set<Character> = [" ", "\t", "\n", "　"]
        guard let why = invocation.options.string("why"), !why.allSatisfy(blank.contains) else {
            throw ToolError(.usage, "a correction needs a reason", advice: "give it with --why TEXT")
        }
        let environment = invocation.context.environment
        let who = invocation.options.string("who") ?? environment["USER"] ?? environment["LOGNAME"] ?? ""
        guard !who.allSatisfy(blank.contains) else {
            throw ToolError(.usage, "a correction needs a name", advice: "give it with --who NAME or HUIBAO_WHO")
        }
        self.why = why
        self.who = who
        day = Machine.today()
    }
}

/// A number as a person types it: `18500`, `18,500`, `1.85万人`, `约3万`, `92.5%`.
struct CorrectionValue {
    let value: Double
    let high: Double?
    let unit: String
    let approximation: Observation.Approximation

    /// Throws `usage` for words that are not one number.
    init(_ text: String) throws(ToolError) {
        let found = Quantities.mentions(in: text)
        guard found.count == 1, let one = found.first, Self.isWhole(text, one) else {
            throw ToolError(.usage, "'\(text)' is not one number", advice: "give it as 18500, 1.85万人 or 约3万")
        }
        value = one.value
        high = one.high
        unit = one.unit
        approximation = one.approximation
    }

    /// Whether nothing but words of approximation stand around the number.
    private static func isWhole(_ text: String, _ mention: BareMention) -> Bool {
        let scalars = Array(text.unicodeScalars)
        let around = scalars.prefix(mention.start) + scalars.dropFirst(mention.end)
        return around.allSatisfy { $0.properties.isWhitespace || "约近超过多余左右以上达至少不于足将大".unicodeScalars.contains($0) }
    }
}

/// The cell that a command names.
struct CorrectionTarget {
    let city: String
    let year: Int
    let indicator: String
    let name: String
    /// As it stands; nil where nothing counts for it.
    let cell: Cell?

    /// From the first three operands. A city that the table does not know is taken as typed.
    init(_ invocation: Invocation, _ client: AggregatorClient, _ codebook: CodebookLabels) throws {
        let given = invocation.operands[0]
        indicator = try codebook.indicatorCode(invocation.operands[1])
        year = Int(clamping: try invocation.number(2, "year"))
        name = codebook.labels.name(indicator, .zh)
        guard (1...9999).contains(year) else { throw ToolError(.usage, "\(year) is no year", advice: "give four digits") }
        let names = CodebookLabels.cities(given)
        var cells: [Cell] = []
        try client.eachPageOfCells(GetTable(id: "", cities: names)) { cells += try TablePrinter.cells($0) }
        let wanted = (indicator, year)
        cell = cells.first { ($0.indicator, $0.year) == wanted }
        city = cell?.city ?? cells.first?.city ?? given
        if cells.isEmpty { invocation.console.say("the table has no number of \(given) yet: taken as typed") }
    }

    func empty() -> ToolError {
        ToolError(
            .notFound, "the table has no number for \(city), \(name), \(year)", advice: "see what is there with 'huibao table --city \(city)'")
    }
}

/// Which of a cell's claims a command means.
struct ClaimChoice {
    static let options: [OptionSpec] = [
        OptionSpec("number", .integer(1...10_000), placeholder: "N", help: "The claim of this number in 'huibao conflicts' and 'huibao explain'."),
        OptionSpec("value", .text, placeholder: "VALUE", help: "The claim that tells this value."),
        OptionSpec("document", .text, placeholder: "NAME", help: "The claim of this document, by a part of its name."),
    ]

    private let number: Int?
    private let value: Double?
    private let document: String?

    init(_ invocation: Invocation) throws(ToolError) {
        number = invocation.options.integer("number")
        document = invocation.options.string("document")
        value = if let text = invocation.options.string("value") { try CorrectionValue(text).value } else { nil }
    }

    /// The claim. Without a choice the first, where `orFirst`, or the only one. Throws `notFound` and `usage` with the claims there are.
    func claim(of target: CorrectionTarget, orFirst: Bool) throws(ToolError) -> Evidence {
        guard let cell = target.cell else { throw target.empty() }
        let all = Claims.list(of: cell)
        let fitting = all.enumerated().filter { index, claim in
            (number ?? index + 1) == index + 1 && (value ?? claim.value) == claim.value && document.map(claim.document.contains) ?? true
        }
        let isChosen = number != nil || value != nil || document != nil
        if let one = fitting.first, fitting.count == 1 || (orFirst && !isChosen) { return one.element }
        let told = all.enumerated().map { "\($0 + 1): \(NumberText.grouped($1.value))（\($1.document)）" }.joined(separator: "\n")
        guard fitting.isEmpty else {
            throw ToolError(.usage, "\(fitting.count) claims are meant", advice: "choose one with --number:\n" + told)
        }
        throw ToolError(.notFound, "no such claim for \(target.city), \(target.name), \(target.year)", advice: "there are:\n" + told)
    }
}
