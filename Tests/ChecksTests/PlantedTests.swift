import Checks
import TestSupport
import Testing
import Text

/// Contradictions put into invented reports on purpose: all of them are found, and nothing beside them.
@Suite struct PlantedTests {
    private struct Row: Hashable, CustomStringConvertible {
        let file: String
        let severity: String
        let rule: String
        let quotes: String
        var description: String { "\(file) \(severity) \(rule) \(quotes)" }

        init(_ finding: Finding) {
            file = finding.document
            severity = finding.severity.rawValue
            rule = finding.rule
            quotes = finding.evidence.map { $0.quote.filter { !$0.isWhitespace } }.joined(separator: " ")
        }

        init?(_ line: Substring) {
            let fields = line.split(separator: "\t").map(String.init)
            guard !line.hasPrefix("#"), fields.count == 4 else { return nil }
            (file, severity, rule, quotes) = (fields[0], fields[1], fields[2], fields[3])
        }
    }

    @Test func allAreFoundAndNothingElse() throws {
        let folder = "Tests/ChecksTests/Fixtures"
        let expected = Set(try #require(Repository.text(folder + "/planted.tsv")).split(separator: "\n").compactMap { Row($0) })
        #expect(expected.count == 10)
        var running = RunningChecks(try Line.checks.get())
        var findings: [Finding] = []
        for name in Repository.list(folder) where name.hasPrefix("planted-") {
            let bytes = try #require(Repository.bytes("\(folder)/\(name)"))
            for observations in try Line.readings(bytes, name: name) { findings += running.report(observations) }
        }
        findings += running.betweenReports()
        let found = Set(findings.filter { $0.severity != .derived }.map { Row($0) })
        #expect(found.subtracting(expected).isEmpty, "found beside what was planted")
        #expect(expected.subtracting(found).isEmpty, "planted and not found")
        // the evidence proves itself
        for finding in findings {
            let bytes = try #require(Repository.bytes("\(folder)/\(finding.document)"))
            for each in finding.evidence where each.document == finding.document {
                #expect(String(decoding: bytes[each.byteStart..<each.byteEnd], as: UTF8.self) == each.quote)
            }
        }
    }
}
