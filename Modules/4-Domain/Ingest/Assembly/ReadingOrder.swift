import Text

/// The order in which a single report's passages are read.
enum ReadingOrder {
    /// The passages that stand behind the closing signature of a text layer: a title and a lead that belong before the report.
    /// Empty where there is no such signature, more than one, or too much behind it.
    static func tail(_ manuscript: Manuscript) -> Range<Int> {
        let all = manuscript.passages
        guard manuscript.isTextLayer, let byline = all.lastIndex(where: { $0.kind == .byline }) else { return 0..<0 }
        guard all[..<byline].allSatisfy({ $0.kind != .byline || $0.clean.count > 60 }),
            all[..<byline].contains(where: { $0.kind == .paragraph })
        else { return 0..<0 }
        let tail = byline + 1..<all.count
        let size = tail.reduce(0) { $0 + all[$1].clean.count }
        guard size * 4 <= manuscript.clean.count else { return 0..<0 }
        for i in tail where all[i].kind == .note || all[i].kind == .caption || all[i].kind == .byline { return 0..<0 }
        return tail
    }

    /// Source order, except that a title and a lead behind the closing signature are read first, title before lead.
    static func passages(_ manuscript: Manuscript) -> [Int] {
        let all = manuscript.passages
        let order = Array(all.indices)
        let tail = tail(manuscript)
        guard !tail.isEmpty, let first = order.first(where: { all[$0].kind != .furniture }), first < tail.lowerBound else { return order }
        let titles =
            tail.filter { all[$0].kind == .title && endsWithColon(manuscript, $0) }
            + tail.filter { all[$0].kind == .title && !endsWithColon(manuscript, $0) }
        let leads = tail.filter { all[$0].kind == .paragraph }
        let rest = tail.filter { all[$0].kind != .title && all[$0].kind != .paragraph }
        return Array(order[..<first]) + titles + leads + Array(order[first..<tail.lowerBound]) + rest
    }

    /// `青岭市总工会：` opens a title of several lines.
    private static func endsWithColon(_ manuscript: Manuscript, _ passage: Int) -> Bool {
        let range = manuscript.passages[passage].clean
        return manuscript.clean.span.has("：", at: range.upperBound - 3, end: range.upperBound)
    }
}
