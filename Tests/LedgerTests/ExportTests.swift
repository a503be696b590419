import Aggregation
import Base
import Ledger
import Protocol
import Testing
import Text

extension Claim {
    var key: CellKey { CellKey(self) }
}

@Suite struct ExportTests {
    /// Three documents, worked in any order.
    private func export(order: [Int]) throws -> (cells: [UInt8], observations: [UInt8]) {
        let fixture = LedgerFixture()
        let ledger = try fixture.open()
        for name in ["c.txt", "a.txt", "b.txt"] { _ = try ledger.submit(name, [submitted(name)]) }
        let tasks = try ledger.ready(.ingest, limit: 10)
        for place in order { _ = try ledger.ingest(tasks[place].task, ["青岭市", "云泽市"]) }
        let extractions = try ledger.ready(.extraction, limit: 10)
        for place in order + order.map({ $0 + 3 }) {
            let task = extractions[place]
            let number = Int(task.task % 1024) - 1
            let city = number == 0 ? "青岭市" : "云泽市"
            let value = task.documentName == "b.txt" ? 90.0 : 100.0
            _ = try ledger.extract(
                task.task, lines: "{\"document\":\"\(task.documentName)\",\"report\":\(number)}\n",
                claims: [
                    claim(city, 2031, "org.new_members", value: value, document: task.documentName, report: number),
                    claim(city, 2030, "aid.households", value: 7, document: task.documentName, report: number),
                ])
        }
        let reader = try fixture.reader()
        return (try reader.cells(CellFilter(), limit: 100).bytes, try reader.observations(limit: 100).bytes)
    }

    @Test func bytesDoNotDependOnTheOrderOfWork() throws {
        let first = try export(order: [0, 1, 2])
        for order in [[2, 1, 0], [1, 2, 0], [0, 2, 1]] {
            let other = try export(order: order)
            #expect(other.cells == first.cells)
            #expect(other.observations == first.observations)
        }
        let lines = String(decoding: first.observations, as: UTF8.self)
        #expect(
            lines == """
                {"document":"a.txt","report":0}
                {"document":"a.txt","report":1}
                {"document":"b.txt","report":0}
                {"document":"b.txt","report":1}
                {"document":"c.txt","report":0}
                {"document":"c.txt","report":1}

                """)
        #expect(String(decoding: first.cells, as: UTF8.self).hasPrefix("[{\"city\":\"云泽市\",\"year\":2030,\"indicator\":\"aid.households\""))
    }

    private func filled(_ fixture: LedgerFixture) throws {
        let ledger = try fixture.open()
        _ = try ledger.submit("t", (0..<6).map { submitted("d\($0)") })
        for task in try ledger.openTasks(.ingest) { _ = try ledger.ingest(task) }
        for (place, task) in try ledger.ready(.extraction, limit: 10).enumerated() {
            let claims = ["青岭市", "云泽市"].flatMap { city in
                [2030, 2031].flatMap { year in
                    ["org.new_members", "aid.households"].map { claim(city, year, $0, value: Double(place), document: task.documentName) }
                }
            }
            _ = try ledger.extract(task.task, lines: "{\"d\":\(place)}", claims: claims)
        }
    }

    @Test func pagesJoinToTheWhole() throws {
        let fixture = LedgerFixture()
        try filled(fixture)
        let reader = try fixture.reader()
        for filter in [CellFilter(), CellFilter(cities: ["青岭市", "云泽市", "无市"]), CellFilter(years: [2031], indicators: ["aid.households"])] {
            let whole = try reader.cells(filter, limit: 1000)
            #expect(whole.next.isEmpty && whole.count > 0)
            for limit in 1...3 {
                var cursor = ""
                var joined: [UInt8] = []
                var count = 0
                repeat {
                    let page = try reader.cells(filter, after: cursor, limit: limit)
                    #expect(page.count > 0 && page.count <= limit)
                    joined += joined.isEmpty ? page.bytes.dropLast() : [UInt8(ascii: ",")] + page.bytes.dropFirst().dropLast()
                    count += page.count
                    cursor = page.next
                } while !cursor.isEmpty
                #expect(joined + [UInt8(ascii: "]")] == whole.bytes)
                #expect(count == whole.count)
            }
        }
        let all = try reader.observations(limit: 100)
        #expect(all.count == 6 && all.next.isEmpty)
        var cursor = ""
        var joined: [UInt8] = []
        repeat {
            let page = try reader.observations(after: cursor, limit: 4)
            joined += page.bytes
            cursor = page.next
        } while !cursor.isEmpty
        #expect(joined == all.bytes)
    }

    @Test func filtersChoose() throws {
        let fixture = LedgerFixture()
        try filled(fixture)
        let reader = try fixture.reader()
        let areas = ["org.new_members": "organising", "aid.households": "hardship"]
        #expect(try reader.cells(CellFilter(), limit: 100).count == 8)
        #expect(try reader.cells(CellFilter(cities: ["云泽市"]), limit: 100).count == 4)
        #expect(try reader.cells(CellFilter(cities: ["云泽市"], years: [2030]), limit: 100).count == 2)
        let hardship = try reader.cells(CellFilter(areas: ["hardship"], areaOfIndicator: areas), limit: 100)
        #expect(hardship.count == 4)
        #expect(String(decoding: hardship.bytes, as: UTF8.self).contains("\"area\":\"hardship\""))
        #expect(try reader.cells(CellFilter(cities: ["无市"]), limit: 100) == LedgerPage(bytes: Array("[]".utf8), next: "", count: 0))
    }

    @Test func aStrangeCursorIsRefused() throws {
        let fixture = LedgerFixture()
        try filled(fixture)
        let reader = try fixture.reader()
        let good = try reader.cells(CellFilter(), limit: 1).next
        for cursor in ["x", "c", "czz", "c00", good + "00", String(good.dropLast(2)), String(repeating: "c", count: 99_999)] {
            let error = #expect(throws: LedgerError.self) { try reader.cells(CellFilter(), after: cursor, limit: 1) }
            #expect(error?.kind == .cursor && error?.exitCode == .usage)
            #expect(throws: LedgerError.self) { try reader.observations(after: cursor, limit: 1) }
        }
        #expect(throws: LedgerError.self) { try reader.observations(after: good, limit: 1) }
    }

    @Test func bodiesAreFoundByDigest() throws {
        let fixture = LedgerFixture()
        try filled(fixture)
        let reader = try fixture.reader()
        let digest = submitted("d3").sha256.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        #expect(try reader.documentBody(sha256: digest) == submitted("d3").bytes)
        #expect(try reader.reportBody(sha256: digest, report: 0) == Array("体 青岭市".utf8))
        #expect(try reader.reportBody(sha256: digest, report: 1) == nil)
        #expect(try reader.documentBody(sha256: "zz") == nil)
    }

    @Test func aClaimComesBackAsItWas() throws {
        let fixture = LedgerFixture()
        let ledger = try fixture.open()
        _ = try ledger.submit("t", [submitted("a")])
        _ = try ledger.ingest(try ledger.openTasks(.ingest)[0])
        var told = claim(value: -0.125, confidence: 0.625, approximation: .atLeast, period: "2031-06-30")
        told.high = 1e300
        told.runnerUp = claim(value: 3, start: Int.max / 8).evidence
        _ = try ledger.extract(try ledger.openTasks(.extraction)[0], claims: [told])
        let cell = try #require(try fixture.reader().cell(told.key, area: "organising"))
        let sha256 = cell.evidence.first?.sha256 ?? ""
        #expect(try fixture.reader().documentBody(sha256: sha256) == submitted("a").bytes)
        for path in [\Claim.evidence.sha256, \.runnerUp!.sha256] { told[keyPath: path] = sha256 }
        for path in [\Claim.evidence.reporter, \.runnerUp!.reporter] { told[keyPath: path] = "青岭市" }
        told.evidence.dated = "2031"
        #expect(cell == CellResolver.resolve(told.key, claims: [told], area: "organising"))
        #expect(cell.high == 1e300 && cell.runnerUp == told.runnerUp && cell.evidence == [told.evidence])
    }
}
