internal import Text

/// A share told right behind its part: 会员11460人，其中农民工5218人，占45.5%. The whole is a figure of the same unit before the part.
///
/// A question: the whole may be another one than those told.
enum ShareRule {
    private static let shares = ["占", "占比", "占比达", "占总数的", "占比为"]

    static func find(in passage: Passage) -> [Finding] {
        passage.figures.indices.dropFirst(2).compactMap { check(passage, rate: $0) }
    }

    private static func check(_ passage: Passage, rate i: Int) -> Finding? {
        let (rate, part) = (passage.figures[i], passage.figures[i - 1])
        guard rate.isRate, rate.observation.role == .share, rate.isSure, part.isSure, part.observation.role == .fact, !part.isRate else { return nil }
        guard passage.before(i).isOnly("，,", and: shares), passage.before(i).has("占") else { return nil }
        // told of the part: 其中, 异常, and no list of equals
        let candidates = (0..<(i - 1)).filter { k in
            let f = passage.figures[k]
            return f.unit == part.unit && f.observation.role == .fact && f.isSure && f.value >= part.value && Passage.isComparable(f.observation, part.observation)
        }
        guard candidates.count == 1, let whole = candidates.first.map({ passage.figures[$0] }), !part.hasVagueUnit,
            !passage.between(candidates[0], i - 1).contains(where: { $0 == "；" || $0 == ";" || $0 == "、" })
        else { return nil }
        guard !RateRule.fits(rate, part, whole) else { return nil }
        return RateRule.finding(rate, part, whole, .question)
    }
}
