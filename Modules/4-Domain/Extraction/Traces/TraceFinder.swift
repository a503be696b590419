// Words of an indicator in a report that gives no number for it.
//
//   report ── blocks ── sentences ── clauses ──► are all groups of one of the indicator's `when` lines there?
//                                                 │ yes, and in the clause:
//                                                 ├─ an observation in a unit it counts, or a rejected numeral ──► rejected, with why
//                                                 ├─ the same further on in the sentence, of no other indicator ─► rejected, with why
//                                                 └─ no numeral that could be one ─────────────────────────────► words only
//
// It looks for words alone, by the codebook, and so tells more than the engine would take: it answers why a number is not there, with the
// sentence to judge by, and never makes one.
public import Text

/// Looks through reports for what they say of indicators without a number. A value without state: any thread may use it.
public struct TraceFinder: Sendable {
    private let codebook: Codebook

    /// By the words of this codebook.
    public init(codebook: Codebook) { self.codebook = codebook }

    /// One trace at most for each of the codes: the clause with a numeral before one without, then the one with most of the words.
    /// `reading`: what the engine read from the same report.
    public func traces(of codes: [String], in report: Report, reading: Reading) -> [Trace] {
        let clauses = ReportClauses(report).clauses
        let numerals = Numerals(report, reading)
        return codes.compactMap { code in
            guard let indicator = codebook.indicator(code) else { return nil }
            var best: Trace?
            for clause in clauses {
                guard let weight = weight(of: indicator, in: clause) else { continue }
                let found = trace(indicator, clause, numerals, report, weight)
                if best.map({ Self.isBetter(found, $0) }) ?? true { best = found }
            }
            return best
        }
    }

    private static func isBetter(_ a: Trace, _ b: Trace) -> Bool {
        if a.kind != b.kind { return a.kind == .rejected }
        return a.weight > b.weight
    }

    private func trace(_ indicator: Indicator, _ clause: ReportClauses.Clause, _ numerals: Numerals, _ report: Report, _ weight: Int) -> Trace {
        let behind = clause.source.upperBound..<max(clause.source.upperBound, clause.sentenceEnd)
        let numeral = numerals.first(in: clause.source, units: indicator.count) ?? numerals.free(in: behind, units: indicator.count)
        return Trace(
            kind: numeral == nil ? .wordsOnly : .rejected, indicator: indicator.code, document: report.document, report: report.number,
            sentence: clause.sentence, quote: numeral?.quote ?? "", detail: numeral?.detail ?? "", weight: weight)
    }

    /// How many characters of the words were found; nil where a group is missing or a word excludes.
    private func weight(of indicator: Indicator, in clause: ReportClauses.Clause) -> Int? {
        for word in indicator.not {
            let isFar = word.hasPrefix("~")
            let bare = isFar ? String(word.dropFirst()) : word
            if (isFar ? clause.sentence : clause.text).contains(bare) { return nil }
        }
        var best: Int?
        for rule in indicator.when {
            guard let found = weight(of: rule, in: clause) else { continue }
            guard indicator.within.allSatisfy({ group in group.contains { clause.sentence.contains($0) || clause.before.contains($0) } }) else { continue }
            best = max(best ?? 0, found)
        }
        return best
    }

    private func weight(of rule: Indicator.Rule, in clause: ReportClauses.Clause) -> Int? {
        var total = 0
        var own: String?
        for (index, group) in rule.groups.enumerated() {
            let place =
                switch group.reach {
                case .clause: clause.text
                case .sentence: clause.sentence
                // a short first word leans on its own sentence only
                case .paragraph: own.map { $0.count <= 2 } == true ? clause.sentence : clause.sentence + clause.before + clause.heading
                }
            guard let word = group.words.filter({ (index == 0 ? clause.text : place).contains($0) }).max(by: { $0.count < $1.count }) else { return nil }
            if index == 0 { own = word }
            if index == 1, let own, own.count <= 2, group.reach == .clause, !isNear(own, word, clause.text) { return nil }
            total += word.count
        }
        // a single short word says nothing: 职工, 资金
        return total >= 4 ? total : nil
    }

    /// Short words tell an indicator only where they stand together: 发展会员, not 会员……发展.
    private func isNear(_ a: String, _ b: String, _ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        func places(_ word: String) -> [Range<Int>] {
            let wanted = Array(word.unicodeScalars)
            guard scalars.count >= wanted.count else { return [] }
            return (0...(scalars.count - wanted.count)).filter { scalars[$0..<$0 + wanted.count].elementsEqual(wanted) }.map { $0..<$0 + wanted.count }
        }
        let (first, second) = (places(a), places(b))
        return first.contains { x in second.contains { y in max(x.lowerBound, y.lowerBound) - min(x.upperBound, y.upperBound) <= 2 } }
    }
}

/// A report's clauses with what stands around them.
struct ReportClauses {
    struct Clause {
        /// Its characters without white space.
        var text: String
        /// Those of its sentence, and of the sentence before it in the same block.
        var sentence: String
        var before: String
        /// The last heading.
        var heading: String
        /// Bytes of the document's UTF-8 text.
        var source: Range<Int>
        /// Where its sentence ends there.
        var sentenceEnd: Int
    }

    private(set) var clauses: [Clause] = []

    init(_ report: Report) {
        let clean = report.clean
        var heading = ""
        for block in report.blocks where !block.range.isEmpty && block.range.upperBound <= clean.bytes.count {
            let text = Self.text(clean.bytes[block.range])
            if block.kind == .heading || block.kind == .title {
                heading = text
                continue
            }
            guard block.kind == .paragraph else { continue }
            var before = ""
            for sentence in Self.split(clean.bytes, block.range, at: ["。", "！", "？", "；"]) {
                let words = Self.text(clean.bytes[sentence])
                for clause in Self.split(clean.bytes, sentence, at: ["，", ","]) where !clause.isEmpty {
                    let source = clean.source(of: clause)
                    clauses.append(
                        Clause(
                            text: Self.text(clean.bytes[clause]), sentence: words, before: before, heading: heading,
                            source: source.lowerBound + report.byteOffset..<source.upperBound + report.byteOffset,
                            sentenceEnd: clean.source(of: sentence).upperBound + report.byteOffset))
                }
                before = words
            }
        }
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        var out = String.UnicodeScalarView()
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars where !scalar.properties.isWhitespace { out.append(scalar) }
        return String(out)
    }

    /// The stretches between marks, the marks left out.
    private static func split(_ bytes: [UInt8], _ range: Range<Int>, at marks: [String]) -> [Range<Int>] {
        var out: [Range<Int>] = []
        var start = range.lowerBound
        var p = range.lowerBound
        while p < range.upperBound {
            if let mark = marks.first(where: { bytes[p..<range.upperBound].starts(with: $0.utf8) }) {
                if p > start { out.append(start..<p) }
                p += mark.utf8.count
                start = p
            } else {
                p += 1
            }
        }
        if start < range.upperBound { out.append(start..<range.upperBound) }
        return out
    }
}

/// The numerals of a report that gave an indicator no number, by their places.
private struct Numerals {
    struct Entry {
        var at: Int
        var quote: String
        var unit: String?
        var detail: String
    }

    private let entries: [Entry]

    init(_ report: Report, _ reading: Reading) {
        var entries = reading.observations.map { o in
            Entry(at: o.byteStart, quote: o.quote, unit: o.unit, detail: o.role == .fact ? "indicator.\(o.indicator ?? "none")" : "role.\(o.role.rawValue)")
        }
        // rejections count scalars: their places in bytes follow from the source
        let wanted = reading.rejections.sorted { $0.start < $1.start }
        var next = 0
        var scalar = report.scalarOffset
        for (offset, byte) in report.source.enumerated() where byte & 0xC0 != 0x80 {
            while next < wanted.count, wanted[next].start <= scalar {
                if wanted[next].start == scalar {
                    entries.append(Entry(at: offset + report.byteOffset, quote: wanted[next].quote, unit: nil, detail: wanted[next].reason))
                }
                next += 1
            }
            scalar += 1
        }
        self.entries = entries.sorted { $0.at < $1.at }
    }

    /// A fact that no indicator has, in a unit that this one counts.
    func free(in range: Range<Int>, units: [String]) -> Entry? {
        entries.first { range.contains($0.at) && $0.detail == "indicator.none" && units.contains($0.unit ?? "") }
    }

    /// Dates, enumerators and names are no figures of anything; a number in a unit that the indicator does not count is another's.
    func first(in range: Range<Int>, units: [String]) -> Entry? {
        entries.first { entry in
            guard range.contains(entry.at) else { return false }
            if let unit = entry.unit { return units.contains(unit) || unit.isEmpty && units.contains("-") }
            return entry.detail.hasPrefix("number.") || entry.detail == Reason.idiom || entry.detail == Reason.article
        }
    }
}
