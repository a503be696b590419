import Text

/// What a difference or growth is told of: its own noun or the number before, what it is measured from, and its direction.
///
/// ```
/// 参保职工1.6万人，同比增长|7.2%      参保职工|同比增长
/// 比去年同期增加|58份                 what the number before counted|比去年同期|增加
/// ```
extension Subjects {
    /// 比去年同期增加58份, 较上年多建21个: what the number before counted, and the direction.
    func change(_ m: Mention, _ before: Range<Int>, _ earlier: String) -> String? {
        let grown = page.ending(at: phrases.own(m).upperBound, .growth, from: m.before.lowerBound) ?? page.ending(at: m.start, .growth, from: m.before.lowerBound) ?? page.last(.growth, in: m.before)
        // 增|收: the word goes on
        let direction = grown.map { page.source(Int($0.start)..<($0.end - $0.start == 1 && Int($0.end) == before.upperBound - 1 ? before.upperBound : Int($0.end))) } ?? ""
        var noun = before.lowerBound..<before.lowerBound
        if let c = page.first(.comparison, in: before) {
            noun = before.lowerBound..<Int(c.start)
        } else if let g = page.first(.growth, in: before) {
            noun = before.lowerBound..<Int(g.start)
        } else {
            noun = before
        }
        noun = phrases.trim(noun)
        // 后者同比上升, 后者高于全省水平: the number before is meant
        if noun.count >= 2, page.text.scalars[noun.lowerBound + 1] == 0x8005, page.text.scalars[noun.lowerBound] == 0x540E || page.text.scalars[noun.lowerBound] == 0x524D {
            if noun.count > 2 { return earlier + page.source(noun.lowerBound + 2..<noun.upperBound) + direction }
            noun = noun.lowerBound..<noun.lowerBound
        }
        let than = comparison(before)
        if noun.count >= 2, page.text.scalars[noun.lowerBound] != 0x662F { return page.source(phrases.last(noun, 12)) + than + direction }
        return earlier.isEmpty ? nil : phrases.head(withoutPlace(earlier)) + than + direction
    }

    /// 同比增长: what stands between a number without words of its own and the one before.
    func direction(_ m: Mention) -> String {
        var low = m.before.lowerBound
        while low < m.start, page.text.classes[low] != CharacterClass.ideograph { low += 1 }
        guard let growth = page.last(.growth, in: low..<m.start), Int(growth.end) - low <= 10 else { return "" }
        return page.source(low..<Int(growth.end))
    }

    private static let placings = ["全省名次", "全国名次", "全省位次", "全国位次", "名次", "位次"]

    /// What was held in a place: 年度考核|全省名次.
    private func withoutPlace(_ subject: String) -> String {
        guard let place = Self.placings.first(where: { phrases.ends(subject, with: $0) }), subject.utf8.count >= place.utf8.count + 12 else { return subject }
        return String(subject.dropLast(place.count))
    }

    /// 较上年, 与去年同期相比: what a change is measured from, in a few characters.
    private func comparison(_ r: Range<Int>) -> String {
        guard let c = page.first(.comparison, in: r) else { return "" }
        var high = Int(c.start)
        while high < r.upperBound, high - Int(c.start) < 9, page.beginning(at: high, .growth) == nil, page.text.classes[high] == CharacterClass.ideograph { high += 1 }
        while high > Int(c.start) + 1, page.ending(at: high, [.about, .atLeast, .tail]).map({ $0.end - $0.start == 1 }) == true { high -= 1 }
        return high - Int(c.start) >= 2 && high - Int(c.start) <= 8 ? page.source(Int(c.start)..<high) : ""
    }
}
