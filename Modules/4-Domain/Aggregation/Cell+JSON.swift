public import Base
public import Text

extension Cell {
    /// Appends the cell as one JSON object; the keys and their order are an interface.
    public func write(to line: inout JSONLine) {
        line.openObject()
        line.key("city"); line.string(city)
        line.key("year"); line.int(year)
        line.key("indicator"); line.string(indicator)
        line.key("value"); line.double(value)
        line.key("high"); if let high { line.double(high) } else { line.null() }
        line.key("unit"); line.string(unit)
        line.key("approximation"); line.string(approximation.rawValue)
        line.key("evidence")
        line.openArray()
        for entry in evidence { entry.write(to: &line) }
        line.closeArray()
        line.key("conflict"); line.bool(conflict)
        line.key("area"); if let area { line.string(area) } else { line.null() }
        line.key("scope"); line.string(scope)
        line.key("periodStart"); if periodStart.isEmpty { line.null() } else { line.string(periodStart) }
        line.key("periodEnd"); if periodEnd.isEmpty { line.null() } else { line.string(periodEnd) }
        line.key("confidence"); line.double(confidence)
        line.key("unlikePeriods"); line.bool(unlikePeriods)
        line.key("chosenBy"); line.string(chosenBy.rawValue)
        line.key("runnerUp"); if let runnerUp { runnerUp.write(to: &line) } else { line.null() }
        line.closeObject()
    }
}

extension Evidence {
    /// Appends the evidence as one JSON object; the keys and their order are an interface.
    public func write(to line: inout JSONLine) {
        line.openObject()
        line.key("document"); line.string(document)
        line.key("report"); line.int(report)
        line.key("start"); line.int(start)
        line.key("end"); line.int(end)
        line.key("byteStart"); line.int(byteStart)
        line.key("byteEnd"); line.int(byteEnd)
        line.key("quote"); line.string(quote)
        line.key("value"); line.double(value)
        line.key("subject"); line.string(subject)
        line.key("sentence"); line.string(sentence)
        line.key("sentenceStart"); line.int(sentenceStart)
        line.key("sentenceEnd"); line.int(sentenceEnd)
        line.key("because")
        line.openArray()
        for rule in because { line.string(rule) }
        line.closeArray()
        line.closeObject()
    }
}

/// Reads what `write` wrote; keys that are not known are passed over.
extension Cell: Codable {
    private enum Key: String, CodingKey {
        case city, year, indicator, area, value, high, unit, approximation, scope, periodStart, periodEnd, confidence, conflict
        case unlikePeriods, chosenBy, evidence, runnerUp
    }

    /// Reads what `write` wrote; `null` and a missing key are alike where a field may be empty.
    public init(from decoder: any Decoder) throws {
        let keyed = try decoder.container(keyedBy: Key.self)
        self.init(
            city: try keyed.decode(String.self, forKey: .city),
            year: try keyed.decode(Int.self, forKey: .year),
            indicator: try keyed.decode(String.self, forKey: .indicator),
            area: try keyed.decodeIfPresent(String.self, forKey: .area),
            value: try keyed.decode(Double.self, forKey: .value),
            high: try keyed.decodeIfPresent(Double.self, forKey: .high),
            unit: try keyed.decode(String.self, forKey: .unit),
            approximation: try keyed.decode(Observation.Approximation.self, forKey: .approximation),
            scope: try keyed.decodeIfPresent(String.self, forKey: .scope) ?? "",
            periodStart: try keyed.decodeIfPresent(String.self, forKey: .periodStart) ?? "",
            periodEnd: try keyed.decodeIfPresent(String.self, forKey: .periodEnd) ?? "",
            confidence: try keyed.decodeIfPresent(Double.self, forKey: .confidence) ?? 0,
            conflict: try keyed.decode(Bool.self, forKey: .conflict),
            unlikePeriods: try keyed.decodeIfPresent(Bool.self, forKey: .unlikePeriods) ?? false,
            chosenBy: try keyed.decodeIfPresent(CellResolver.Rule.self, forKey: .chosenBy) ?? .only,
            evidence: try keyed.decode([Evidence].self, forKey: .evidence),
            runnerUp: try keyed.decodeIfPresent(Evidence.self, forKey: .runnerUp))
    }

    /// The same keys as `write`, for encoders; `write` is what gives equal bytes.
    public func encode(to encoder: any Encoder) throws {
        var keyed = encoder.container(keyedBy: Key.self)
        try keyed.encode(city, forKey: .city)
        try keyed.encode(year, forKey: .year)
        try keyed.encode(indicator, forKey: .indicator)
        try keyed.encode(area, forKey: .area)
        try keyed.encode(value, forKey: .value)
        try keyed.encode(high, forKey: .high)
        try keyed.encode(unit, forKey: .unit)
        try keyed.encode(approximation, forKey: .approximation)
        try keyed.encode(scope, forKey: .scope)
        try keyed.encode(periodStart, forKey: .periodStart)
        try keyed.encode(periodEnd, forKey: .periodEnd)
        try keyed.encode(confidence, forKey: .confidence)
        try keyed.encode(conflict, forKey: .conflict)
        try keyed.encode(unlikePeriods, forKey: .unlikePeriods)
        try keyed.encode(chosenBy, forKey: .chosenBy)
        try keyed.encode(evidence, forKey: .evidence)
        try keyed.encode(runnerUp, forKey: .runnerUp)
    }
}
