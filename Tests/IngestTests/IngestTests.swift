import Foundation
import Testing
import Text

@testable import Ingest

/// Reads documents for the tests of this folder.
enum Documents {
    /// A fixture's bytes.
    static func fixture(_ name: String) throws -> [UInt8] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")
        return [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
    }

    /// The folder of shared reference reports, or nil where it is absent: `HUIBAO_SHARED`, or `shared` beside the repository.
    static var shared: URL? {
        let environment = ProcessInfo.processInfo.environment["HUIBAO_SHARED"].map { URL(fileURLWithPath: $0) }
        var folder = URL(fileURLWithPath: #filePath)
        var candidates = [environment].compactMap { $0 }
        for _ in 0..<4 {
            folder.deleteLastPathComponent()
            candidates.append(folder.deletingLastPathComponent().appendingPathComponent("shared"))
        }
        return candidates.first { FileManager.default.fileExists(atPath: $0.appendingPathComponent("reports").path) }
    }

    /// The reports of a text given in the test.
    static func read(_ text: String, name: String = "test.txt") throws -> [Report] { try Ingest().read(Array(text.utf8), name: name) }
}

/// The reference reports, where they are at hand.
@Suite struct ReferenceReports {
    static func reports(_ prefix: String) throws -> [Report]? {
        guard let shared = Documents.shared?.appendingPathComponent("reports") else { return nil }
        guard let name = try FileManager.default.contentsOfDirectory(atPath: shared.path).first(where: { $0.hasPrefix(prefix) }) else {
            return nil
        }
        let reports = try Ingest().read([UInt8](try Data(contentsOf: shared.appendingPathComponent(name))), name: name)
        if let folder = ProcessInfo.processInfo.environment["HUIBAO_DUMP"] {
            let dump = reports.map { $0.debugDump }.joined(separator: "\n")
            try Data(dump.utf8).write(to: URL(fileURLWithPath: folder).appendingPathComponent(name))
        }
        return reports
    }

    @Test(.enabled(if: Documents.shared != nil, "the reference reports are not beside the repository"))
    func `whose and when`() throws {
        for (prefix, cities, year) in [
            ("000", ["池州市"], 2021), ("002", ["铜陵市"], 2021), ("003", ["安徽省", "滁州市", "淮北市", "阜阳市", "亳州市", "马鞍山市"], 2020),
        ] {
            let reports = try #require(try Self.reports(prefix))
            #expect(reports.map { $0.city } == cities)
            #expect(reports.allSatisfy { $0.year == year })
            #expect(reports.allSatisfy { $0.isSound })
        }
    }
}
