import Base
import Extraction
import Foundation
import Ingest
import Testing
import Text

/// The scores on the reference reports that stand beside the repository, when they do.
@Suite struct ReferenceTests {
    static let shared: String? = {
        var roots: [String] = []
        if let given = ProcessInfo.processInfo.environment["HUIBAO_SHARED"] { roots.append(given) }
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { url.deleteLastPathComponent(); roots.append(url.path + "/../shared"); roots.append(url.path + "/shared") }
        return roots.first { FileManager.default.fileExists(atPath: $0 + "/gold/GUIDE.md") }
    }()

    @Test(.enabled(if: ReferenceTests.shared != nil, "no reference reports beside the repository")) func dump() throws {
        let shared = try #require(Self.shared)
        let out = ProcessInfo.processInfo.environment["HUIBAO_SCORE_OUT"] ?? NSTemporaryDirectory() + "huibao-score"
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        let engine = Engine(codebook: try Codebook.builtIn())
        for file in ["000_dd785f4173e51ef8", "002_54968d64621c1b5b", "003_eb9b042b4f1d135f"] {
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(shared)/reports/\(file).txt")))
            var line = JSONLine()
            var rejected = JSONLine()
            var cells = JSONLine()
            cells.openArray()
            for report in try Ingest().read(bytes, name: file + ".txt") {
                #expect(report.isSound)
                let reading = engine.read(report)
                for o in reading.observations { o.write(to: &line); line.newline() }
                for r in reading.rejections { r.write(to: &rejected); rejected.newline() }
                for c in reading.claims {
                    cells.openObject()
                    cells.key("city"); cells.string(c.city)
                    cells.key("year"); cells.int(c.year)
                    cells.key("indicator"); cells.string(c.indicator)
                    cells.key("value"); cells.double(c.value)
                    cells.closeObject()
                }
            }
            cells.closeArray()
            let id = file.prefix(3)
            try Data(line.bytes).write(to: URL(fileURLWithPath: "\(out)/\(id).jsonl"))
            try Data(rejected.bytes).write(to: URL(fileURLWithPath: "\(out)/\(id).rejected.jsonl"))
            try Data(cells.bytes).write(to: URL(fileURLWithPath: "\(out)/\(id).table.json"))
        }
    }
}
