import Dialog
import Base
import Protocol
import Testing

@testable import CommandLineTool

@Suite struct AggregatorClientTests {
    @Test func nobodyThereIsUnreachable() throws {
        let aggregator = ScriptedAggregator()
        aggregator.isThere = false
        let error = #expect(throws: ToolError.self) { try aggregator.client() }
        #expect(error?.exitCode == .unreachable)
        #expect(error?.message.contains("tcp://127.0.0.1:7410") == true)
        #expect(error?.advice.contains("huibao-aggregator") == true)
    }

    @Test func silenceEndsInTimedOut() throws {
        let aggregator = ScriptedAggregator()
        let client = try aggregator.client(ClientSession.Patience(repeatAfter: 2000, giveUpAfter: 9000))
        let error = #expect(throws: ToolError.self) { try client.status() }
        #expect(error?.exitCode == .timedOut)
        #expect(aggregator.time.nanoseconds / 1_000_000 == 9000)
        // asked at 0, 2, 4, 6 and 8 seconds
        #expect(aggregator.requests.count == 5)
        #expect(aggregator.resets == 4)
    }

    @Test func anAggregatorThatGoesAwayIsUnreachable() throws {
        let aggregator = ScriptedAggregator()
        let client = try aggregator.client()
        aggregator.isThere = false
        let error = #expect(throws: ToolError.self) { try client.status() }
        #expect(error?.exitCode == .unreachable)
    }

    @Test func aLostRequestIsRepeatedWithTheSameIdentifier() throws {
        let aggregator = ScriptedAggregator { request, _ in (Replies.status(request.id, jobs: [Replies.job()]), []) }
        let client = try aggregator.client()
        aggregator.losing = 1
        #expect(try client.job(7).job == 7)
        #expect(aggregator.resets == 1)
        #expect(aggregator.requests.map(\.id) == ["r1", "r1"])
    }

    @Test func afterARestartOfTheAggregatorTheRequestIsRepeatedAtOnce() throws {
        let aggregator = ScriptedAggregator { request, _ in (Done(id: request.id), []) }
        let client = try aggregator.client()
        aggregator.gone = 0..<1000
        try client.command(DrainWorker(id: client.nextIdentifier(), worker: "w"))
        #expect(aggregator.time.nanoseconds / 1_000_000 == 1000)
        #expect(aggregator.requests.count == 2)
    }

    @Test func aSlowHandshakeIsNoAbsence() throws {
        let aggregator = ScriptedAggregator()
        aggregator.handshake = 700
        let client = try aggregator.client(ClientSession.Patience(repeatAfter: 5000, giveUpAfter: 12_000))
        aggregator.gone = 0..<500
        #expect(throws: ToolError.self) { try client.status() }
        // once when it came back, then after every five seconds of silence
        #expect(aggregator.resets == 3)
    }

    @Test func repliesToNobodyArePassedOver() throws {
        let aggregator = ScriptedAggregator { request, _ in (Done(id: request.id), []) }
        let client = try aggregator.client()
        aggregator.push(Done(id: "r99"))
        try client.command(DrainWorker(id: client.nextIdentifier(), worker: "w"))
        #expect(client.outstandingCount == 0)
    }

    @Test func aRefusalKeepsItsCodeAndExitCode() throws {
        let aggregator = ScriptedAggregator { request, _ in
            (Failure(id: request.id, code: "job.not-found", message: "no job 9", advice: "see the list", exit: 3), [])
        }
        let client = try aggregator.client()
        let error = #expect(throws: ToolError.self) { try client.status(job: 9) }
        #expect(error?.code == "job.not-found")
        #expect(error?.exitCode == .notFound)
        #expect(error?.description == "no job 9; see the list [job.not-found]")
    }

    @Test func aReplyOfTheWrongKindIsAnError() throws {
        let aggregator = ScriptedAggregator { request, _ in (Done(id: request.id), []) }
        let client = try aggregator.client()
        #expect(throws: ToolError.self) { try client.workers() }
    }

    @Test func nonsenseOnTheWireIsAProtocolError() throws {
        final class Babbler: Transport {
            func reach(milliseconds: Int) throws -> Bool { true }
            func send(_ frames: Frames) throws {}
            func receive(milliseconds: Int) throws -> Frames? { Frames(header: [123, 0, 255]) }
            func reset() throws {}
        }
        let client = try AggregatorClient(endpoint: "ipc:///x", transport: Babbler(), interruption: NoInterruption())
        #expect(throws: ProtocolError.self) { try client.status() }
    }

    @Test func aSignalEndsTheWait() throws {
        final class Terminated: Interruption { func pending() -> Int32? { 15 } }
        let aggregator = ScriptedAggregator()
        let client = try aggregator.client(interruption: Terminated())
        let error = #expect(throws: ToolError.self) { try client.status() }
        #expect(error?.kind == .interrupted(15))
        #expect(throws: ToolError.self) { try client.pause(milliseconds: 10) }
    }

    @Test func pagesAreAskedForUntilTheLast() throws {
        let aggregator = ScriptedAggregator { request, _ in
            guard let request = request as? GetObservations else { return nil }
            let next = request.after.isEmpty ? "b" : request.after == "b" ? "c" : ""
            return (Page(id: request.id, next: next, count: 1), [[UInt8]("<\(request.after)>".utf8)])
        }
        var all = ""
        try aggregator.client().eachPageOfObservations { all += String(decoding: $0, as: UTF8.self) }
        #expect(all == "<><b><c>")
    }
}
