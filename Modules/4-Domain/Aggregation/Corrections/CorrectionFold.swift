// What a cell's entries come to, taken in the order of the journal:
//
//   entries ── without undone ones and undos ──► one after the other
//                 set, accept          the decision; takes the place of the decision before it, and of a rejected cell
//                 reject at an anchor  joins the rejections; ends the acceptance of the same words
//                 reject of the cell   takes the place of everything
public import Text

/// The entries of one cell that hold. Pure: the same whatever order the entries came in.
public struct CorrectionFold: Sendable, Equatable {
    /// The `set` or `accept` that decides the cell.
    public private(set) var decision: Correction?
    /// The claims that do not count.
    public private(set) var rejections: [Correction] = []
    /// The `reject` without an anchor: no claim counts.
    public private(set) var rejectedCell: Correction?
    /// Numbers of entries that were undone.
    public private(set) var undone: Set<Int64> = []

    /// `entries`: all of the cell, undos included.
    public init(_ entries: [Correction]) {
        let ordered = entries.sorted { $0.number < $1.number }
        // an undo holds unless a later one takes it back
        for entry in ordered.reversed() {
            guard entry.kind == .undo, !undone.contains(entry.number), let target = entry.undoes, target < entry.number else { continue }
            undone.insert(target)
        }
        for entry in ordered where !undone.contains(entry.number) { take(entry) }
    }

    private mutating func take(_ entry: Correction) {
        switch entry.kind {
        case .undo: break
        case .set:
            decision = entry
            rejectedCell = nil
        case .accept:
            decision = entry
            rejectedCell = nil
            rejections.removeAll { $0.anchor == entry.anchor }
        case .reject:
            guard let anchor = entry.anchor else {
                decision = nil
                rejections = []
                rejectedCell = entry
                return
            }
            if decision?.kind == .accept, decision?.anchor == anchor { decision = nil }
            rejections.removeAll { $0.anchor == anchor }
            rejections.append(entry)
        }
    }

    /// The entries that hold, by number.
    public var holding: [Correction] {
        ([decision, rejectedCell].compactMap { $0 } + rejections).sorted { $0.number < $1.number }
    }

    /// The claims at an anchor: those of its document, or, where that has none, the same words in another.
    public static func claims(at anchor: Anchor, among claims: [Claim]) -> [Claim] {
        let same = claims.filter { anchor.hasWords(of: $0.evidence) }
        let own = same.filter { $0.evidence.sha256 == anchor.sha256 }
        return own.isEmpty ? same : own
    }

    /// What became of an entry of this cell; `claims`: all of the cell.
    public func standing(of entry: Correction, claims: [Claim]) -> Correction.Standing {
        if undone.contains(entry.number) { return .undone }
        if entry.kind == .undo { return .inForce }
        guard holding.contains(where: { $0.number == entry.number }) else { return .superseded }
        guard let anchor = entry.anchor, Self.claims(at: anchor, among: claims).isEmpty else { return .inForce }
        return .orphaned
    }
}

/// An entry that holds for a cell, and the claim that it speaks of.
public struct AppliedCorrection: Sendable, Equatable {
    /// The entry, with its standing.
    public var entry: Correction
    /// The proof of the claim that it accepts, rejects or corrects; nil where it speaks of none, or of one that is gone.
    public var evidence: Evidence?

    /// From its parts.
    public init(entry: Correction, evidence: Evidence?) {
        self.entry = entry
        self.evidence = evidence
    }
}
