internal import Text

/// Rates of a whole do not pass it: 建会率101%.
struct CeilingRule {
    let words: [String]

    func find(in passage: Passage) -> [Finding] {
        passage.figures.indices.compactMap { i in
            let rate = passage.figures[i]
            guard rate.isRate, rate.observation.role == .share, rate.value > 100, passage.before(i).ends(withAnyOf: words) else { return nil }
            return Finding(
                "rate.above-hundred", rate.isSure ? .error : .question, [rate],
                chinese: "此类比率不会超过100%：\(Wording.told(rate))",
                english: "A rate of this kind does not pass 100 %: \(Wording.told(rate))", arithmetic: "\(Wording.quote(rate)) > 100%")
        }
    }
}
