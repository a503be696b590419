import Base
import Protocol
import Testing

@testable import CommandLineTool

@Suite struct SubmissionTests {
    private func documents(_ count: Int, bytes: Int) -> [DocumentSource] {
        (0..<count).map { DocumentSource(name: "\($0).txt", bytes: [UInt8](repeating: 65, count: bytes)) }
    }

    private func adds(_ aggregator: ScriptedAggregator) -> [AddDocuments] { aggregator.requests.compactMap { $0 as? AddDocuments } }

    @Test func documentsGoInGroupsThatFollowOneAnother() throws {
        let aggregator = ScriptedAggregator(Replies.willing())
        var submission = Submission(client: try aggregator.client())
        var accepted: [Int] = []
        submission.onAccepted = { accepted.append($0) }
        let outcome = try submission.submit(documents(150, bytes: 10), label: "年报", token: "t")
        #expect(adds(aggregator).map(\.first) == [0, 64, 128])
        #expect(adds(aggregator).map(\.names.count) == [64, 64, 22])
        #expect(outcome.sent == 150)
        #expect(outcome.bytes == 1500)
        #expect(accepted == [64, 128, 150])
        #expect((aggregator.requests.first as? OpenJob)?.token == "t")
        #expect(aggregator.requests.last is CloseJob)
    }

    @Test func groupsStayBelowTheirBytes() throws {
        let aggregator = ScriptedAggregator(Replies.willing())
        var submission = Submission(client: try aggregator.client())
        submission.limits.bytes = 100
        _ = try submission.submit(documents(7, bytes: 40) + documents(1, bytes: 500), label: "", token: "t")
        #expect(adds(aggregator).map(\.names.count) == [2, 2, 2, 1, 1])
    }

    @Test func fewGroupsAreUnderWayAtATime() throws {
        let aggregator = ScriptedAggregator(Replies.willing())
        var submission = Submission(client: try aggregator.client())
        submission.limits.documents = 1
        _ = try submission.submit(documents(40, bytes: 1), label: "", token: "t")
        #expect(aggregator.mostUnderWay == submission.limits.underWay)
    }

    @Test func lostMessagesAreRepeatedUnchanged() throws {
        let aggregator = ScriptedAggregator(Replies.willing())
        let client = try aggregator.client()
        var submission = Submission(client: client)
        submission.limits.documents = 1
        aggregator.losing = 1
        let outcome = try submission.submit(documents(5, bytes: 3), label: "", token: "t")
        #expect(outcome.sent == 5)
        #expect(aggregator.requests.compactMap { ($0 as? OpenJob)?.token } == ["t", "t"])
        #expect(Set(adds(aggregator).map(\.first)) == [0, 1, 2, 3, 4])
    }

    @Test func whatCannotBeSentIsToldAndTheOthersGoOn() throws {
        let aggregator = ScriptedAggregator(Replies.willing())
        var submission = Submission(client: try aggregator.client())
        submission.limits.documentBytes = 100
        let outcome = try submission.submit(
            documents(1, bytes: 10) + documents(1, bytes: 101) + [DocumentSource(path: "/nowhere/a.txt")] + documents(1, bytes: 20),
            label: "", token: "t")
        #expect(outcome.sent == 2)
        #expect(outcome.refused.map(\.name) == ["0.txt", "/nowhere/a.txt"])
        #expect(outcome.refused[1].reason == "No such file or directory")
        #expect(adds(aggregator).map(\.names) == [["0.txt", "0.txt"]])
    }

    @Test func tokensDiffer() {
        let tokens = Set((0..<100).map { _ in Submission.randomToken() })
        #expect(tokens.count == 100)
        #expect(tokens.allSatisfy { $0.count == 32 })
    }
}
