import Base
import Protocol
import TestSupport
import Testing

/// Each request needs a permission, and the document says the same as the code.
@Suite struct PermissionTests {
    private static let folder = "Modules/3-Shared/Protocol"

    private func request(_ body: any MessageBody.Type) throws -> FromClient {
        let name = "from-client.\(body.kind)"
        let sample = try #require(Repository.bytes("\(Self.folder)/Samples/\(name).json"))
        return try MessageCodec.decode(Frames(header: sample, payloads: ProtocolDocumentTests.payloads(of: name)), as: FromClient.self)
    }

    @Test(arguments: FromClient.bodies.map { $0.kind }) func theDocumentHasTheRequestsLine(_ kind: String) throws {
        let body = try #require(FromClient.bodies.first { $0.kind == kind })
        let document = try #require(Repository.text(Self.folder + "/PROTOCOL.md"))
        let permission = try request(body).permission.rawValue
        #expect(document.contains("| `\(kind)` | \(permission) |"), "the table of permissions has no line '\(kind)' with '\(permission)'")
    }

    @Test func whatAsksChangesNothingAndWhatDecidesOnAJobNamesIt() throws {
        for body in FromClient.bodies {
            let request = try request(body)
            switch request.permission {
            case .ask, .operate: #expect(request.decidesOn == nil, "\(body.kind)")
            case .submit: #expect((request.decidesOn != nil) == (body.kind != OpenJob.kind), "\(body.kind) needs the job's owner checked")
            }
        }
    }
}
