import Extraction
import Foundation
import Testing
import Text

/// The bare number grammar on the lines of `Fixtures/quantities.txt`.
@Suite struct QuantitiesTests {
    @Test func linesAreReadAsTold() throws {
        let cases = try CorpusTests.cases("quantities")
        #expect(cases.count >= 30)
        for c in cases {
            let found = Quantities.mentions(in: c.sentence).map { m in
                let value = m.high.map { "\(Self.text(m.value))..\(Self.text($0))" } ?? Self.text(m.value)
                return "\(m.quote) \(value) \(m.unit.isEmpty ? "-" : m.unit) \(m.approximation.rawValue)"
            }
            #expect(found == c.expected.filter { $0 != "!" }, "line \(c.line)")
        }
    }

    /// Whole numbers without a fraction, as the fixture writes them.
    static func text(_ v: Double) -> String { v == v.rounded() && abs(v) < 1e15 ? String(Int(v)) : "\(v)" }

    @Test func offsetsCountScalarsOfTheLine() {
        let line = "𠮷祥里共有12户、３人"
        let scalars = Array(line.unicodeScalars)
        for m in Quantities.mentions(in: line) {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[m.start..<m.end])
            #expect(String(view) == m.quote)
        }
        #expect(Quantities.mentions(in: line).map(\.value) == [12, 3])
    }

    @Test func anEmptyLineHasNone() { #expect(Quantities.mentions(in: "") == []) }
}
