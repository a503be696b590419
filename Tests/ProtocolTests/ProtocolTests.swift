import Protocol
import Testing
import Text

@Suite struct ReportBodyTests {
    @Test func aReportSurvivesTheWire() throws {
        let source = [UInt8]("云泽市总工会\n新增会员12\n人".utf8)
        let report = Report(
            document: "a.txt", number: 1, city: "云泽市", year: 2021, published: CalendarDay(year: 2022, month: 2, day: 8), byteOffset: 5,
            scalarOffset: 4, source: source,
            pieces: [Piece(source: 0..<18), Piece(source: 18..<19, replacement: "\n"), Piece(source: 19..<33), Piece(source: 34..<37)],
            blocks: [Block(kind: .title, range: 0..<18, level: 1), Block(kind: .paragraph, range: 19..<36)], province: "云岭省")
        #expect(try ReportBody.decode(ReportBody.encode(report)) == report)
    }

    @Test(arguments: ["", "{}", "{}\n", "\n", "{\"v\":1}\nabc", "[[[[[[\n"]) func nonsenseIsRefused(_ text: String) {
        #expect(throws: ProtocolError.self) { try ReportBody.decode([UInt8](text.utf8)) }
    }
}

@Suite struct MessageCodecTests {
    @Test func aMessageSurvivesTheWire() throws {
        let order = TaskOrder(task: 7, lease: "l", attempt: 1, document: "年报.txt")
        let frames = MessageCodec.encode(Tasks(tasks: [order]), payloads: [[1, 2]])
        #expect(try MessageCodec.decode(frames, as: ToWorker.self) == .tasks(Tasks(tasks: [order])))
        #expect(String(decoding: frames.header, as: UTF8.self).contains("\"v\":2"))
    }

    @Test func thePayloadsMustMatch() {
        var frames = MessageCodec.encode(Tasks(tasks: [TaskOrder(task: 7, lease: "l", attempt: 1, document: "a")]), payloads: [[1]])
        frames.payloads = []
        #expect(throws: ProtocolError.self) { try MessageCodec.decode(frames, as: ToWorker.self) }
    }
}
