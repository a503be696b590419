import Base
import Protocol
import Testing
import Text

/// What a stranger may send: a typed error or a message, never a trap.
@Suite struct HostileMessageTests {
    @Test(arguments: [
        "", "null", "[]", "{}", "{\"v\":1}", "{\"kind\":\"hello\"}", "{\"v\":\"1\",\"kind\":\"hello\"}", "{\"v\":1e400,\"kind\":\"status\"}",
        "{\"v\":9,\"kind\":\"status\",\"id\":\"1\"}", "{\"v\":1,\"kind\":\"nonsense\",\"id\":\"1\"}", "\u{0}\u{1}", "{\"v\":1,\"kind\":\"table\"",
    ]) func nonsenseGivesATypedError(_ text: String) {
        #expect(throws: ProtocolError.self) { try MessageCodec.decode(Frames(header: [UInt8](text.utf8)), as: FromClient.self) }
    }

    @Test func deepNestingGivesATypedError() {
        let deep = "{\"v\":1,\"kind\":\"status\",\"id\":" + String(repeating: "[", count: 200_000)
        #expect(throws: ProtocolError.self) { try MessageCodec.decode(Frames(header: [UInt8](deep.utf8)), as: FromClient.self) }
    }

    /// The decoder below traps on some depths and not on others, so every one is tried.
    @Test func everyDepthOfNestingGivesATypedError() {
        for depth in 1...600 {
            for opening in ["[", "{\"a\":"] {
                let text = "{\"v\":1,\"kind\":\"status\",\"id\":" + String(repeating: opening, count: depth)
                for cut in [text, String(repeating: opening, count: depth)] {
                    #expect(throws: ProtocolError.self) { try MessageCodec.decode(Frames(header: [UInt8](cut.utf8)), as: FromClient.self) }
                }
            }
        }
    }

    @Test func otherEncodingsHideNoNesting() {
        for depth in [100, 511, 512, 513, 600] {
            let hidden = "{\"v\":1,\"kind\":\"≛" + String(repeating: "[", count: depth)
            let header = hidden.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
            for bytes in [header, [0xFF, 0xFE] + header] {
                #expect(throws: ProtocolError.self) { try MessageCodec.decode(Frames(header: bytes), as: FromClient.self) }
            }
        }
    }

    @Test func bracketsWithinStringsDoNotNest() throws {
        let text = "{\"v\":1,\"kind\":\"status\",\"id\":\"" + String(repeating: "[{\\\"", count: 100) + "\"}"
        #expect(try MessageCodec.decode(Frames(header: [UInt8](text.utf8)), as: FromClient.self).request.id.count == 300)
    }

    @Test func limitsHold() {
        func refused(_ body: some MessageBody, _ payloads: [[UInt8]] = []) -> ProtocolError.Kind? {
            do throws(ProtocolError) {
                _ = try MessageCodec.decode(MessageCodec.encode(body, payloads: payloads), as: FromClient.self)
                return nil
            } catch { return error.kind }
        }
        #expect(refused(OpenJob(id: "1", token: String(repeating: "x", count: 2000), label: "")) == .limit)
        #expect(refused(GetTable(id: "1", limit: 0)) == .limit)
        #expect(refused(AddDocuments(id: "1", job: 1, first: -1, names: [])) == .malformed)
        let many = [String](repeating: "a", count: 1100)
        #expect(refused(AddDocuments(id: "1", job: 1, first: 0, names: many), many.map { _ in [] }) == .limit)
    }

    @Test func countsThatNoSumCouldBearAreRefused() {
        func refused<S: MessageSet>(_ body: some MessageBody, _ set: S.Type) -> ProtocolError.Kind? {
            do throws(ProtocolError) {
                _ = try MessageCodec.decode(MessageCodec.encode(body), as: set)
                return nil
            } catch { return error.kind }
        }
        func job(_ done: Int, createdAt: Int64 = 0) -> JobStatus {
            JobStatus(
                job: 1, label: "", state: .done, documents: 1, known: 0, done: done, failed: 0, cancelled: 0, reports: 0, observations: 0,
                createdAt: createdAt, finishedAt: nil)
        }
        #expect(refused(JobReply(id: "1", job: job(1)), ToClient.self) == nil)
        #expect(refused(JobReply(id: "1", job: job(.max)), ToClient.self) == .malformed)
        #expect(refused(JobProgress(job: job(-1)), Event.self) == .malformed)
        #expect(refused(JobReply(id: "1", job: job(1, createdAt: .min)), ToClient.self) == .malformed)
        let letter = DeadLetter(
            task: 1, stage: .ingest, document: "", sha256: "", report: nil, attempts: 1, code: "", message: "", diedAt: .max)
        #expect(refused(DeadLettersReply(id: "1", letters: [letter]), ToClient.self) == .malformed)
        #expect(refused(WorkerHeartbeat(held: .min), FromWorker.self) == .malformed)
        for result in [
            TaskResult(task: 1, lease: "", observations: .max), TaskResult(task: 1, lease: "", rejections: .max),
            TaskResult(task: 1, lease: "", micros: -1),
        ] {
            #expect(refused(Results(results: [result]), FromWorker.self) == .malformed)
        }
        let failure = TaskFailure(code: "x", message: String(repeating: "x", count: 20_000), retry: true)
        #expect(refused(Results(results: [TaskResult(task: 1, lease: "", failure: failure)]), FromWorker.self) == .limit)
    }

    @Test(arguments: ["\"year\":2021", "\"byteOffset\":0", "[2022,2,8]"]) func aReportWithNumbersOutsideTheirRangeIsRefused(_ field: String) {
        let report = Report(
            document: "a.txt", number: 0, city: "云泽市", year: 2021, published: CalendarDay(year: 2022, month: 2, day: 8), byteOffset: 0,
            scalarOffset: 0, source: [65], pieces: [Piece(source: 0..<1)], blocks: [])
        let text = String(decoding: ReportBody.encode(report), as: UTF8.self)
        let broken = text.replacing(field, with: field == "[2022,2,8]" ? "[2022,2,\(Int.max)]" : field.prefix { $0 != ":" } + ":\(Int.max)")
        #expect(text != broken)
        #expect(throws: ProtocolError.self) { try ReportBody.decode([UInt8](broken.utf8)) }
    }

    @Test func mutatedMessagesNeverTrap() {
        var random = SplitMix64(seed: 42)
        let seed = MessageCodec.encode(
            Results(results: [TaskResult(task: 1, lease: "a", payloads: 1, reports: [ReportHeader(number: 0, city: "云泽市", year: 2021)])]),
            payloads: [[1]])
        var read = 0
        for _ in 0..<20_000 {
            var frames = seed
            for _ in 0...random.below(4) {
                let at = random.below(frames.header.count)
                switch random.below(3) {
                case 0: frames.header[at] = UInt8(random.below(256))
                case 1: frames.header.remove(at: at)
                default: frames.header.insert(UInt8(random.below(256)), at: at)
                }
            }
            if (try? MessageCodec.decode(frames, as: FromWorker.self)) != nil { read += 1 }
        }
        #expect(read < 20_000)
    }
}
