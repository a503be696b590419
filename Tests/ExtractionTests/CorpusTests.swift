import Extraction
import Foundation
import Testing
import Text

/// The invented sentences of `Fixtures`, phenomenon by phenomenon: every quantity as told there, and no other.
@Suite struct CorpusTests {
    struct Expected: CustomStringConvertible {
        var quote: String
        var value: Double
        var high: Double?
        var unit: String
        var columns: [String]
        var year: Int?
        var city: String?
        /// `=words` tells the whole subject, `words` what it must contain, `*` nothing.
        func tells(_ subject: String) -> Bool {
            columns[4] == "*" || (columns[4].hasPrefix("=") ? subject == columns[4].dropFirst() : subject.contains(columns[4]))
        }
        var description: String { ([quote] + columns).joined(separator: " ") }
    }

    struct Case: CustomTestStringConvertible, Sendable {
        var line: Int
        var sentence: String
        var expected: [String]
        var testDescription: String { "line \(line)" }
    }

    static let files = ["numbers", "approximations", "roles", "nothing", "subjects", "elided", "undertakings", "periods", "pairs", "organising", "aid", "work", "provinces", "brackets", "owners", "federations", "codes-organising", "codes-services", "codes-other-words", "outlook", "changes", "shares", "heads", "joined", "deeds", "until", "lookback", "negation", "narrated"] + inManyWords

    /// Every indicator in the many words of reports, with what only looks like it.
    static let inManyWords = ["organising", "hardship", "digital", "workforce", "cadre", "jobs", "services", "innovation", "stability", "governance", "mixed", "reporters", "offices", "passages", "alike"].map { "words-" + $0 }

    static func cases(_ file: String) throws -> [Case] {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures/\(file).txt")
        var out: [Case] = []
        for (i, line) in try String(contentsOf: url, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("> ") { out.append(Case(line: i + 1, sentence: String(line.dropFirst(2)), expected: [])) }
            else if line.hasPrefix("  "), !out.isEmpty { out[out.count - 1].expected.append(line.trimmingCharacters(in: .whitespaces)) }
        }
        return out
    }

    /// Reads a line from its end: the quote may hold spaces.
    static func parse(_ line: String) throws -> Expected {
        var words = line.split(separator: " ").map(String.init)
        var city: String?
        if let last = words.last, last.hasPrefix("#") { city = String(last.dropFirst()); words.removeLast() }
        var year: Int?
        if let last = words.last, last.hasPrefix("@") { year = Int(last.dropFirst()); words.removeLast() }
        try #require(words.count >= 7, "\(line)")
        let columns = Array(words.suffix(6))
        let numbers = columns[0].components(separatedBy: "..")
        return Expected(
            quote: words.dropLast(6).joined(separator: " "), value: try #require(Double(numbers[0])), high: numbers.count > 1 ? Double(numbers[1]) : nil,
            unit: columns[1] == "-" ? "" : columns[1], columns: columns, year: year,
            city: city)
    }

    @Test(arguments: files) func sentencesAreReadAsTold(_ file: String) throws {
        let engine = Engine(codebook: try Codebook.builtIn())
        let cases = try Self.cases(file)
        #expect(cases.count >= 10)
        for c in cases {
            var report = InvariantTests.report(c.sentence)
            report.province = "云岭省"
            let found = engine.read(report).observations
            let expected = try c.expected.filter { $0 != "!" }.map(Self.parse)
            let place = "\(file).txt:\(c.line)"
            guard found.map(\.quote) == expected.map(\.quote) else {
                Issue.record("\(place) \(c.sentence): expected \(expected.map(\.quote)), found \(found.map(\.quote))")
                continue
            }
            for (o, e) in zip(found, expected) {
                let got = "\(o.quote) \(o.value)..\(o.high ?? 0) \(o.unit) \(o.approximation.rawValue) \(o.role.rawValue) \(o.subject) \(o.indicator ?? "-") @\(o.year) #\(o.city)"
                func matches(_ k: Int, _ value: String) -> Bool { e.columns[k] == "*" || e.columns[k] == value }
                let right = abs(o.value - e.value) < 1e-6 && o.high == e.high && o.unit == e.unit && matches(2, o.approximation.rawValue)
                    && matches(3, o.role.rawValue) && e.tells(o.subject) && matches(5, o.indicator ?? "-")
                    && o.year == (e.year ?? 2021) && o.city == (e.city ?? "青岭市")
                if !right { Issue.record("\(place): expected \(e), found \(got)") }
            }
        }
    }
}
