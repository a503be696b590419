import Text

/// The way out: places in the document, observations, rejections, claims.
extension ReportReader {
    func reading() -> Reading {
        let map = SourceMap(report: report, clean: clean, offsets: page.text.offsets)
        var observations: [Observation] = []
        observations.reserveCapacity(mentions.count)
        var order: [Int] = []
        order.reserveCapacity(mentions.count)
        var rejections: [Rejection] = []
        rejections.reserveCapacity(rejected.count)
        var covered: [Range<Int>] = []
        covered.reserveCapacity(mentions.count + rejected.count)
        var told = Told(sentence: -1, range: 0..<0, text: "")
        var reasons = compiled.takeReasons()
        var hint = 0
        var toldHint = 0
        for (index, m) in mentions.enumerated() {
            let r = map.bytes(m.start..<m.end, near: &hint)
            covered.append(r)
            // a number whose pieces lie far apart in the source has no quote of its own
            if r.count > (m.end - m.start) * 4 + 64 {
                rejections.append(rejection(r, Reason.dropped, map))
                continue
            }
            if told.sentence != m.sentence { told = tell(m.sentence, map, near: &toldHint) }
            observations.append(observation(m, subjects[index], r, told, map, &reasons))
            order.append(index)
        }
        compiled.leave(reasons)
        hint = 0
        for n in rejected {
            let r = map.bytes(n.start..<n.end, near: &hint)
            covered.append(r)
            rejections.append(rejection(r, n.reason, map))
        }
        appendDropped(&rejections, covered, map)
        if !isInOrder(rejections, \.start, \.end) { rejections.sort { ($0.start, $0.end) < ($1.start, $1.end) } }
        var choices = choices(observations, order)
        if !isInOrder(observations, \.start, \.end) { sort(&observations, &choices) }
        return Reading(observations: observations, rejections: rejections, choices: choices)
    }

    /// Puts the observations into the order of the document, and lets the choices follow them.
    private func sort(_ observations: inout [Observation], _ choices: inout [Reading.Choice]) {
        let places = observations.indices.sorted { (observations[$0].start, observations[$0].end, $0) < (observations[$1].start, observations[$1].end, $1) }
        var moved = [Int](repeating: 0, count: places.count)
        for (new, old) in places.enumerated() { moved[old] = new }
        observations = places.map { observations[$0] }
        choices = choices.map { Reading.Choice(best: moved[$0.best], runnerUp: $0.runnerUp.map { moved[$0] }) }
    }

    /// Sorting moves every string about: only where passages stand out of order.
    @inline(__always)
    private func isInOrder<Element>(_ list: [Element], _ start: (Element) -> Int, _ end: (Element) -> Int) -> Bool {
        for i in list.indices.dropFirst() {
            let a = start(list[i - 1]), b = start(list[i])
            guard a < b || a == b && end(list[i - 1]) <= end(list[i]) else { return false }
        }
        return true
    }

    // MARK: Observations

    /// A sentence as its observations tell it: made once, shared by all of them.
    private struct Told {
        var sentence: Int
        /// Scalars of the document.
        var range: Range<Int>
        var text: String
    }

    private func tell(_ sentence: Int, _ map: SourceMap, near hint: inout Int) -> Told {
        let s = page.sentences[sentence]
        let r = trimmed(s.start..<s.end)
        let bytes = map.bytes(r, near: &hint)
        let start = report.scalarOffset + map.scalars(before: bytes.lowerBound)
        let end = report.scalarOffset + map.scalars(before: bytes.upperBound)
        return Told(sentence: sentence, range: start..<max(start, end), text: cleanString(r))
    }

    private func observation(_ m: Mention, _ subject: String, _ r: Range<Int>, _ told: Told, _ map: SourceMap, _ reasons: inout ReasonLists) -> Observation {
        let start = report.scalarOffset + map.scalars(before: r.lowerBound)
        let end = start + count(r)
        return Observation(
            document: report.document, report: report.number, city: city(of: m.owner), year: m.year, start: start, end: end,
            byteStart: report.byteOffset + r.lowerBound, byteEnd: report.byteOffset + r.upperBound,
            quote: String(decoding: report.source[r], as: UTF8.self), value: m.numeral.value, high: m.numeral.high, unit: unit(m, &reasons),
            approximation: m.approximation, role: m.role, subject: subject, area: m.area >= 0 ? compiled.areaCodes[m.area] : "other",
            indicator: m.indicator >= 0 ? compiled.codes[m.indicator] : nil, confidence: confidence(m, subject),
            because: reasons.names(of: m.because, m.matched, compiled), sentenceStart: told.range.lowerBound, sentenceEnd: told.range.upperBound, sentence: told.text, scope: m.scope.rawValue, periodStart: m.span?.start(year: m.year) ?? "",
            periodEnd: m.span?.end(year: m.year) ?? "")
    }

    /// The name that a figure bears; the words of the text where the report's province is not known.
    private func city(of owner: Owner) -> String {
        switch owner {
        case .city, .county: report.city
        case .province: report.province.isEmpty ? "全省" : report.province
        case .nation: "全国"
        }
    }

    private func count(_ r: Range<Int>) -> Int { report.source.span.scalars(in: r) }

    /// The unit as written, without spaces.
    private func unit(_ m: Mention, _ reasons: inout ReasonLists) -> String {
        if m.numeral.traits.contains(.percentWords) { return "%" }
        if m.numeral.traits.contains(.permilleWords) { return "‰" }
        guard let kind = m.numeral.unit, kind != .none else { return "" }
        let r = m.numeral.unitStart..<m.numeral.unitEnd
        if r.count == 1, page.text.scalars[r.lowerBound] == 0x25 { return "%" }
        let bytes = Int(page.text.offsets[r.lowerBound])..<Int(page.text.offsets[r.upperBound])
        return bytes.count <= 7 ? reasons.unit(clean.bytes[bytes]) { page.source(r) } : page.source(r)
    }

    private func cleanString(_ r: Range<Int>) -> String {
        page.decoded(Int(page.text.offsets[r.lowerBound])..<Int(page.text.offsets[r.upperBound]))
    }

    /// Without white space at its ends; at least one position.
    private func trimmed(_ r: Range<Int>) -> Range<Int> {
        var low = r.lowerBound
        var high = r.upperBound
        while low < high - 1, isBlank(low) { low += 1 }
        while high > low + 1, isBlank(high - 1) { high -= 1 }
        return low..<high
    }

    private func isBlank(_ p: Int) -> Bool {
        page.text.classes[p] == CharacterClass.space || page.text.classes[p] == CharacterClass.lineFeed
    }

    /// How sure: less for runs of weak rules, more for an indicator with many of its words found.
    private func confidence(_ m: Mention, _ subject: String) -> Double {
        var c = 0.9
        if m.numeral.traits.contains(.chinese) { c -= 0.15 }
        if subject.isEmpty { c -= 0.2 }
        if m.area < 0 { c -= 0.05 }
        if m.because.contains(.pairArityDiffers) { c -= 0.3 }
        if m.indicator >= 0 { c = min(0.99, 0.6 + Double(min(m.score, 60)) / 150) }
        return (c * 100).rounded() / 100
    }

    // MARK: Rejections

    private func rejection(_ r: Range<Int>, _ reason: String, _ map: SourceMap) -> Rejection {
        let start = report.scalarOffset + map.scalars(before: r.lowerBound)
        return Rejection(
            document: report.document, report: report.number, start: start, end: start + count(r), byteStart: report.byteOffset + r.lowerBound,
            byteEnd: report.byteOffset + r.upperBound, quote: String(decoding: report.source[r], as: UTF8.self), reason: reason)
    }

    /// Numerals of the source that no piece carried into the clean text: the doubled half of a heading.
    private func appendDropped(_ rejections: inout [Rejection], _ covered: [Range<Int>], _ map: SourceMap) {
        let gaps = gaps()
        guard !gaps.isEmpty else { return }
        // a gap within a quote is told already
        let sorted = covered.sorted { $0.lowerBound < $1.lowerBound }
        var k = 0
        for gap in gaps {
            for r in numerals(in: gap) {
                while k < sorted.count, sorted[k].upperBound <= r.lowerBound { k += 1 }
                if k >= sorted.count || sorted[k].lowerBound > r.lowerBound || sorted[k].upperBound < r.upperBound {
                    rejections.append(rejection(r, Reason.dropped, map))
                }
            }
        }
    }

    /// The runs of numeral characters in a stretch of the source. Markup is ASCII and needs no folding: there the digits are all.
    private func numerals(in gap: Range<Int>) -> [Range<Int>] {
        var runs = Runs()
        let source = report.source.span
        var i = gap.lowerBound
        while i < gap.upperBound, source[i] < 0x80 {
            if source[i] &- 0x30 < 10 { runs.add(i..<i + 1) }
            i += 1
        }
        guard i < gap.upperBound else { return runs.found }
        let text = FoldedText(Array(report.source[gap]))
        runs = Runs()
        for p in 0..<text.count where isNumeralClass(text.classes[p]) { runs.add(gap.lowerBound + Int(text.offsets[p])..<gap.lowerBound + Int(text.offsets[p + 1])) }
        return runs.found
    }

    /// Ranges that follow one another, those that touch made one.
    private struct Runs {
        private(set) var found: [Range<Int>] = []

        mutating func add(_ r: Range<Int>) {
            if let last = found.last, last.upperBound == r.lowerBound { found[found.count - 1] = last.lowerBound..<r.upperBound } else { found.append(r) }
        }
    }

    /// Stretches of the source that no piece carried and that may hold a numeral.
    private func gaps() -> [Range<Int>] {
        var kept: [Range<Int>] = []
        kept.reserveCapacity(report.pieces.count)
        var isSorted = true
        for i in report.pieces.indices {
            let source = report.pieces[i].source
            guard !source.isEmpty, report.pieces[i].replacement == nil || !isReference(source) else { continue }
            if let last = kept.last, last.lowerBound > source.lowerBound { isSorted = false }
            kept.append(source)
        }
        if !isSorted { kept.sort { $0.lowerBound < $1.lowerBound } }
        var at = 0
        var gaps: [Range<Int>] = []
        for r in kept {
            if r.lowerBound > at, mayHoldNumeral(at..<r.lowerBound) { gaps.append(at..<r.lowerBound) }
            at = max(at, r.upperBound)
        }
        if at < report.source.count, mayHoldNumeral(at..<report.source.count) { gaps.append(at..<report.source.count) }
        return gaps
    }

    /// A character told by its number, &#160; or &#20154;: its digits are markup, unless a number's quote runs over them.
    private func isReference(_ r: Range<Int>) -> Bool {
        r.count >= 4 && report.source[r.lowerBound] == 0x26 && report.source[r.lowerBound + 1] == 0x23
    }

    /// Numerals are digits or lie beyond ASCII; white space and markup as a rule hold neither.
    private func mayHoldNumeral(_ gap: Range<Int>) -> Bool {
        let source = report.source.span
        var i = gap.lowerBound
        while i < gap.upperBound {
            // the wide blank that paragraphs begin with
            let isBlank = source[i] == 0xE3 && i + 2 < gap.upperBound && source[i + 1] == 0x80 && source[i + 2] == 0x80
            guard isBlank || source[i] < 0x80 && source[i] &- 0x30 >= 10 else { return true }
            i += isBlank ? 3 : 1
        }
        return false
    }

    private func isNumeralClass(_ k: UInt8) -> Bool {
        k == CharacterClass.digit || k == CharacterClass.chineseDigit || k == CharacterClass.magnitude
    }

    // MARK: Claims

    /// The observations that claim a cell, in the order of their mentions, each with the largest of those that came second for it.
    private func choices(_ observations: [Observation], _ order: [Int]) -> [Reading.Choice] {
        /// Indicator and year of each choice.
        var keys: [Int] = []
        var choices: [Reading.Choice] = []
        let count = order.reduce(0) { $0 + (isClaim(mentions[$1]) ? 1 : 0) }
        keys.reserveCapacity(count)
        choices.reserveCapacity(count)
        for (k, index) in order.enumerated() where isClaim(mentions[index]) {
            keys.append(mentions[index].indicator * 4096 + mentions[index].year % 4096)
            choices.append(Reading.Choice(best: k, runnerUp: nil))
        }
        for (k, index) in order.enumerated() where mentions[index].isRunnerUp {
            let key = mentions[index].matched * 4096 + mentions[index].year % 4096
            guard let c = keys.lastIndex(of: key) else { continue }
            if let held = choices[c].runnerUp, observations[held].value >= observations[k].value { continue }
            choices[c].runnerUp = k
        }
        return choices
    }

    private func isClaim(_ m: Mention) -> Bool { m.indicator >= 0 && m.because.contains(.bestChosen) }
}
