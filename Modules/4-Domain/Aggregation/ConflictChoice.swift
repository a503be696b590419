public import Text

/// Which of the claims of a cell in conflict a person prefers, by rule. Pure.
public enum ConflictChoice: String, Sendable, CaseIterable {
    /// The one that the table took: it is confirmed.
    case taken
    /// The one of the city's own report.
    case own
    /// The one that no words call a part (`其中`).
    case total
    /// The one that was published last.
    case later
    /// The highest, the lowest number.
    case highest, lowest

    /// The claim that the rule prefers; nil where it leaves several that tell different numbers. A value that was set is no claim.
    public func claim(of cell: Cell) -> Evidence? {
        let claims = cell.evidence.filter { !SetEvidence.isSet($0) }
        let preferred: [Evidence] =
            switch self {
            case .taken: Array(claims.prefix(1))
            case .own: claims.filter { $0.reporter == cell.city }
            case .total: claims.filter { !ClaimStanding.isPart($0) }
            case .later: claims.filter { one in !one.dated.isEmpty && !claims.contains { ClaimStanding.isLater($0.dated, than: one.dated) } }
            case .highest: claims.filter { one in !claims.contains { $0.value > one.value } }
            case .lowest: claims.filter { one in !claims.contains { $0.value < one.value } }
            }
        guard let first = preferred.first, preferred.allSatisfy({ $0.value == first.value }) else { return nil }
        return first
    }
}
