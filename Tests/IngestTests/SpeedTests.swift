import Foundation
import Glibc
import Testing
import Text

@testable import Ingest

/// Time must be linear in the size of the document, on any input. Run in release mode with `HUIBAO_BENCHMARK=1` to see the numbers:
/// `HUIBAO_BENCHMARK=1 swift test -c release -Xswiftc -enable-testing --filter SpeedTests`.
@Suite(.serialized) struct SpeedTests {
    private static let prints = ProcessInfo.processInfo.environment["HUIBAO_BENCHMARK"] != nil

    /// Texts of about `size` bytes, ordinary and hostile.
    static func text(_ kind: String, _ size: Int) -> [UInt8] {
        func filled(_ part: String) -> [UInt8] {
            let bytes = Array(part.utf8)
            var out: [UInt8] = []
            out.reserveCapacity(size + bytes.count)
            while out.count < size { out += bytes }
            return out
        }
        switch kind {
        case "report":
            var out: [UInt8] = []
            guard let page = try? Documents.fixture("page-five-cities.txt") else { return [] }
            while out.count < size { out += page }
            return out
        case "one line": return filled("青岭市总工会新增会员14863人，其中农民工8269人，")
        case "blank lines": return filled("\n")
        case "short lines": return filled("一一一一一一一\n\n二\n三")
        case "doubled lines": return filled("四个年四个年四个年四个年四个年四个年四个年四个年四个年四个年四个年四个年\n")
        case "nearly doubled": return filled("青青青青青青青青青青青青青青青青青青青青青青青青青青青青青青青青岭\n")
        case "brackets": return filled("（（（（““““《《《《\n")
        case "headings": return filled("青岭市总工会·组织\n\n新增3人。\n\n云泽市总工会·组织\n\n新增4人。\n\n")
        case "spaces": return filled("1 年 2 月 ")
        case "full width": return filled("９２％")
        case "open tags": return filled("<div class=nav><p><b>1")
        case "open quotes": return filled("<a href=\"'>")
        case "comments": return filled("<!--<p>")
        case "ampersands": return filled("<p>&#&amp&nbsp")
        case "scripts": return filled("<script></scrip></p>")
        default: return []
        }
    }

    static let kinds = [
        "report", "one line", "blank lines", "short lines", "doubled lines", "nearly doubled", "brackets", "headings", "spaces",
        "full width", "open tags",
        "open quotes", "comments", "ampersands", "scripts",
    ]

    /// Processor time of this thread: other work on the machine does not count.
    private static func processorSeconds() -> Double {
        var t = timespec()
        _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t)
        return Double(t.tv_sec) + Double(t.tv_nsec) / 1e9
    }

    private static func milliseconds(_ bytes: [UInt8]) -> Double {
        var limits = IngestLimits()
        limits.reports = .max
        limits.lines = .max
        let start = processorSeconds()
        _ = try? Ingest(limits: limits).read(bytes, name: "speed.txt")
        return (processorSeconds() - start) * 1e3
    }

    @Test func `many ordinary documents`() throws {
        var documents = try ["page-five-cities.txt"].map { try Documents.fixture($0) }
        if Self.prints, let shared = Documents.shared?.appendingPathComponent("reports") {
            for name in try FileManager.default.contentsOfDirectory(atPath: shared.path) {
                documents.append([UInt8](try Data(contentsOf: shared.appendingPathComponent(name))))
            }
        }
        let rounds = Self.prints ? 500 : 2
        let start = Self.processorSeconds()
        var bytes = 0
        for _ in 0..<rounds {
            for document in documents {
                #expect(try !Ingest().read(document, name: "speed.txt").isEmpty)
                bytes += document.count
            }
        }
        let seconds = Self.processorSeconds() - start
        if Self.prints { print("ordinary reports \(Double(bytes) / seconds / 1e6) MB/s") }
    }

    @Test(arguments: kinds) func `four times the text takes about four times the time`(kind: String) {
        let small = Self.prints ? 4 << 20 : 1 << 15
        _ = Self.milliseconds(Self.text(kind, small))
        let one = Self.milliseconds(Self.text(kind, small))
        let four = Self.milliseconds(Self.text(kind, small * 4))
        if Self.prints { print(kind.padding(toLength: 16, withPad: " ", startingAt: 0), "\(Int(Double(small * 4) / four / 1000)) MB/s") }
        #expect(four < one * 16 + 100, "\(kind): \(one) ms, then \(four) ms")
    }
}
