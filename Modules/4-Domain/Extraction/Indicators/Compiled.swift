/// A codebook prepared for matching: words as numbers, postings from a first-group word to its rules. Rules, groups and their words lie
/// in flat arrays and refer to one another by index, so that asking them costs no more than reading memory.
final class Compiled: Sendable {
    /// Some alternatives and where they may stand.
    struct Group {
        /// Indices of `words`.
        var first: Int32
        var end: Int32
        var reach: Indicator.Rule.Group.Reach
    }

    struct Rule {
        @Packed var indicator: Int
        /// Indices of `groups`: those of the rule, then those of `within`.
        @Packed var groups: Int
        @Packed var within: Int
        @Packed var end: Int
        /// Indices of `words`: those that must not stand anywhere before the number in its sentence. Those that must not stand among its
        /// own are told by `Compiled.excluded`.
        @Packed var far: Int
        @Packed var farEnd: Int
    }

    let codebook: Codebook
    let vocabulary: Vocabulary
    let rules: [Rule]
    let groups: [Group]
    let words: [Int32]
    /// A rule whose first group holds a word, and the word's place in that group.
    struct Posting {
        var rule: Int32
        var place: Int32
    }

    /// Where the postings of a word that count a unit begin in `postings`; they end where the next entry's begin.
    struct Counting {
        var unit: Int32
        var first: Int32
    }

    /// Rules whose first group holds a word: indices of `counting` by word, one more entry than there are words.
    let firstCounting: [Int32]
    let counting: [Counting]
    let postings: [Posting]
    /// One bit for each word with postings, for each unit: `countedStride` words of bits a unit.
    private let counted: [UInt64]
    private let countedStride: Int
    /// Bits of the indicators that a word excludes where it stands among a number's own: `excludedStride` words of bits for each word.
    let excluded: [UInt64]
    let excludedStride: Int
    /// Bits of the indicators that begin with a word which holds a word that they exclude (职工创新工作室 holds 职工): there it excludes nothing.
    let covering: [UInt64]
    /// Area by heading word and by action word; -1 for none.
    let headingArea: [Int16]
    let actionArea: [Int16]
    let areaCodes: [String]
    /// Names of the indicators' rules, for `because`.
    let reasons: [String]
    /// Codes of the indicators.
    let codes: [String]
    /// The units that some rule counts, by number.
    private let units: WordTrie
    /// Number of the missing unit (`-`), or -1.
    private let noUnit: Int
    private let memories = Memories<MatcherMemory>()
    private let reasonLists = Memories<ReasonLists>()
    /// Area index of each indicator, -1 where the framework lacks it.
    let indicatorArea: [Int]
    /// For each indicator of what is new, the one of its standing number; -1 for none.
    let stock: [Int]

    /// A word of `not` without its mark for the whole sentence.
    private static func bare(_ word: String) -> String { word.hasPrefix("~") ? String(word.dropFirst()) : word }

    init(_ codebook: Codebook) {
        self.codebook = codebook
        var words: [String] = []
        for i in codebook.indicators {
            for r in i.when { for g in r.groups { words += g.words } }
            words += i.not.map(Self.bare)
            for g in i.within { words += g }
        }
        for a in codebook.areas { words += a.headingWords + a.actionWords + a.names.values.sorted() }
        var vocabulary = Vocabulary(codebookWords: words)
        let known = vocabulary
        func numbers(_ list: [String]) -> [Int32] { list.compactMap { known.number(of: $0).map { Int32($0) } } }
        var heading = [Int16](repeating: -1, count: vocabulary.count)
        var action = heading
        for (index, a) in codebook.areas.enumerated() {
            for w in numbers(a.headingWords + Array(a.names.values)) { heading[Int(w)] = Int16(index); vocabulary.mark(w, .areaHeading) }
            for w in numbers(a.actionWords) { action[Int(w)] = Int16(index); vocabulary.mark(w, .areaAction) }
        }
        headingArea = heading
        actionArea = action
        var units = UnitNumbers()
        var flat = FlatRules(wordCount: vocabulary.count)
        let stride = codebook.indicators.count / 64 + 1
        var excluded = [UInt64](repeating: 0, count: vocabulary.count * stride)
        var covering = excluded
        for (index, i) in codebook.indicators.enumerated() {
            for w in numbers(i.not.filter { !$0.hasPrefix("~") }) { vocabulary.mark(w, .excluding); excluded[Int(w) * stride + index >> 6] |= 1 << UInt64(index & 63) }
            let far = numbers(i.not.filter { $0.hasPrefix("~") }.map(Self.bare))
            for first in Set(i.when.flatMap { $0.groups.first?.words ?? [] }) where i.not.contains(where: { $0.count < first.count && first.contains($0) }) {
                for w in numbers([first]) { covering[Int(w) * stride + index >> 6] |= 1 << UInt64(index & 63); vocabulary.mark(w, .covering) }
            }
            for r in i.when {
                for w in numbers(r.groups.first?.words ?? []) { vocabulary.mark(w, .ruleFirst) }
                flat.add(
                    indicator: index, groups: r.groups.map { (numbers($0.words), $0.reach) }, within: i.within.map(numbers), far: far,
                    units: i.count.map { units.number($0) })
            }
        }
        self.vocabulary = vocabulary
        self.excluded = excluded
        self.covering = covering
        excludedStride = stride
        rules = flat.rules
        groups = flat.groups
        self.words = flat.words
        (firstCounting, counting, postings) = flat.postings()
        countedStride = vocabulary.count / 64 + 1
        var counted = [UInt64](repeating: 0, count: units.texts.count * countedStride)
        for word in 0..<vocabulary.count {
            for k in Int(firstCounting[word])..<Int(firstCounting[word + 1]) { counted[Int(counting[k].unit) * countedStride + word >> 6] |= 1 << UInt64(word & 63) }
        }
        self.counted = counted
        self.units = WordTrie(units.texts)
        noUnit = units.texts.firstIndex(of: []) ?? -1
        codes = codebook.indicators.map(\.code)
        areaCodes = codebook.areas.map(\.code)
        reasons = codebook.indicators.map { "indicator." + $0.code }
        stock = codebook.indicators.map { i in i.stock.isEmpty ? -1 : codebook.indicators.firstIndex { $0.code == i.stock } ?? -1 }
        indicatorArea = codebook.indicators.map { i in codebook.areas.firstIndex { $0.code == i.area } ?? -1 }
    }

    /// A memory for a matcher, one that another report left where there is any.
    func takeMemory() -> MatcherMemory {
        memories.take()
            ?? MatcherMemory(
                seen: [MatcherMemory.Seen](repeating: .init(), count: vocabulary.count), asked: [Int32](repeating: 0, count: rules.count),
                present: [UInt64](repeating: 0, count: vocabulary.count / 64 + 1))
    }

    /// Leaves a memory to the next report.
    func leave(_ memory: MatcherMemory) { memories.leave(memory) }

    /// Lists of rules' names, those that another report left where there are any.
    func takeReasons() -> ReasonLists { reasonLists.take() ?? ReasonLists() }

    /// Leaves them to the next report.
    func leave(_ reasons: ReasonLists) { reasonLists.leave(reasons) }

    /// The number of the unit that stands in a stretch of text, spaces left out; -1 for one that no rule counts.
    func unit(in text: FoldedText, _ r: Range<Int>) -> Int {
        var way = WordTrie.nowhere
        var isEmpty = true
        for p in r where text.classes[p] != CharacterClass.space {
            way = isEmpty ? units.root(text.scalars[p]) : units.step(way, text.scalars[p])
            isEmpty = false
            if way == WordTrie.nowhere { return -1 }
        }
        return isEmpty ? noUnit : Int(units.word(way))
    }

    /// Indices of the postings of a word whose rules count a unit.
    @inline(__always)
    func postings(of word: Int, counting unit: Int) -> Range<Int> {
        // most words begin no rule of the unit: told by one bit of a table that stays close at hand
        guard counted[unit * countedStride + word >> 6] &>> UInt64(word & 63) & 1 == 1 else { return 0..<0 }
        for k in Int(firstCounting[word])..<Int(firstCounting[word + 1]) where Int(counting[k].unit) == unit {
            return Int(counting[k].first)..<Int(counting[k + 1].first)
        }
        return 0..<0
    }

    /// The number of the percent sign.
    var percent: Int { Int(units.word(units.root(0x25))) }
}

/// Numbers for the units as they are met.
private struct UnitNumbers {
    private(set) var texts: [[UInt32]] = []
    private var numbers: [[UInt32]: Int] = [:]

    mutating func number(_ unit: String) -> Int {
        let text = unit == "-" ? [] : folded(unit)
        if let n = numbers[text] { return n }
        numbers[text] = texts.count
        texts.append(text)
        return texts.count - 1
    }
}

/// Rules on their way into flat arrays.
private struct FlatRules {
    var rules: [Compiled.Rule] = []
    var groups: [Compiled.Group] = []
    var words: [Int32] = []
    private var units: [[Int]] = []
    private let wordCount: Int

    init(wordCount: Int) { self.wordCount = wordCount }

    mutating func add(
        indicator: Int, groups alternatives: [(words: [Int32], reach: Indicator.Rule.Group.Reach)], within: [[Int32]], far: [Int32], units: [Int]
    ) {
        let first = groups.count
        for g in alternatives { add(g.words, g.reach) }
        let middle = groups.count
        for g in within { add(g, .paragraph) }
        let start = words.count
        words += far
        rules.append(Compiled.Rule(indicator: indicator, groups: first, within: middle, end: groups.count, far: start, farEnd: words.count))
        self.units.append(units)
    }

    private mutating func add(_ list: [Int32], _ reach: Indicator.Rule.Group.Reach) {
        groups.append(Compiled.Group(first: Int32(words.count), end: Int32(words.count + list.count), reach: reach))
        words += list
    }

    /// By word and by unit: rules keep their order.
    func postings() -> (first: [Int32], counting: [Compiled.Counting], postings: [Compiled.Posting]) {
        var lists = [[Compiled.Posting]](repeating: [], count: wordCount)
        for (index, rule) in rules.enumerated() where rule.groups < rule.within {
            let group = groups[rule.groups]
            for k in Int(group.first)..<Int(group.end) { lists[Int(words[k])].append(Compiled.Posting(rule: Int32(index), place: Int32(k))) }
        }
        var first: [Int32] = []
        var counting: [Compiled.Counting] = []
        var postings: [Compiled.Posting] = []
        for list in lists {
            first.append(Int32(counting.count))
            for unit in Set(list.flatMap { units[Int($0.rule)] }).sorted() {
                counting.append(Compiled.Counting(unit: Int32(unit), first: Int32(postings.count)))
                postings += list.filter { units[Int($0.rule)].contains(unit) }
            }
        }
        first.append(Int32(counting.count))
        counting.append(Compiled.Counting(unit: -1, first: Int32(postings.count)))
        return (first, counting, postings)
    }
}
