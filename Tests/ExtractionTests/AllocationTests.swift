import Allocations
import Extraction
import Foundation
import Ingest
import ReportGenerator
import Testing
import Text

/// Blocks asked of the allocator between a document's bytes and its observations, held below a stored ceiling: what creeps back into a
/// loop shows here. `Fixtures/allocations.json` keeps the ceilings; lower them when the figures fall.
@Suite(.serialized) struct AllocationTests {
    private struct Ceilings: Decodable {
        struct Build: Decodable {
            /// Blocks a document.
            var ingest: Int
            var extraction: Int
            /// Blocks an observation, of ingest and extraction together.
            var observation: Int
        }

        var debug: Build
        var release: Build

        var own: Build {
            #if DEBUG
                return debug
            #else
                return release
            #endif
        }
    }

    private static func ceilings() throws -> Ceilings {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures/allocations.json")
        return try JSONDecoder().decode(Ceilings.self, from: Data(contentsOf: file))
    }

    @Test(.enabled(if: AllocationCount.now() != nil, "a sanitizer has an allocator of its own"))
    func `allocations a document stay below the ceiling`() throws {
        let documents = (0..<40).map(ReportGenerator(seed: 1, options: .init(dense: true)).document)
        let ingest = Ingest()
        let engine = Engine(codebook: try Codebook.builtIn())
        for document in documents.prefix(5) { for report in try ingest.read(document.bytes, name: document.name) { _ = engine.read(report) } }
        var reports: [Report] = []
        let read = try #require(try AllocationCount.during { for d in documents { reports += try ingest.read(d.bytes, name: d.name) } })
        var observations = 0
        let extracted = try #require(AllocationCount.during { for report in reports { observations += engine.read(report).observations.count } })
        let own = try Self.ceilings().own
        let line = "\(read.blocks / documents.count) and \(extracted.blocks / documents.count) blocks a document, \((read.blocks + extracted.blocks) / max(1, observations)) an observation"
        #expect(read.blocks <= own.ingest * documents.count, "\(line)")
        #expect(extracted.blocks <= own.extraction * documents.count, "\(line)")
        #expect(read.blocks + extracted.blocks <= own.observation * observations, "\(line)")
        #expect(observations > 1000)
    }

    @Test(.enabled(if: AllocationCount.now() != nil, "a sanitizer has an allocator of its own"))
    func `the counter counts`() throws {
        let count = try #require(AllocationCount.during { for n in 1...50 { #expect([Int](repeating: n, count: n).count == n) } })
        #expect(count.blocks >= 50)
        #expect(count.bytes >= 50 * 51 / 2 * 8)
    }
}
