import Testing
import TestSupport

/// The newcomer's first command, with the executables of this build: real daemons, the samples, the outputs.
@Suite struct QuickstartTests {
    @Test func samplesBecomeATable() throws {
        let folder = TemporaryFolder()
        let outcome = try ChildProcess.run(
            "/bin/bash", [Repository.root + "/Deploy/quickstart.sh", folder.path], in: folder, environment: ["HUIBAO_BIN": ChildProcess.executables],
            seconds: 180)
        #expect(outcome.exit == 0, "\(outcome.errors)")
        // The table, then the cell that two reports tell differently, with both values.
        for words in ["石屏岭市", "新增工会会员数", "18426", "18246"] { #expect(outcome.text.contains(words), "no '\(words)' in the output") }
        let out = folder.path + "/huibao-out"
        #expect(outcome.errors.contains(out))
        guard case .array(let cells) = try JSONValue(try #require(Repository.fileBytes(out + "/table.json"))) else {
            Issue.record("table.json is no array")
            return
        }
        #expect(cells.count > 350)
        var disagreeing = Set<String>()
        for cell in cells where cell["conflict"] == .bool(true) {
            if case .string(let city) = cell["city"], case .string(let code) = cell["indicator"] { disagreeing.insert("\(city) \(code)") }
        }
        #expect(disagreeing.contains("青岭市 org.new_members"))
        let observations = String(decoding: try #require(Repository.fileBytes(out + "/observations.jsonl")), as: UTF8.self)
        #expect(observations.split(separator: "\n").count > 600)
        #expect(try #require(Repository.fileBytes(out + "/table.csv")).count > 10_000)
    }
}
