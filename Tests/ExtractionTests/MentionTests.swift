import Testing

@testable import Extraction

@Suite struct MentionTests {
    /// A larger one would be copied by a call, some forty times a number.
    @Test func `a mention fits into 128 bytes`() {
        #expect(MemoryLayout<Mention>.size <= 128)
    }

    @Test func `rules are kept in their order, sixteen of them`() {
        let rules = Rule.allCases.prefix(16)
        var because = Because()
        #expect(because.count == 0 && because[0] == nil)
        for (place, rule) in rules.enumerated() {
            #expect(!because.contains(rule))
            because.append(rule)
            #expect(because.contains(rule) && because.count == place + 1 && because[place] == rule)
        }
        because.append(.bestRunnerUp)
        #expect(because.count == 16 && !because.contains(.bestRunnerUp) && (0..<16).map { because[$0] } == Array(rules))
    }
}
