public import Base
internal import Text

extension Finding {
    /// Appends the finding as one JSON object; the keys and their order are an interface.
    public func write(to line: inout JSONLine) {
        line.openObject()
        line.key("rule"); line.string(rule)
        line.key("severity"); line.string(severity.rawValue)
        line.key("document"); line.string(document)
        line.key("report"); line.int(report)
        line.key("city"); line.string(city)
        line.key("year"); if year == 0 { line.null() } else { line.int(year) }
        line.key("indicator"); if let indicator { line.string(indicator) } else { line.null() }
        line.key("zh"); line.string(chinese)
        line.key("en"); line.string(english)
        line.key("arithmetic"); line.string(arithmetic)
        line.key("derived")
        if let derived {
            line.openObject()
            line.key("value"); line.double(derived.value)
            line.key("low"); line.double(derived.low)
            line.key("high"); line.double(derived.high)
            line.key("unit"); line.string(derived.unit)
            line.closeObject()
        } else {
            line.null()
        }
        line.key("evidence")
        line.openArray()
        for each in evidence { each.write(to: &line) }
        line.closeArray()
        line.closeObject()
    }
}
