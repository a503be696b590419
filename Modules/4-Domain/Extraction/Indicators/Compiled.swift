/// A codebook prepared for matching: words as numbers, postings from a first-group word to its rules.
struct Compiled: Sendable {
    struct Group: Sendable {
        var words: [Int32]
        var reach: Indicator.Rule.Group.Reach
    }

    struct Rule: Sendable {
        var indicator: Int
        var groups: [Group]
        var not: [Int32]
        /// Words that must not stand anywhere before the number in its sentence.
        var far: [Int32]
        var within: [Group]
        /// Numbers of the units that it counts.
        var units: [Int16]
    }

    let codebook: Codebook
    let vocabulary: Vocabulary
    let rules: [Rule]
    /// Rules whose first group holds a word, by word.
    let postings: [[Int32]]
    /// Area by heading word and by action word; -1 for none.
    let headingArea: [Int16]
    let actionArea: [Int16]
    let areaCodes: [String]
    /// Names of the indicators' rules, for `because`.
    let reasons: [String]
    /// Number of each unit that some rule counts.
    let unitNumbers: [[UInt32]: Int16]
    /// Area index of each indicator, -1 where the framework lacks it.
    let indicatorArea: [Int]

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
        let vocabulary = Vocabulary(codebookWords: words)
        self.vocabulary = vocabulary
        func numbers(_ list: [String]) -> [Int32] { list.compactMap { vocabulary.number(of: $0).map { Int32($0) } } }
        var rules: [Rule] = []
        var units: [[UInt32]: Int16] = [:]
        func number(ofUnit unit: String) -> Int16 {
            let key = unit == "-" ? [] : folded(unit)
            let n = units[key] ?? Int16(units.count)
            units[key] = n
            return n
        }
        var postings = [[Int32]](repeating: [], count: vocabulary.count)
        for (index, i) in codebook.indicators.enumerated() {
            for r in i.when {
                let groups = r.groups.map { Group(words: numbers($0.words), reach: $0.reach) }
                for w in groups.first?.words ?? [] { postings[Int(w)].append(Int32(rules.count)) }
                rules.append(
                    Rule(
                        indicator: index, groups: groups, not: numbers(i.not.filter { !$0.hasPrefix("~") }), far: numbers(i.not.filter { $0.hasPrefix("~") }.map(Self.bare)), within: i.within.map { Group(words: numbers($0), reach: .paragraph) },
                        units: i.count.map(number(ofUnit:))))
            }
        }
        self.rules = rules
        unitNumbers = units
        self.postings = postings
        var heading = [Int16](repeating: -1, count: vocabulary.count)
        var action = heading
        for (index, a) in codebook.areas.enumerated() {
            for w in numbers(a.headingWords + Array(a.names.values)) { heading[Int(w)] = Int16(index) }
            for w in numbers(a.actionWords) { action[Int(w)] = Int16(index) }
        }
        headingArea = heading
        actionArea = action
        areaCodes = codebook.areas.map(\.code)
        reasons = codebook.indicators.map { "indicator." + $0.code }
        indicatorArea = codebook.indicators.map { i in codebook.areas.firstIndex { $0.code == i.area } ?? -1 }
    }
}
