public import Base

extension Observation {
    /// Appends the observation as one JSON object; the keys and their order are an interface.
    public func write(to line: inout JSONLine) {
        line.openObject()
        line.key("document"); line.string(document)
        line.key("report"); line.int(report)
        line.key("city"); line.string(city)
        line.key("year"); if year == 0 { line.null() } else { line.int(year) }
        line.key("start"); line.int(start)
        line.key("end"); line.int(end)
        line.key("byteStart"); line.int(byteStart)
        line.key("byteEnd"); line.int(byteEnd)
        line.key("quote"); line.string(quote)
        line.key("value"); line.double(value)
        line.key("high"); if let high { line.double(high) } else { line.null() }
        line.key("unit"); line.string(unit)
        line.key("approximation"); line.string(approximation.rawValue)
        line.key("role"); line.string(role.rawValue)
        line.key("subject"); line.string(subject)
        line.key("area"); line.string(area)
        line.key("indicator"); if let indicator { line.string(indicator) } else { line.null() }
        line.key("confidence"); line.double(confidence)
        line.key("because")
        line.openArray()
        for rule in because { line.string(rule) }
        line.closeArray()
        line.key("sentenceStart"); line.int(sentenceStart)
        line.key("sentenceEnd"); line.int(sentenceEnd)
        line.key("sentence"); line.string(sentence)
        line.key("scope"); line.string(scope)
        line.key("periodStart"); if periodStart.isEmpty { line.null() } else { line.string(periodStart) }
        line.key("periodEnd"); if periodEnd.isEmpty { line.null() } else { line.string(periodEnd) }
        line.closeObject()
    }

    /// Reads one observation as `write` wrote it; unknown keys are passed over. Words of a closed list that do not exist are errors.
    public init(reading reader: inout JSONReader) throws(JSONReaderError) {
        var o = Observation(
            document: "", report: 0, city: "", year: 0, start: 0, end: 0, byteStart: 0, byteEnd: 0, quote: "", value: 0, high: nil, unit: "",
            approximation: .exact, role: .fact, subject: "", area: "", indicator: nil, confidence: 0, because: [], sentenceStart: 0,
            sentenceEnd: 0, sentence: "")
        try reader.object { reader, key throws(JSONReaderError) in
            switch key {
            case "document": o.document = try reader.string()
            case "report": o.report = try reader.int()
            case "city": o.city = try reader.string()
            case "year": if !reader.null() { o.year = try reader.int() }
            case "start": o.start = try reader.int()
            case "end": o.end = try reader.int()
            case "byteStart": o.byteStart = try reader.int()
            case "byteEnd": o.byteEnd = try reader.int()
            case "quote": o.quote = try reader.string()
            case "value": o.value = try reader.double()
            case "high": if !reader.null() { o.high = try reader.double() }
            case "unit": o.unit = try reader.string()
            case "approximation": o.approximation = try reader.word("an approximation")
            case "role": o.role = try reader.word("a role")
            case "subject": o.subject = try reader.string()
            case "area": o.area = try reader.string()
            case "indicator": if !reader.null() { o.indicator = try reader.string() }
            case "confidence": o.confidence = try reader.double()
            case "because": try reader.array { reader throws(JSONReaderError) in o.because.append(try reader.string()) }
            case "sentenceStart": o.sentenceStart = try reader.int()
            case "sentenceEnd": o.sentenceEnd = try reader.int()
            case "sentence": o.sentence = try reader.string()
            case "scope": o.scope = try reader.string()
            case "periodStart": if !reader.null() { o.periodStart = try reader.string() }
            case "periodEnd": if !reader.null() { o.periodEnd = try reader.string() }
            default: try reader.skip()
            }
        }
        self = o
    }
}

extension JSONReader {
    /// A string that names a case.
    fileprivate mutating func word<Word: RawRepresentable<String>>(_ expected: String) throws(JSONReaderError) -> Word {
        let at = offset
        guard let word = Word(rawValue: try string()) else { throw JSONReaderError(expected: expected, offset: at) }
        return word
    }
}

extension Rejection {
    /// Appends the rejection as one JSON object.
    public func write(to line: inout JSONLine) {
        line.openObject()
        line.key("document"); line.string(document)
        line.key("report"); line.int(report)
        line.key("start"); line.int(start)
        line.key("end"); line.int(end)
        line.key("byteStart"); line.int(byteStart)
        line.key("byteEnd"); line.int(byteEnd)
        line.key("quote"); line.string(quote)
        line.key("reason"); line.string(reason)
        line.closeObject()
    }
}
