public import Base
internal import Text

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
        line.key("settled"); line.bool(settled)
        line.key("corrections")
        line.openArray()
        for applied in corrections { applied.write(to: &line) }
        line.closeArray()
        line.closeObject()
    }
}

extension AppliedCorrection {
    func write(to line: inout JSONLine) {
        line.openObject()
        line.key("entry"); entry.write(to: &line, journal: false)
        line.key("evidence"); if let evidence { evidence.write(to: &line) } else { line.null() }
        line.closeObject()
    }
}
