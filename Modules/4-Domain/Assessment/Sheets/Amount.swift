/// A number as people type it into a sheet: `1.2万`, `405.3万元`, `2,000`, `80%`, `３００人`.
public struct Amount: Sendable, Equatable {
    /// Magnitudes expanded, money in 元, 80 for `80%`.
    public var value: Double
    /// What stands behind the number, magnitude removed; empty where nothing does.
    public var unit: String

    /// The text as a number with its unit, or nil. `unit`: where a column of its own tells it (`万元`: the number counts 万).
    public init?(_ text: String, unit column: String = "") {
        var scalars: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
            scalars.append((0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar)
        }
        var at = 0
        var digits = ""
        while at < scalars.count, (scalars[at].value >= 48 && scalars[at].value <= 57) || ".,".unicodeScalars.contains(scalars[at]) || at == 0 && scalars[at] == "-" {
            if scalars[at] != "," { digits.unicodeScalars.append(scalars[at]) }
            at += 1
        }
        guard let number = Double(digits), number.isFinite else { return nil }
        var rest = scalars[at...]
        let told = Self.magnitude(&rest)
        let written = String(String.UnicodeScalarView(rest))
        var given = Array(column.unicodeScalars)[...]
        let counted = Self.magnitude(&given)
        let wanted = String(String.UnicodeScalarView(given))
        // 1.2万 in a column of 万元 is 1.2万, not 1.2亿
        value = number * (told == 1 ? counted : told)
        self.unit = written.isEmpty ? wanted : written == "％" ? "%" : written
        guard value.isFinite, abs(value) < 1e15, self.unit.unicodeScalars.count <= 8 else { return nil }
        guard !self.unit.unicodeScalars.contains(where: { $0.value < 128 && $0 != "%" }) else { return nil }
    }

    private static func magnitude(_ scalars: inout ArraySlice<Unicode.Scalar>) -> Double {
        var factor = 1.0
        while let first = scalars.first, let own = magnitudes[first], factor < 1e12 {
            factor *= own
            scalars = scalars.dropFirst()
        }
        return factor
    }

    private static let magnitudes: [Unicode.Scalar: Double] = ["百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000]
}
