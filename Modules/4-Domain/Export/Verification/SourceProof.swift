public import Aggregation
public import Text

/// Holds exported numbers against a document that was read anew. Pure.
///
/// ```
/// bytes at the place = the quote ── characters at the place: the same ── a claim of the new reading stands there ── its value, its rules
/// ```
public struct SourceProof: Sendable {
    /// The decoded document, UTF-8.
    private let text: [UInt8]
    private let scalarStarts: [Int]
    /// What the engine reads in it, by place.
    private let claims: [Int: [Claim]]
    /// What follows from that: ranges of derived figures.
    private let derived: [Cell]

    /// `text`: the sources of all reports, one after another. `claims`: of all reports. `derived`: derived cells that follow from them.
    public init(text: [UInt8], claims: [Claim], derived: [Cell] = []) {
        self.text = text
        scalarStarts = text.indices.filter { text[$0] & 0xC0 != 0x80 }
        self.derived = derived
        self.claims = Dictionary(grouping: claims, by: \.evidence.byteStart)
    }

    /// What becomes of a number whose evidence is in this document.
    public func verdict(_ figure: ExportedFigure, _ evidence: Evidence) -> Verdict {
        guard evidence.byteStart >= 0, evidence.byteEnd <= text.count, evidence.byteStart < evidence.byteEnd else {
            return Verdict(figure, .changed, .outside(text.count))
        }
        let found = String(decoding: text[evidence.byteStart..<evidence.byteEnd], as: UTF8.self)
        guard Anchor.folded(found) == Anchor.folded(TerminalText.safe(evidence.quote)) || found == evidence.quote else {
            return Verdict(figure, .changed, .quote(found: TerminalText.safe(found)))
        }
        guard start(evidence.start) == evidence.byteStart, start(evidence.end) == evidence.byteEnd else {
            return Verdict(figure, .changed, .offsets)
        }
        if DerivedCode.base(of: figure.indicator) != nil { return follows(figure, evidence) }
        let here = claims[evidence.byteStart, default: []]
        guard let claim = here.first(where: { $0.city == figure.city && $0.year == figure.year && $0.indicator == figure.indicator }) else {
            return Verdict(figure, .changed, .notRead)
        }
        guard Self.isSame(claim.evidence.value, evidence.value), claim.evidence.byteEnd == evidence.byteEnd else {
            return Verdict(figure, .changed, .value(read: claim.value))
        }
        guard Self.isSame(figure.value, claim.value), figure.high.map({ Self.isSame($0, claim.high ?? .nan) }) ?? true else {
            return Verdict(figure, .changed, .exported(evidence: claim.value))
        }
        guard claim.evidence.because == evidence.because else {
            return Verdict(figure, .changed, .rules(claim.evidence.because.joined(separator: " ")))
        }
        return shown(figure, claim)
    }

    /// Whether a derived figure follows from the number at the place as the document is read anew.
    private func follows(_ figure: ExportedFigure, _ evidence: Evidence) -> Verdict {
        guard let cell = derived.first(where: { $0.key == figure.key && $0.evidence.first?.byteStart == evidence.byteStart }) else {
            return Verdict(figure, .changed, .notRead)
        }
        guard Self.isSame(cell.value, figure.value), Self.isSame(cell.high ?? .nan, figure.high ?? .nan) else {
            return Verdict(figure, .changed, .value(read: cell.value))
        }
        return isShown(figure, cell) ? Verdict(figure, .ok) : Verdict(figure, .changed, .shown(figure.shown ?? ""))
    }

    /// Equal to the fifteen digits that spreadsheets keep of a number.
    public static func isSame(_ a: Double, _ b: Double) -> Bool { a == b || abs(a - b) <= 1e-14 * max(abs(a), abs(b)) }

    private func shown(_ figure: ExportedFigure, _ claim: Claim) -> Verdict {
        let cell = CellResolver.resolve(figure.key, claims: [claim])
        return isShown(figure, cell) ? Verdict(figure, .ok) : Verdict(figure, .changed, .shown(figure.shown ?? ""))
    }

    /// Whether people see the number that machines read; true where the format has it once.
    private func isShown(_ figure: ExportedFigure, _ cell: Cell?) -> Bool {
        guard let shown = figure.shown else { return true }
        let expected = Language.allCases.compactMap { language in cell.map { CellText.number($0, language) } }
        return expected.contains(String(shown.filter { !CellText.behind.contains($0) }))
    }

    /// The byte where a character begins; the end of the text behind the last one.
    private func start(_ scalar: Int) -> Int? {
        guard scalar >= 0, scalar <= scalarStarts.count else { return nil }
        return scalar == scalarStarts.count ? text.count : scalarStarts[scalar]
    }
}
