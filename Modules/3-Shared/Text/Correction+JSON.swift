public import Base

extension Correction {
    /// Appends the entry as one JSON object, in the form that `init(reading:)` reads. Without `journal` what only the journal of one ledger
    /// tells stays out (time of recording, the cell before and after), so that equal decisions make equal tables.
    public func write(to line: inout JSONLine, journal: Bool = true) {
        line.openObject()
        line.key("number"); line.int(Int(clamping: number))
        line.key("kind"); line.string(kind.rawValue)
        line.key("city"); line.string(city)
        line.key("year"); line.int(year)
        line.key("indicator"); line.string(indicator)
        line.key("value"); if let value { line.double(value) } else { line.null() }
        line.key("high"); if let high { line.double(high) } else { line.null() }
        line.key("unit"); line.string(unit)
        line.key("approximation"); line.string(approximation.rawValue)
        line.key("anchor"); if let anchor { anchor.write(to: &line) } else { line.null() }
        line.key("undoes"); if let undoes { line.int(Int(clamping: undoes)) } else { line.null() }
        line.key("who"); line.string(who)
        line.key("why"); line.string(why)
        line.key("day"); line.string(day)
        line.key("source"); line.string(source)
        if journal {
            line.key("at"); line.int(Int(clamping: at))
            line.key("before"); if let before { before.write(to: &line) } else { line.null() }
            line.key("after"); if let after { after.write(to: &line) } else { line.null() }
        }
        line.key("standing"); if let standing { line.string(standing.rawValue) } else { line.null() }
        line.closeObject()
    }

    /// Entries as JSON lines.
    public static func lines(_ entries: [Correction]) -> [UInt8] {
        var line = JSONLine(reserving: 512 * entries.count)
        for entry in entries {
            entry.write(to: &line)
            line.newline()
        }
        return line.bytes
    }

    /// The entries of JSON lines. Unknown keys are passed over.
    public static func corrections(fromLines bytes: [UInt8]) throws(JSONReaderError) -> [Correction] {
        var reader = JSONReader(bytes)
        var entries: [Correction] = []
        while !reader.isAtEnd() { entries.append(try Correction(reading: &reader)) }
        return entries
    }

    /// Reads one entry. Kinds and approximations that do not exist, and values that are no numbers, are errors.
    public init(reading reader: inout JSONReader) throws(JSONReaderError) {
        var entry = Correction(.set, city: "", year: 0, indicator: "", who: "", why: "")
        let start = reader.offset
        var hasKind = false
        try reader.object { reader, key throws(JSONReaderError) in
            switch key {
            case "number": entry.number = Int64(try reader.int())
            case "kind":
                entry.kind = try Self.word(&reader, "a kind of correction")
                hasKind = true
            case "city": entry.city = try reader.string()
            case "year": entry.year = try reader.int()
            case "indicator": entry.indicator = try reader.string()
            case "value": entry.value = reader.null() ? nil : try reader.double()
            case "high": entry.high = reader.null() ? nil : try reader.double()
            case "unit": entry.unit = try reader.string()
            case "approximation": entry.approximation = try Self.word(&reader, "an approximation")
            case "anchor": entry.anchor = reader.null() ? nil : try Anchor(reading: &reader)
            case "undoes": entry.undoes = reader.null() ? nil : Int64(try reader.int())
            case "who": entry.who = try reader.string()
            case "why": entry.why = try reader.string()
            case "day": entry.day = try reader.string()
            case "source": entry.source = try reader.string()
            case "at": entry.at = Int64(try reader.int())
            case "before": entry.before = reader.null() ? nil : try Figure(reading: &reader)
            case "after": entry.after = reader.null() ? nil : try Figure(reading: &reader)
            case "standing": entry.standing = reader.null() ? nil : try Self.word(&reader, "a standing")
            default: try reader.skip()
            }
        }
        guard hasKind else { throw JSONReaderError(expected: "a correction", offset: start) }
        self = entry
    }

    private static func word<Word: RawRepresentable<String>>(
        _ reader: inout JSONReader, _ what: String
    ) throws(JSONReaderError) -> Word {
        let at = reader.offset
        guard let word = Word(rawValue: try reader.string()) else { throw JSONReaderError(expected: what, offset: at) }
        return word
    }
}

extension Correction.Figure {
    func write(to line: inout JSONLine) {
        line.openObject()
        line.key("value"); line.double(value)
        line.key("high"); if let high { line.double(high) } else { line.null() }
        line.key("unit"); line.string(unit)
        line.key("chosenBy"); line.string(chosenBy)
        line.closeObject()
    }

    init(reading reader: inout JSONReader) throws(JSONReaderError) {
        var figure = Correction.Figure(value: 0, high: nil, unit: "", chosenBy: "")
        try reader.object { reader, key throws(JSONReaderError) in
            switch key {
            case "value": figure.value = try reader.double()
            case "high": figure.high = reader.null() ? nil : try reader.double()
            case "unit": figure.unit = try reader.string()
            case "chosenBy": figure.chosenBy = try reader.string()
            default: try reader.skip()
            }
        }
        self = figure
    }
}
