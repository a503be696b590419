public import Base

extension Claim {
    /// Appends the claim as one JSON object, in the form that `init(reading:)` reads.
    public func write(to line: inout JSONLine) {
        line.openObject()
        line.key("city"); line.string(city)
        line.key("year"); line.int(year)
        line.key("indicator"); line.string(indicator)
        line.key("value"); line.double(value)
        line.key("high"); if let high { line.double(high) } else { line.null() }
        line.key("unit"); line.string(unit)
        line.key("approximation"); line.string(approximation.rawValue)
        line.key("confidence"); line.double(confidence)
        line.key("scope"); line.string(scope)
        line.key("periodStart"); line.string(periodStart)
        line.key("periodEnd"); line.string(periodEnd)
        line.key("evidence"); evidence.write(to: &line)
        line.key("runnerUp"); if let runnerUp { runnerUp.write(to: &line) } else { line.null() }
        line.closeObject()
    }

    /// Claims as JSON lines.
    public static func lines(_ claims: [Claim]) -> [UInt8] {
        var line = JSONLine(reserving: 1024 * claims.count)
        for claim in claims {
            claim.write(to: &line)
            line.newline()
        }
        return line.bytes
    }

    /// The claims of JSON lines. Unknown keys are passed over.
    public static func claims(fromLines bytes: [UInt8]) throws(JSONReaderError) -> [Claim] {
        var reader = JSONReader(bytes)
        var claims: [Claim] = []
        while !reader.isAtEnd() { claims.append(try Claim(reading: &reader)) }
        return claims
    }

    /// Reads one claim. Values that are no numbers, and approximations that do not exist, are errors.
    public init(reading reader: inout JSONReader) throws(JSONReaderError) {
        var claim = Claim(
            city: "", year: 0, indicator: "", value: 0, high: nil, unit: "", approximation: .exact, confidence: 0, scope: "",
            periodStart: "", periodEnd: "", evidence: Evidence(), runnerUp: nil)
        try reader.object { reader, key throws(JSONReaderError) in
            switch key {
            case "city": claim.city = try reader.string()
            case "year": claim.year = try reader.int()
            case "indicator": claim.indicator = try reader.string()
            case "value": claim.value = try reader.double()
            case "high": if !reader.null() { claim.high = try reader.double() }
            case "unit": claim.unit = try reader.string()
            case "approximation":
                let at = reader.offset
                guard let known = Observation.Approximation(rawValue: try reader.string()) else {
                    throw JSONReaderError(expected: "an approximation", offset: at)
                }
                claim.approximation = known
            case "confidence": claim.confidence = try reader.double()
            case "scope": claim.scope = try reader.string()
            case "periodStart": claim.periodStart = try reader.string()
            case "periodEnd": claim.periodEnd = try reader.string()
            case "evidence": claim.evidence = try Evidence(reading: &reader)
            case "runnerUp": if !reader.null() { claim.runnerUp = try Evidence(reading: &reader) }
            default: try reader.skip()
            }
        }
        self = claim
    }
}

extension Evidence {
    init() {
        document = ""
        report = 0
        start = 0
        end = 0
        byteStart = 0
        byteEnd = 0
        quote = ""
        value = 0
        subject = ""
        sentence = ""
        sentenceStart = 0
        sentenceEnd = 0
        because = []
    }

    /// Appends the evidence as one JSON object.
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
        // what the ledger adds; claims on their way to it have none
        if !sha256.isEmpty { line.key("sha256"); line.string(sha256) }
        if !reporter.isEmpty { line.key("reporter"); line.string(reporter) }
        if !dated.isEmpty { line.key("dated"); line.string(dated) }
        line.closeObject()
    }

    /// Reads one evidence object; unknown keys are passed over.
    public init(reading reader: inout JSONReader) throws(JSONReaderError) {
        var evidence = Evidence()
        try reader.object { reader, key throws(JSONReaderError) in
            switch key {
            case "document": evidence.document = try reader.string()
            case "report": evidence.report = try reader.int()
            case "start": evidence.start = try reader.int()
            case "end": evidence.end = try reader.int()
            case "byteStart": evidence.byteStart = try reader.int()
            case "byteEnd": evidence.byteEnd = try reader.int()
            case "quote": evidence.quote = try reader.string()
            case "value": evidence.value = try reader.double()
            case "subject": evidence.subject = try reader.string()
            case "sentence": evidence.sentence = try reader.string()
            case "sentenceStart": evidence.sentenceStart = try reader.int()
            case "sentenceEnd": evidence.sentenceEnd = try reader.int()
            case "because":
                try reader.array { reader throws(JSONReaderError) in evidence.because.append(try reader.string()) }
            case "sha256": evidence.sha256 = try reader.string()
            case "reporter": evidence.reporter = try reader.string()
            case "dated": evidence.dated = try reader.string()
            default: try reader.skip()
            }
        }
        self = evidence
    }
}
