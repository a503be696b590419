import Foundation
import Testing

@testable import Ingest

/// A look at what becomes of any file: `HUIBAO_DUMP_FILES="a.txt b.html" HUIBAO_DUMP_OUT=dump.txt swift test --filter DumpTests`.
@Suite struct DumpTests {
    private static let files =
        ProcessInfo.processInfo.environment["HUIBAO_DUMP_FILES"].map { $0.split(separator: " ").map { String($0) } } ?? []

    @Test(.enabled(if: !files.isEmpty, "no HUIBAO_DUMP_FILES")) func dump() throws {
        var out = ""
        for file in Self.files {
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
            do throws(IngestError) {
                for report in try Ingest().read(bytes, name: URL(fileURLWithPath: file).lastPathComponent) {
                    out += report.debugDump + "\n"
                }
            } catch {
                out += "\(error)\n\n"
            }
        }
        let path = ProcessInfo.processInfo.environment["HUIBAO_DUMP_OUT"] ?? "/dev/stdout"
        try Data(out.utf8).write(to: URL(fileURLWithPath: path))
        #expect(!out.isEmpty)
    }
}
