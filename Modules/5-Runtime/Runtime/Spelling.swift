/// Finds the word that somebody probably meant.
public enum Spelling {
    /// The nearest of `words`, when it is near enough to be worth naming: a third of its letters wrong at most.
    public static func nearest(to word: String, among words: [String]) -> String? {
        var best: (word: String, distance: Int)?
        for candidate in words {
            let distance = Self.distance(word, candidate)
            if distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        guard let best, best.distance <= max(1, max(word.count, best.word.count) / 3) else { return nil }
        return best.word
    }

    /// Those of `words` that hold the letters of `part` in their order, shortest first: 新增会员 is meant by 新增工会会员数.
    public static func holding(_ part: String, among words: [String]) -> [String] {
        func holds(_ word: String) -> Bool {
            var wanted = part.lowercased().unicodeScalars[...]
            for scalar in word.lowercased().unicodeScalars where scalar == wanted.first { wanted = wanted.dropFirst() }
            return wanted.isEmpty
        }
        guard !part.isEmpty else { return [] }
        return words.enumerated().filter { holds($0.element) }
            .sorted { ($0.element.count, $0.offset) < ($1.element.count, $1.offset) }.map(\.element)
    }

    /// Insertions, deletions, replacements and swaps of neighbours that lead from `a` to `b`; words beyond 64 letters are cut.
    static func distance(_ a: String, _ b: String) -> Int {
        let a = Array(a.unicodeScalars.prefix(64))
        let b = Array(b.unicodeScalars.prefix(64))
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        var before: [Int] = []
        var previous = Array(0...b.count)
        for i in 1...a.count {
            var row = [i]
            for j in 1...b.count {
                var cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { cost = min(cost, before[j - 2] + 1) }
                row.append(cost)
            }
            before = previous
            previous = row
        }
        return previous[b.count]
    }
}
