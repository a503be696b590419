import Base

/// A part of a report before it is laid out.
struct Paragraph {
    enum Kind { case title, heading, body, byline, caption, masthead }

    var kind: Kind
    /// UTF-8.
    var text: [UInt8]
}

/// Writes sentences with their open places filled, for one document.
struct Writer {
    let city: [UInt8]
    let town: [UInt8]
    let year: Int
    var figures: Figures
    var random: SplitMix64

    init(city: String, year: Int, figures: Figures, random: SplitMix64) {
        self.city = Array(city.utf8)
        town = Array(city.dropLast().utf8)
        self.year = year
        self.figures = figures
        self.random = random
    }

    /// Appends the filled sentence.
    mutating func write(_ template: Template, into out: inout [UInt8]) {
        for part in template.parts {
            switch part {
            case .text(let bytes): out.append(contentsOf: bytes)
            case .figure(let position, let unit):
                let figure = figures.tell(position, unit: unit)
                out.append(contentsOf: figure.prefix.utf8)
                out.append(contentsOf: figure.numeral.utf8)
                out.append(contentsOf: unit.utf8)
            case .number(let range): out.append(contentsOf: String(random.within(range)).utf8)
            case .rate: out.append(contentsOf: "\(random.within(71...98)).\(random.within(1...9))%".utf8)
            case .growth: out.append(contentsOf: "\(random.within(2...38)).\(random.within(1...9))%".utf8)
            case .day: out.append(contentsOf: "\(random.within(1...12))月\(random.within(1...28))日".utf8)
            case .month: out.append(contentsOf: "\(random.within(1...12))月".utf8)
            case .city: out.append(contentsOf: city)
            case .town: out.append(contentsOf: town)
            case .year: out.append(contentsOf: String(year).utf8)
            case .last: out.append(contentsOf: String(year - 1).utf8)
            case .next: out.append(contentsOf: String(year + 1).utf8)
            }
        }
    }

    /// One of the sentences, filled, as a paragraph.
    mutating func paragraph(_ kind: Paragraph.Kind, _ templates: [Template]) -> Paragraph {
        var text: [UInt8] = []
        write(random.pick(templates), into: &text)
        return Paragraph(kind: kind, text: text)
    }
}
