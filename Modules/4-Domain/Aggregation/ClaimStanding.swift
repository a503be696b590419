internal import Text

/// What sets one report's word above another's, beside how sure it is.
struct ClaimStanding {
    /// The city's own report tells it.
    let isOwn: Bool
    /// Its words call it a part (`其中`) of a figure before it.
    let isPart: Bool
    /// ISO day of publication, or the report's year; empty where neither is known.
    let dated: String

    init(_ claim: Claim) {
        isOwn = !claim.evidence.reporter.isEmpty && claim.evidence.reporter == claim.city
        isPart = Self.isPart(claim.evidence)
        dated = claim.evidence.dated
    }

    /// Whether `a` was published later than `b`: by days where both tell one, else by years that differ.
    static func isLater(_ a: String, than b: String) -> Bool {
        if a.isEmpty || b.isEmpty { return false }
        if a.utf8.count == b.utf8.count { return a > b }
        return a.prefix(4) > b.prefix(4)
    }

    /// `…18426人，其中农民工会员【9735人】`: behind 其中 within the same clause list.
    static func isPart(_ evidence: Evidence) -> Bool {
        let before = NumberInSentence(evidence).before.unicodeScalars
        let clauses = before.reversed().prefix { !"。；;！？".unicodeScalars.contains($0) }
        let text = Array(clauses.reversed())
        return text.indices.dropLast().contains { text[$0] == "其" && text[$0 + 1] == "中" }
    }
}
