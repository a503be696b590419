import Text

/// What the items of a list share: the verb that the first one bears for all, and where the list begins.
extension Subjects {
    /// An item of a list that names a thing and no deed: 先进集体2个、|工人先锋号|3个. Its neighbours are no topic of it.
    func isPlainItem(_ m: Mention, _ before: Range<Int>) -> Bool {
        page.text.kind(m.before.lowerBound - 1) == CharacterClass.pause && !before.isEmpty && page.beginning(at: before.lowerBound, [.lightVerb, .bareSubject]) == nil
    }

    private static let talking = FixedWords(["访谈", "座谈", "恳谈", "谈心", "约谈", "看望"])
    private static let reaching = FixedWords(["覆盖", "惠及", "涉及", "走访", "慰问", "看望"])
    private static let persons = ScalarSet(folded("名人位户"))
    private static let bodies = ScalarSet(folded("个家处座支"))

    /// 慰问劳模60名、|8名工匠; 补贴疗休养500名、|新增20家“爱心小屋”: an item with a noun of its own, beside its likes or with a deed of its own.
    func isWholeItem(_ m: Mention, _ before: Range<Int>, _ behind: Range<Int>, _ previous: Mention?) -> Bool {
        guard behind.count >= 2, m.numeral.unit == .classifier, let previous, previous.numeral.unit == .classifier, previous.end <= m.start, page.text.kind(m.before.lowerBound - 1) == CharacterClass.pause else { return false }
        if page.beginning(at: before.lowerBound, [.new, .lightVerb]).map({ $0.end - $0.start >= 2 }) == true { return true }
        guard before.isEmpty, !page.contains(.lightVerb, in: behind) else { return false }
        let a = page.text.scalar(previous.numeral.unitStart), b = page.text.scalar(m.numeral.unitStart)
        if Self.persons.contains(a) && Self.persons.contains(b) || Self.bodies.contains(a) && Self.bodies.contains(b) { return true }
        // 走了2300户困难职工、150家困难企业: each with its noun, and no event before them
        return Self.persons.contains(a) && Self.bodies.contains(b) && !previous.behind.isEmpty && phrases.topicWord(in: previous.before) == nil
    }

    /// 20座, 9家: a count of places or bodies.
    func isPlace(_ m: Mention) -> Bool { Self.bodies.contains(page.text.scalar(m.numeral.unitStart)) }

    /// 20座 beside 900人: a count of places, and one of persons.
    func isPlaceBesidePersons(_ place: Mention, _ m: Mention) -> Bool { Self.bodies.contains(page.text.scalar(place.numeral.unitStart)) && Self.persons.contains(page.text.scalar(m.numeral.unitStart)) }

    /// Where the words of a list's first number begin.
    func head(of i: Int, _ list: ArraySlice<Mention>) -> Int {
        var at = list[i].before.lowerBound
        for m in list.dropLast().reversed() {
            guard page.text.kind(at - 1) == CharacterClass.pause else { break }
            at = m.before.lowerBound
        }
        return at
    }

    /// The verb or words that the first number of a list carries for all: 每组联系1个…、1家…; 覆盖企业611家、职工2.14万人.
    func lead(_ previous: Mention, _ m: Mention, _ before: Range<Int>, _ behind: Range<Int>) -> Range<Int>? {
        let between = previous.end < m.start ? page.text.kind(m.before.lowerBound - 1) : CharacterClass.other
        let isItem = before.isEmpty && between == CharacterClass.comma && !behind.isEmpty && !page.contains(.lightVerb, in: behind) && !isOutcome(behind)
            && (isSameUnit(previous, m) || m.clause.upperBound - behind.upperBound <= 1) && previous.numeral.unit == m.numeral.unit && !previous.behind.isEmpty
        guard between == CharacterClass.pause || isItem else { return nil }
        if page.beginning(at: before.lowerBound, .lightVerb).map({ $0.end - $0.start >= 2 && Int($0.end) <= before.upperBound }) == true { return nil }
        if let lead = previous.lead { return lead }
        let words = phrases.own(previous)
        if Self.talking.end(at: before.lowerBound, in: page.text) != nil { return nil }
        if before.isEmpty {
            return words.count >= 2 ? words.count <= 8 ? words : words.count <= 14 && page.contains(.each, in: words) ? phrases.last(words, 4) : nil : nil
        }
        // “安康杯”竞赛|覆盖|企业416家、职工5.2万人
        if before.count <= 4, behind.isEmpty, words.count >= 6, let reach = (words.upperBound - 4..<words.upperBound - 1).first(where: { Self.reaching.start(endingAt: $0, in: page.text, from: words.lowerBound + 2) != nil }) { return reach - 2..<reach }
        guard before.count <= 4, behind.isEmpty, let verb = page.beginning(at: words.lowerBound, .lightVerb), Int(verb.end) < words.upperBound,
            words.count <= 10
        else { return nil }
        return Int(verb.start)..<Int(verb.end)
    }
}
