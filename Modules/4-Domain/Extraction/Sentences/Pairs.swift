import Text

/// 分别: numbers paired with what they count, in their order.
///
/// ```
/// 生活救助、医疗救助和子女助学 分别为 376户、254户和121户        words before 分别 in its clause, one for each number
/// 新建工会88家，发展会员2万人，分别 完成任务的 92%、82%          nothing there: the numbers told before in the sentence
///                                  └ predicate ┘
/// 甲、乙、丙 分别完成 92%、82%                                   three and two: nothing is paired, and the numbers are less sure
/// ```
struct Pairs {
    let page: Page
    let phrases: Phrases

    /// What one number of a list is paired with.
    struct Partner {
        /// Index of the number's mention.
        var number: Int
        /// Its own words, or nothing where `earlier` tells them.
        var item: Range<Int>
        /// Words that all items of the list share at the end of the last one.
        var head: Range<Int>
        /// Index of an earlier mention whose subject it takes; -1 for none.
        var earlier: Int
        var predicate: Range<Int>

        /// The subject, given those of the mentions before.
        func subject(_ page: Page, _ subjects: [String]) -> String {
            let first = earlier >= 0 && earlier < subjects.count ? subjects[earlier] : page.source(item)
            return first + page.source(head) + page.source(predicate)
        }
    }

    /// Pairs the lists of a sentence: the numbers get their own words, or a rule that says why not. The mentions' words must be assigned.
    func pair(_ m: inout [Mention], _ range: Range<Int>, in s: Page.Sentence) -> [Partner] {
        guard range.count >= 2, s.classes.contains(.respectively) else { return [] }
        var partners: [Partner] = []
        for hit in page.hits(in: s.start..<s.end) where page.classes(hit).contains(.respectively) {
            let word = Int(hit.start)..<Int(hit.end)
            guard let numbers = list(behind: word.upperBound, m, range) else {
                partners += awarded(word, m, range, in: s)
                continue
            }
            let low = clauseStart(word.lowerBound, s)
            let predicate = predicate(word.upperBound..<m[numbers.lowerBound].start)
            let isAfterNumber = m[range.lowerBound..<numbers.lowerBound].contains { $0.start >= low }
            let words = isAfterNumber || isComparison(low..<word.lowerBound) ? low..<low : phrases.trim(low..<word.lowerBound)
            if let told = anaphor(low..<word.lowerBound, m, range.lowerBound..<numbers.lowerBound), let earlier = earlier(m, range.lowerBound..<told.number, numbers.count, s) {
                for (k, number) in numbers.enumerated() {
                    m[number].because.append(.pairByOrder)
                    partners.append(Partner(number: number, item: low..<low, head: told.rest, earlier: earlier[k], predicate: predicate))
                }
                continue
            }
            let sums = m[numbers.lowerBound].numeral.unit == .money && words.count >= 2 && words.count <= 6 && Self.sums.start(endingAt: words.upperBound, in: page.text) != nil ? words : low..<low
            if words.count <= 1 || !sums.isEmpty, let earlier = earlier(m, range.lowerBound..<numbers.lowerBound, numbers.count, s) {
                for (k, number) in numbers.enumerated() {
                    m[number].because.append(.pairByOrder)
                    // 生活救助80户、医疗救助20户，分别发放资金50万元、10万元
                    if m[number].numeral.unit == .money { m[number].words = m[earlier[k]].before }
                    partners.append(Partner(number: number, item: low..<low, head: isComparison(low..<word.lowerBound) ? stripped(low..<word.lowerBound) : sums, earlier: earlier[k], predicate: predicate))
                }
            } else if words.count > 1, let items = items(words, numbers.count) ?? items(low..<word.lowerBound, numbers.count) {
                let head = sharedHead(items)
                for (k, number) in numbers.enumerated() {
                    m[number].because.append(.pairByOrder)
                    m[number].before = items[k]
                    m[number].words = items[k]
                    partners.append(Partner(number: number, item: items[k], head: k + 1 < items.count ? head : low..<low, earlier: -1, predicate: predicate))
                }
                pairOn(&m, range, behind: numbers, items, &partners)
            } else if words.count > 1, words.count <= 8, low - 1 > s.start, let items = itemsBefore(low - 1, numbers.count, s) {
                for (k, number) in numbers.enumerated() {
                    m[number].because.append(.pairByOrder)
                    partners.append(Partner(number: number, item: items[k], head: words, earlier: -1, predicate: predicate))
                }
            } else if words.count <= 1, low - 1 > s.start, let named = named(low - 1, numbers.count, s, m, range.lowerBound..<numbers.lowerBound) {
                for (k, number) in numbers.enumerated() {
                    m[number].because.append(.pairByOrder)
                    partners.append(Partner(number: number, item: named.items[k], head: named.head, earlier: -1, predicate: predicate))
                }
            } else {
                for number in numbers {
                    m[number].because.append(.pairArityDiffers)
                    m[number].words = word.lowerBound..<word.lowerBound
                }
            }
        }
        return partners
    }

    /// 生活救助80户、医疗救助20户，救助金额分别为50万元、10万元: sums of those told before.
    private static let sums = FixedWords(["金额", "资金", "金", "款", "费用", "支出"])

    private static let awards = FixedWords(["荣获", "获评", "获得", "获", "被授予", "被评为", "授予", "摘得"])

    /// 3人、1个单位、2个集体分别荣获奖章、奖状和先锋号: what each of the numbers before got.
    private func awarded(_ word: Range<Int>, _ m: [Mention], _ range: Range<Int>, in s: Page.Sentence) -> [Partner] {
        guard let verb = Self.awards.end(at: word.upperBound, in: page.text), let last = range.last(where: { m[$0].end <= word.lowerBound }), word.lowerBound - m[last].end <= 4 else { return [] }
        var first = last
        while first > range.lowerBound, m[first].start - m[first - 1].end <= 5, page.text.kind(m[first].start - 1) == CharacterClass.pause || page.text.kind(m[first].start - 1) == CharacterClass.comma { first -= 1 }
        var high = verb
        while high < s.end, high - verb < 60, !isClauseEnd(high) { high += 1 }
        guard last > first, let items = items(verb..<high, last - first + 1) else { return [] }
        return items.enumerated().map { k, item in
            let number = first + k
            let noun = m[number].end..<(number < last ? m[number + 1].start - 1 : word.lowerBound)
            return Partner(number: number, item: word.upperBound..<verb, head: item, earlier: -1, predicate: stripped(noun))
        }
    }

    private static let things = FixedWords(["指标", "工作", "任务", "数据", "项目", "工程"])

    /// 三项|指标|年度任务完成率: a number of things that means those told before, and what is told of them.
    private func anaphor(_ words: Range<Int>, _ m: [Mention], _ range: Range<Int>) -> (number: Int, rest: Range<Int>)? {
        guard let number = range.last, m[number].start >= words.lowerBound - 4, m[number].end <= words.upperBound, m[number].end - m[number].start <= 3, let end = Self.things.end(at: m[number].end, in: page.text, upTo: words.upperBound) else { return nil }
        return (number, end..<words.upperBound)
    }

    /// 同比, 较上年同期: says what the numbers are compared with, and not what they count.
    private func isComparison(_ r: Range<Int>) -> Bool {
        let words = stripped(r)
        return words.count <= 7 && page.beginning(at: words.lowerBound, .comparison) != nil && !words.contains { page.text.classes[$0] == CharacterClass.pause }
    }

    /// 甲、乙分别惠及612户、205户，发放救助金286.3万元、241.7万元: a further list of as many numbers counts the same items.
    private func pairOn(_ m: inout [Mention], _ range: Range<Int>, behind numbers: Range<Int>, _ items: [Range<Int>], _ partners: inout [Partner]) {
        var first = numbers.upperBound
        while first + items.count <= range.upperBound {
            let numbers = first..<first + items.count
            let words = phrases.trim(m[first].before)
            guard !(m[first - 1].end..<m[first].start).contains(where: { page.text.classes[$0] == CharacterClass.semicolon }), words.count <= 10,
                !page.contains(.respectively, in: m[first - 1].end..<m[first].start),
                numbers.dropFirst().allSatisfy({ isJoint(m[$0 - 1].end..<m[$0].start) }), numbers.upperBound == range.upperBound || !isJoint(m[numbers.upperBound - 1].end..<m[numbers.upperBound].start)
            else { return }
            for (k, number) in numbers.enumerated() {
                m[number].because.append(.pairByOrder)
                m[number].words = items[k]
                partners.append(Partner(number: number, item: items[k], head: words.lowerBound..<words.lowerBound, earlier: -1, predicate: stripped(words)))
            }
            first = numbers.upperBound
        }
    }

    // MARK: Numbers

    /// Two or more numbers with nothing but 、 and 和 between them, the first close behind 分别.
    private func list(behind p: Int, _ m: [Mention], _ range: Range<Int>) -> Range<Int>? {
        guard let first = range.first(where: { m[$0].start >= p }), m[first].start - p <= 24, m[first].role != .threshold,
            !(p..<m[first].start).contains(where: { isClauseEnd($0) || page.text.classes[$0] == CharacterClass.pause })
        else { return nil }
        var next = first + 1
        while next < range.upperBound, isJoint(m[next - 1].end..<m[next].start) { next += 1 }
        return next - first >= 2 ? first..<next : nil
    }

    private func isJoint(_ r: Range<Int>) -> Bool {
        guard r.count <= 4 else { return false }
        return r.allSatisfy { p in
            let k = page.text.classes[p]
            return k == CharacterClass.pause || k == CharacterClass.space || k == CharacterClass.lineFeed || Self.joints.contains(page.text.scalars[p])
                || page.text.scalars[p] == 0x4EE5
        }
    }

    private static let joints = ScalarSet(folded("和与及"))

    /// The numbers told before in the sentence, behind its last semicolon: all of them, or those that are no rates.
    private func earlier(_ m: [Mention], _ range: Range<Int>, _ count: Int, _ s: Page.Sentence) -> [Int]? {
        var low = s.start
        for i in range { for p in (i == range.lowerBound ? s.start : m[i - 1].end)..<max(m[i].start, s.start) where page.text.classes[p] == CharacterClass.semicolon { low = p } }
        let told = range.filter { m[$0].start >= low && m[$0].role != .threshold }
        if told.count == count { return told }
        let counted = told.filter { m[$0].numeral.unit != .ratio && m[$0].numeral.unit != .change }
        if counted.count == count { return counted }
        return counted.count > count ? Array(counted.suffix(count)) : nil
    }

    // MARK: Words

    private func isClauseEnd(_ p: Int) -> Bool {
        let k = page.text.classes[p]
        return k == CharacterClass.comma || k == CharacterClass.semicolon || k == CharacterClass.stop || k == CharacterClass.colon
    }

    private func clauseStart(_ p: Int, _ s: Page.Sentence) -> Int {
        var low = p
        while low > s.start, p - low < Zones.reach, !isClauseEnd(low - 1) { low -= 1 }
        return low
    }

    /// One item for each number: cut at 、, and where that is one too few, the last at 和.
    private func items(_ words: Range<Int>, _ count: Int) -> [Range<Int>]? {
        var items: [Range<Int>] = []
        var low = words.lowerBound
        for p in words where page.text.classes[p] == CharacterClass.pause {
            items.append(low..<p)
            low = p + 1
        }
        items.append(low..<words.upperBound)
        if items.count + 1 == count, let last = items.last, let cut = joint(last) {
            items[items.count - 1] = last.lowerBound..<cut.lowerBound
            items.append(cut.upperBound..<last.upperBound)
        }
        guard items.count == count else { return nil }
        items = items.map(stripped)
        return items.allSatisfy { !$0.isEmpty } ? items : nil
    }

    /// 和, 与, 及 or 以及 with words on both sides; the last one.
    private func joint(_ r: Range<Int>) -> Range<Int>? {
        var p = r.upperBound - 2
        while p > r.lowerBound {
            if Self.joints.contains(page.text.scalars[p]) {
                let isLong = page.text.scalars[p - 1] == 0x4EE5 && p - 1 > r.lowerBound
                return (isLong ? p - 1 : p)..<p + 1
            }
            p -= 1
        }
        return nil
    }

    /// 完成率靠前的是甲区、乙县，分别为…: the list of the clause before, and the rate that it is a list of.
    private func named(_ edge: Int, _ count: Int, _ s: Page.Sentence, _ m: [Mention], _ earlier: Range<Int>) -> (items: [Range<Int>], head: Range<Int>)? {
        let low = clauseStart(edge, s)
        guard edge - low >= 4, !earlier.contains(where: { m[$0].end > low && m[$0].role != .threshold }), var items = items(phrases.trim(low..<edge), count) else { return nil }
        guard let copula = items[0].last(where: { page.text.scalars[$0] == 0x662F }), copula + 2 < items[0].upperBound else { return (items, 0..<0) }
        let rate = (low..<copula).first { page.text.scalars[$0] == 0x7387 || page.text.scalars[$0] == 0x6570 }
        items[0] = copula + 1..<items[0].upperBound
        return (items, rate.map { phrases.trim(low..<$0 + 1) } ?? 0..<0)
    }

    /// 建会、入会、参保三项工作走在前列，完成率|分别为…: the list of the clause before, up to the number that sums it up.
    private func itemsBefore(_ edge: Int, _ count: Int, _ s: Page.Sentence) -> [Range<Int>]? {
        let low = clauseStart(edge, s)
        guard edge - low >= 4, let pause = (low..<edge).last(where: { page.text.classes[$0] == CharacterClass.pause }), let sum = (pause + 2..<max(pause + 2, edge)).first(where: { page.text.classes[$0] == CharacterClass.chineseDigit || page.text.classes[$0] == CharacterClass.digit }) else { return nil }
        return items(phrases.trim(low..<sum), count)
    }

    private func stripped(_ r: Range<Int>) -> Range<Int> {
        var low = r.lowerBound, high = r.upperBound
        while low < high, isBlank(low) { low += 1 }
        while high > low, isBlank(high - 1) { high -= 1 }
        return low..<high
    }

    private func isBlank(_ p: Int) -> Bool { page.text.classes[p] == CharacterClass.space || page.text.classes[p] == CharacterClass.lineFeed }

    private static let heads = FixedWords(["职工", "会员", "工会", "建会", "入会", "参保", "覆盖", "签订", "完成", "人数", "总数", "数量", "金额", "资金", "经费", "比例"])

    /// 机关、企业、事业单位|职工入会率: what the last item bears for all.
    private func sharedHead(_ items: [Range<Int>]) -> Range<Int> {
        guard let last = items.last, last.count >= 4 else { return 0..<0 }
        if let twin = twinHead(items, last) { return twin }
        for p in last.lowerBound + 1..<last.upperBound - 1 {
            guard let end = Self.heads.end(at: p, in: page.text) else { continue }
            let head = Array(page.text.scalars[p..<end])
            let isElsewhere = items.dropLast().contains { item in item.contains { page.text.has(head, at: $0) } }
            return isElsewhere ? 0..<0 : p..<last.upperBound
        }
        return 0..<0
    }

    /// 国有企业、非公企业|职代会建制率: what stands behind the last two characters that the first item ends with.
    private func twinHead(_ items: [Range<Int>], _ last: Range<Int>) -> Range<Int>? {
        if items.count >= 2, let first = items.first, first.count == 2, last.count >= 4, page.text.scalars[last.lowerBound + 1] == page.text.scalars[first.lowerBound + 1] { return last.lowerBound + 2..<last.upperBound }
        guard items.count >= 2, let first = items.first, first.count >= 3, first.count <= 8, last.count >= first.count + 2 else { return nil }
        let t = page.text
        for p in last.lowerBound + 1..<last.upperBound - 3 where t.scalars[p] == t.scalars[first.upperBound - 2] && t.scalars[p + 1] == t.scalars[first.upperBound - 1] { return p + 2..<last.upperBound }
        return nil
    }

    private static let empty: [[UInt32]] = ["达到", "为", "达", "是", "有", "了"].map { folded($0) }

    /// 完成省总目标任务|的; nothing for 为 and 达到.
    private func predicate(_ r: Range<Int>) -> Range<Int> {
        var out = stripped(r)
        for word in Self.empty where !out.isEmpty && page.text.has(word, at: out.lowerBound) && out.lowerBound + word.count <= out.upperBound {
            out = out.lowerBound + word.count..<out.upperBound
        }
        while let last = out.last, page.text.scalars[last] == 0x7684 || isBlank(last) { out = out.lowerBound..<last }
        return out.count > 16 ? phrases.last(out, 16) : out
    }
}
