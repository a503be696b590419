import Text

/// What a number counts, in the source's own words: the words before it, the noun behind its unit, and where these are too bare
/// to stand alone, the topic of the list or the clause before.
struct Subjects {
    let page: Page
    static let longest = 22

    /// The subject of a mention, given the mentions before it in the same sentence.
    func apply(to i: Int, of all: inout [Mention], first: Int, in s: Page.Sentence) {
        let m = all[i]
        var before = trim(m.before)
        let behind = trimBehind(m)
        var rules: [String] = []
        // a pair of a range or list: 由50%提高到80%, 92%、82%
        if before.isEmpty, behind.isEmpty, i > first, all[i - 1].numeral.unit == m.numeral.unit {
            all[i].subject = all[i - 1].subject
            all[i].because.append("subject.shared")
            return
        }
        var subject: String
        if behind.isEmpty {
            before = shorten(before)
            subject = page.string(before)
            rules.append("subject.before")
        } else {
            let tail = shortenBehind(behind)
            let head = page.string(before)
            subject = page.string(tail)
            rules.append("subject.behind")
            if before.isEmpty, i > first, let lead = leadOf(all[i - 1], all[i]) {
                subject = lead + subject
                rules.append("subject.list_lead")
            } else if before.count <= 8, !head.isEmpty {
                subject = head + subject
            } else if m.numeral.unit == .ratio || before.count > 8 {
                subject = page.string(shorten(before)) + (subject.unicodeScalars.count > 10 ? "" : subject)
            }
        }
        if isBare(subject, m), let topic = topic(i, all, first, s) {
            subject = topic + subject
            rules.append("subject.topic")
        }
        all[i].subject = clip(subject)
        all[i].because.append(contentsOf: rules)
    }

    // MARK: Before the number

    /// Without the words that open or close a clause and name nothing.
    func trim(_ r: Range<Int>) -> Range<Int> {
        var low = r.lowerBound
        var high = r.upperBound
        var moved = true
        while moved, low < high {
            moved = false
            let k = page.text.classes[low]
            if k == CharacterClass.space || k == CharacterClass.lineFeed || k == CharacterClass.pause || k == CharacterClass.mark
                || k == CharacterClass.closeParenthesis || k == CharacterClass.dash
            {
                low += 1
                moved = true
            } else if let h = page.beginning(at: low, .lead), Int(h.end) <= high, !splits(Int(h.end), high) {
                low = Int(h.end)
                moved = true
            }
        }
        moved = true
        while moved, low < high {
            moved = false
            let k = page.text.classes[high - 1]
            if k == CharacterClass.space || k == CharacterClass.lineFeed || k == CharacterClass.pause || k == CharacterClass.openParenthesis
                || k == CharacterClass.mark || k == CharacterClass.colon
            {
                high -= 1
                moved = true
            } else if let h = page.ending(at: high, .tail, from: low) {
                high = Int(h.start)
                moved = true
            }
        }
        return low..<high
    }

    /// A one-character opening word that begins a longer word of the codebook stays.
    private func splits(_ p: Int, _ high: Int) -> Bool {
        guard p >= 1 else { return false }
        let low = p - 1
        for h in page.hits(in: low..<p) where Int(h.end) > p && page.classes(h).contains(.codebook) { return true }
        return false
    }

    /// The last words of a long stretch: behind the last 的 or 、, from a verb on.
    private func shorten(_ r: Range<Int>) -> Range<Int> {
        guard r.count > 14 else { return r }
        let t = page.text
        var low = r.upperBound - 14
        var p = r.upperBound - 5
        while p > low {
            if t.scalars[p] == 0x7684 || t.classes[p] == CharacterClass.pause { low = p + 1; break }
            p -= 1
        }
        // not in the middle of a word
        for h in page.hits(in: max(r.lowerBound, low - 4)..<low) where Int(h.end) > low && h.end - h.start >= 2 && Int(h.end) < r.upperBound - 3 {
            low = Int(h.start)
            break
        }
        if let q = page.quote(around: low), q.upperBound < r.upperBound - 3 { low = max(r.lowerBound, q.lowerBound - 1) }
        return low..<r.upperBound
    }

    // MARK: Behind the unit

    private func trimBehind(_ m: Mention) -> Range<Int> {
        var low = m.behind.lowerBound
        let t = page.text
        var high = m.behind.upperBound
        while low < high, t.classes[low] == CharacterClass.space || t.classes[low] == CharacterClass.closeParenthesis { low += 1 }
        if let h = page.beginning(at: low, [.aboutBehind, .atLeastBehind, .atMostBehind]), Int(h.end) <= high { low = Int(h.end) }
        if t.scalar(low) == 0x7684 { low += 1 }
        while high > low, t.classes[high - 1] == CharacterClass.space || t.classes[high - 1] == CharacterClass.closeParenthesis
            || t.classes[high - 1] == CharacterClass.openParenthesis
        { high -= 1 }
        while high > low, let h = page.ending(at: high, [.tail], from: low) { high = Int(h.start) }
        if low < high, t.classes[low] == CharacterClass.pause || t.classes[low] == CharacterClass.openParenthesis { return low..<low }
        return low < high ? low..<high : low..<low
    }

    /// The end of a long modifier cut away: 从事…等岗位一线职工开展带薪疗休养.
    private func shortenBehind(_ r: Range<Int>) -> Range<Int> {
        guard r.count > 14 else { return r }
        let t = page.text
        var low = r.lowerBound
        var p = r.upperBound - 5
        while p > low {
            if t.scalars[p] == 0x7684 || t.scalars[p] == 0x7B49 { low = p + 1; break }
            p -= 1
        }
        let high = min(r.upperBound, low + Self.longest)
        return low..<high
    }

    // MARK: Topics

    /// 每组联系1个县市区总工会、1家…: the words before the first number of a list.
    private func leadOf(_ previous: Mention, _ m: Mention) -> String? {
        guard previous.numeral.unit == m.numeral.unit || previous.numeral.unit == .classifier && m.numeral.unit == .classifier else { return nil }
        let lead = trim(previous.before)
        if lead.isEmpty { return leading(previous.subject, previous) }
        return lead.count <= 8 ? page.string(lead) : nil
    }

    /// The lead that the previous item of a list carried itself.
    private func leading(_ subject: String, _ m: Mention) -> String? {
        guard m.because.contains("subject.list_lead") else { return nil }
        let tail = page.string(trimBehind(m))
        return subject.hasSuffix(tail) ? String(subject.dropLast(tail.count)) : nil
    }

    private func isBare(_ subject: String, _ m: Mention) -> Bool {
        let n = subject.unicodeScalars.count
        if n <= 3 { return true }
        if let word = page.vocabulary.number(of: subject), page.vocabulary.classes[word].contains(.bareSubject) { return true }
        return n <= 6 && m.numeral.unit == .money
    }

    /// The subject of the mention before in the sentence, or the clause before.
    private func topic(_ i: Int, _ all: [Mention], _ first: Int, _ s: Page.Sentence) -> String? {
        if i > first {
            let previous = all[i - 1].subject
            return previous.unicodeScalars.count <= 16 ? previous : String(previous.prefix(10))
        }
        var end = all[i].clause.lowerBound - 1
        guard end > s.start else { return nil }
        var low = end
        while low > s.start, page.text.classes[low - 1] != CharacterClass.comma, page.text.classes[low - 1] != CharacterClass.semicolon { low -= 1 }
        if page.text.classes[end - 1] == CharacterClass.comma { end -= 1 }
        let r = shorten(trim(low..<end))
        return r.count >= 2 ? page.string(r) : nil
    }

    private func clip(_ s: String) -> String {
        let view = s.unicodeScalars
        guard view.count > 30 else { return s }
        return String(String.UnicodeScalarView(view.suffix(30)))
    }
}
