public import Base
internal import Text

/// Reads pages of cells as `Cell.write` writes them, in one pass.
public enum CellReader {
    /// The cells of a JSON array. Keys that are not known are passed over; a cell without city, indicator or evidence is an error.
    public static func cells(_ json: [UInt8]) throws(JSONReaderError) -> [Cell] {
        var reader = JSONReader(json)
        var cells: [Cell] = []
        try reader.array { reader throws(JSONReaderError) in cells.append(try cell(&reader)) }
        guard reader.isAtEnd() else { throw JSONReaderError(expected: "the end", offset: reader.offset) }
        return cells
    }

    private static func cell(_ reader: inout JSONReader) throws(JSONReaderError) -> Cell {
        let start = reader.offset
        var cell = Cell(
            city: "", year: 0, indicator: "", area: nil, value: 0, high: nil, unit: "", approximation: .exact, scope: "", periodStart: "",
            periodEnd: "", confidence: 0, conflict: false, unlikePeriods: false, chosenBy: .only, evidence: [], runnerUp: nil)
        try reader.object { reader, key throws(JSONReaderError) in
            switch key {
            case "city": cell.city = try reader.string()
            case "year": cell.year = try reader.int()
            case "indicator": cell.indicator = try reader.string()
            case "area": cell.area = reader.null() ? nil : try reader.string()
            case "value": cell.value = try reader.double()
            case "high": cell.high = reader.null() ? nil : try reader.double()
            case "unit": cell.unit = try reader.string()
            case "approximation": cell.approximation = try word(&reader, "an approximation")
            case "scope": cell.scope = try reader.string()
            case "periodStart": cell.periodStart = reader.null() ? "" : try reader.string()
            case "periodEnd": cell.periodEnd = reader.null() ? "" : try reader.string()
            case "confidence": cell.confidence = try reader.double()
            case "conflict": cell.conflict = try reader.bool()
            case "unlikePeriods": cell.unlikePeriods = try reader.bool()
            case "chosenBy": cell.chosenBy = try word(&reader, "a rule of choice")
            case "evidence":
                try reader.array { reader throws(JSONReaderError) in cell.evidence.append(try Evidence(reading: &reader)) }
            case "runnerUp": cell.runnerUp = reader.null() ? nil : try Evidence(reading: &reader)
            case "settled": cell.settled = try reader.bool()
            case "corrections":
                try reader.array { reader throws(JSONReaderError) in cell.corrections.append(try correction(&reader)) }
            default: try reader.skip()
            }
        }
        guard !cell.city.isEmpty || !cell.indicator.isEmpty, !cell.evidence.isEmpty else {
            throw JSONReaderError(expected: "a cell", offset: start)
        }
        return cell
    }

    private static func correction(_ reader: inout JSONReader) throws(JSONReaderError) -> AppliedCorrection {
        let start = reader.offset
        var entry: Correction?
        var evidence: Evidence?
        try reader.object { reader, key throws(JSONReaderError) in
            switch key {
            case "entry": entry = try Correction(reading: &reader)
            case "evidence": evidence = reader.null() ? nil : try Evidence(reading: &reader)
            default: try reader.skip()
            }
        }
        guard let entry else { throw JSONReaderError(expected: "a correction", offset: start) }
        return AppliedCorrection(entry: entry, evidence: evidence)
    }

    private static func word<Word: RawRepresentable<String>>(
        _ reader: inout JSONReader, _ what: String
    ) throws(JSONReaderError) -> Word {
        let at = reader.offset
        guard let word = Word(rawValue: try reader.string()) else { throw JSONReaderError(expected: what, offset: at) }
        return word
    }
}
