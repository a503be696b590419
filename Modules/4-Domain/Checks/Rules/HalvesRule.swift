internal import Text

/// Both halves of a year told beside the whole: 上半年新建60家，下半年新建50家，全年新建110家. A question where they do not add up.
enum HalvesRule {
    static func find(in passage: Passage) -> [Finding] {
        passage.figures.indices.dropFirst(2).compactMap { i in
            let (first, second, year) = (passage.figures[i - 2], passage.figures[i - 1], passage.figures[i])
            guard passage.before(i - 2).has("上半年"), passage.before(i - 1).has("下半年"), passage.before(i).has("全年") else { return nil }
            guard first.unit == year.unit, second.unit == year.unit, [first, second, year].allSatisfy({ $0.isSure && $0.observation.role == .fact && !$0.isRate }),
                Common.share(Array(passage.before(i - 2)), Array(passage.before(i))) || passage.before(i).isOnly("，,、共计为达", and: ["全年"]), first.observation.city == year.observation.city,
                !(first.generous + second.generous).meets(year.generous)
            else { return nil }
            let terms = "\(Wording.quote(first)) + \(Wording.quote(second))"
            return Finding(
                "halves.year", .question, [first, second, year],
                chinese: "上、下半年之和与全年不符：\(terms)，而全年为\(Wording.quote(year))",
                english: "The halves do not add up to the year: \(terms), yet \(Wording.quote(year)) in the year",
                arithmetic: "\(terms) = \(Wording.interval(first.rounded + second.rounded, year.observation.unit))；\(Wording.opened(year))")
        }
    }
}
