/// The codes of figures that no report tells and that follow from told ones: `aid.funds:target` is the target that a completion of
/// `aid.funds` implies. A code of its own keeps them apart from told figures in every format.
public enum DerivedCode {
    private static let target = ":target"

    /// The code of the target of an indicator.
    public static func target(of indicator: String) -> String { indicator + target }

    /// The indicator whose target a code stands for; nil for the code of a told figure.
    public static func base(of code: String) -> String? { code.hasSuffix(target) ? String(code.dropLast(target.count)) : nil }
}

extension Cell {
    /// Whether no report tells the figure: it is a range that follows from the figures of its evidence.
    public var isDerived: Bool { chosenBy == .derived }
}
