import Base
import Extraction
import Foundation
import Ingest
import Testing
import Text

/// The scores on annotated reports: those that stand beside the repository, when they do, and the invented ones of this folder.
@Suite struct ReferenceTests {
    static let shared: String? = {
        var roots: [String] = []
        if let given = ProcessInfo.processInfo.environment["HUIBAO_SHARED"] { roots.append(given) }
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { url.deleteLastPathComponent(); roots.append(url.path + "/../shared"); roots.append(url.path + "/shared") }
        return roots.first { FileManager.default.fileExists(atPath: $0 + "/gold/GUIDE.md") }
    }()

    /// Text and annotation of each report: name, text file, mentions, cells.
    static let references: [(name: String, text: String, gold: String, cells: String)] = {
        let files = FileManager.default
        var out: [(name: String, text: String, gold: String, cells: String)] = []
        if let shared {
            for text in (try? files.contentsOfDirectory(atPath: shared + "/reports"))?.sorted() ?? [] {
                let id = String(text.prefix(3))
                out.append((id, "\(shared)/reports/\(text)", "\(shared)/gold/\(id).jsonl", "\(shared)/gold/\(id).cells.json"))
            }
        }
        let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Reference/"
        for text in (try? files.contentsOfDirectory(atPath: here))?.sorted() ?? [] where text.hasSuffix(".txt") {
            let stem = here + text.dropLast(4)
            out.append((String(text.prefix(3)), here + text, stem + ".jsonl", stem + ".cells.json"))
        }
        return out.filter { files.fileExists(atPath: $0.gold) }
    }()

    @Test func dump() throws {
        let out = ProcessInfo.processInfo.environment["HUIBAO_SCORE_OUT"] ?? NSTemporaryDirectory() + "huibao-score"
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        let engine = Engine(codebook: try Codebook.builtIn())
        for reference in Self.references {
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: reference.text)))
            var line = JSONLine()
            var rejected = JSONLine()
            var cells = JSONLine()
            cells.openArray()
            for report in try Ingest().read(bytes, name: URL(fileURLWithPath: reference.text).lastPathComponent) {
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
            let id = reference.name
            try Data(line.bytes).write(to: URL(fileURLWithPath: "\(out)/\(id).jsonl"))
            try Data(rejected.bytes).write(to: URL(fileURLWithPath: "\(out)/\(id).rejected.jsonl"))
            try Data(cells.bytes).write(to: URL(fileURLWithPath: "\(out)/\(id).table.json"))
        }
    }
}
