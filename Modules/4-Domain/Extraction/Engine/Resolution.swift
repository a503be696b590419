import Text

/// One indicator, one best mention of a report: a figure told as the sum wins over the others, then the largest. The same value told
/// again keeps the code; other values lose it and remain as runners-up.
struct Resolution {
    let compiled: Compiled

    func settle(_ mentions: inout [Mention], _ page: Page) {
        var best: [Int: Int] = [:]
        for i in mentions.indices where mentions[i].indicator >= 0 {
            let key = mentions[i].indicator * 4096 + mentions[i].year % 4096
            guard let j = best[key] else { best[key] = i; continue }
            if isBetter(mentions[i], than: mentions[j], page) { best[key] = i }
        }
        for i in mentions.indices where mentions[i].indicator >= 0 {
            let key = mentions[i].indicator * 4096 + mentions[i].year % 4096
            guard let j = best[key] else { continue }
            if i == j { mentions[i].because.append(.bestChosen); continue }
            if mentions[i].numeral.value == mentions[j].numeral.value { mentions[i].because.append(.bestToldAgain); continue }
            mentions[i].score = -mentions[i].indicator - 1
            mentions[i].indicator = -1
            mentions[i].because.append(.bestRunnerUp)
        }
    }

    private func isBetter(_ a: Mention, than b: Mention, _ page: Page) -> Bool {
        let sumA = page.contains(.sum, in: a.before), sumB = page.contains(.sum, in: b.before)
        let partA = page.contains(.part, in: a.before), partB = page.contains(.part, in: b.before)
        if partA != partB { return partB }
        if sumA != sumB { return sumA }
        // words that say much more of one than of the other
        if abs(a.score - b.score) >= 16 { return a.score > b.score }
        return a.numeral.value > b.numeral.value
    }
}
