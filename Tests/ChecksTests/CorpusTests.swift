import Checks
import Extraction
import Ingest
import TestSupport
import Testing
import Text

/// The corpus: one phenomenon after the other, what is wrong beside what is right. From text to findings, through the engine.
@Suite struct CorpusTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let line: Int
        let expected: String
        let sentence: String
        var testDescription: String { "\(line): \(sentence)" }
    }

    static let cases: [Case] = {
        let text = Repository.text("Tests/ChecksTests/Fixtures/corpus.txt") ?? ""
        return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            guard !line.hasPrefix("#"), let bar = line.firstIndex(of: "|") else { return nil }
            let expected = line[..<bar].split(separator: " ").joined(separator: " ")
            return Case(line: index + 1, expected: expected, sentence: line[line.index(after: bar)...].drop { $0 == " " }.description)
        }
    }()

    @Test func theCorpusIsThere() {
        #expect(Self.cases.count > 80)
        #expect(Self.cases.count { $0.expected == "ok" } > 40)
    }

    @Test(arguments: cases) func findsWhatIsExpectedAndNothingElse(_ each: Case) throws {
        let findings = try Line.findings("青岭市总工会2021年工作总结\n\n\(each.sentence)\n")
        let found = findings.map { finding in
            let value = finding.derived.map { " \(Self.short($0.value))" } ?? ""
            return "\(finding.rule) \(finding.severity.rawValue)\(value)"
        }
        #expect(each.expected == (found.isEmpty ? "ok" : found.joined(separator: ", ")), "\(findings.map(\.arithmetic))")
        for finding in findings { #expect(!finding.evidence.isEmpty && finding.evidence.count <= 4 && finding.city == "青岭市" && finding.year == 2021) }
    }

    private static func short(_ value: Double) -> String {
        let rounded = value > 100_000 ? value.rounded() : (value * 100).rounded() / 100
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}

/// From a document's bytes to its findings, as the command goes.
enum Line {
    static let engine = Result { Engine(codebook: try Codebook.builtIn()) }
    static let checks = Result { Checks(relations: try Relations.builtIn()) }

    static func findings(_ text: String, name: String = "report.txt") throws -> [Finding] { try findings([UInt8](text.utf8), name: name) }

    static func findings(_ bytes: [UInt8], name: String) throws -> [Finding] {
        let checks = try checks.get()
        return try readings(bytes, name: name).flatMap { checks.run($0) }
    }

    /// The observations of each report.
    static func readings(_ bytes: [UInt8], name: String) throws -> [[Observation]] {
        let engine = try engine.get()
        return try Ingest().read(bytes, name: name).map { engine.read($0).observations }
    }
}
