/// A sentence with its open places, taken apart once.
struct Template: Sendable {
    enum Part: Sendable {
        case text([UInt8])
        /// The figure of the indicator at this position of `Indicator.all`, with its unit.
        case figure(Int, unit: String)
        /// Some number between the two ends.
        case number(ClosedRange<Int>)
        case rate, growth, day, month, city, town, year, last, next
    }

    let parts: [Part]

    /// Takes a sentence apart; a mark that nobody knows is the author's error and traps.
    init(_ sentence: String) {
        var parts: [Part] = []
        var rest = Substring(sentence)
        while let open = rest.firstIndex(of: "{") {
            if open > rest.startIndex { parts.append(.text(Array(rest[..<open].utf8))) }
            guard let close = rest[open...].firstIndex(of: "}") else { preconditionFailure("unclosed mark in: \(sentence)") }
            parts.append(Self.part(rest[rest.index(after: open)..<close], of: sentence))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.text(Array(rest.utf8))) }
        self.parts = parts
    }

    private static func part(_ mark: Substring, of sentence: String) -> Part {
        switch mark {
        case "city": return .city
        case "town": return .town
        case "year": return .year
        case "last": return .last
        case "next": return .next
        case "#day": return .day
        case "#month": return .month
        case "#%": return .rate
        case "#+": return .growth
        default: break
        }
        if mark.first == "#" {
            let ends = mark.dropFirst().split(separator: "-").compactMap { Int($0) }
            precondition(ends.count == 2 && ends[0] <= ends[1], "no range in {\(mark)} of: \(sentence)")
            return .number(ends[0]...ends[1])
        }
        let halves = mark.split(separator: ":")
        guard halves.count == 2, let position = Indicator.position[String(halves[0])] else {
            preconditionFailure("unknown mark {\(mark)} in: \(sentence)")
        }
        return .figure(position, unit: String(halves[1]))
    }
}

/// The themes and openings, taken apart.
struct TemplateLibrary: Sendable {
    struct Area: Sendable {
        let headings: [Template]
        let groups: [[Template]]
        let fillers: [Template]
    }

    let areas: [Area]
    let titles = Opening.titles.map(Template.init)
    let leads = Opening.leads.map(Template.init)
    let closings = Opening.closings.map(Template.init)
    let mastheads = Opening.mastheads.map(Template.init)
    let bylines = Opening.bylines.map(Template.init)
    let captions = Opening.captions.map(Template.init)
    let prose = Prose.sentences.map(Template.init)

    init() {
        areas = Theme.all.map { theme in
            Area(
                headings: theme.headings.map(Template.init), groups: theme.groups.map { $0.map(Template.init) },
                fillers: theme.fillers.map(Template.init))
        }
    }
}
