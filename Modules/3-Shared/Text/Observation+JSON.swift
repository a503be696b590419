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
        line.key("scope"); line.string(scope)
        line.key("periodStart"); if periodStart.isEmpty { line.null() } else { line.string(periodStart) }
        line.key("periodEnd"); if periodEnd.isEmpty { line.null() } else { line.string(periodEnd) }
        line.closeObject()
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
        line.key("quote"); line.string(quote)
        line.key("reason"); line.string(reason)
        line.closeObject()
    }
}
