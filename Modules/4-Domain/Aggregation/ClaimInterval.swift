public import Text

/// The numbers that a claim may stand for: `近3万` (about 30000) may be 29876, and so the two agree.
///
/// | approximation | 100 may be |
/// | --- | --- |
/// | exact | 100, or all of a range's numbers |
/// | about | 95 to 105 |
/// | at_least | 100 to 110 (`百余`) |
/// | at_most | 90 to 100 (`近百`) |
public struct ClaimInterval: Sendable, Equatable {
    /// Both ends included.
    public var low: Double
    /// The high end of a range, or nil.
    public var high: Double

    /// The numbers that a claim's value stands for.
    public init(_ claim: Claim) { self.init(claim.value, claim.high, claim.approximation) }

    /// The numbers that a cell's value stands for.
    public init(_ cell: Cell) { self.init(cell.value, cell.high, cell.approximation) }

    /// From both ends.
    init(low: Double, high: Double) {
        self.low = low
        self.high = high
    }

    private init(_ value: Double, _ end: Double?, _ approximation: Observation.Approximation) {
        let first = min(value, end ?? value)
        let last = max(value, end ?? value)
        let size = max(abs(first), abs(last))
        let (below, above): (Double, Double) =
            switch approximation {
            case .exact: (0, 0)
            case .about: (Self.about, Self.about)
            case .atLeast: (0, Self.oneSided)
            case .atMost: (Self.oneSided, 0)
            }
        low = first - below * size - Self.tolerance * max(1, size)
        high = last + above * size + Self.tolerance * max(1, size)
    }

    /// Whether one number may be meant by both.
    public func agrees(with other: ClaimInterval) -> Bool { low <= other.high && other.low <= high }

    /// `约`, `近`, `左右`: five in a hundred to either side.
    private static let about = 0.05
    /// `余`, `多`, `以上`; `以内`, `不足`: ten in a hundred to one side.
    private static let oneSided = 0.10
    /// What binary fractions lose: 0.1 + 0.2 and 0.3 are the same figure.
    private static let tolerance = 0.5e-9
}
