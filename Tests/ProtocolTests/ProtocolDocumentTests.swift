import Base
import Protocol
import TestSupport
import Testing

/// Code, schemas, samples and the document's examples say the same.
@Suite struct ProtocolDocumentTests {
    static let folder = "Modules/3-Shared/Protocol"

    /// Every message kind of every direction, with its file name.
    static var kinds: [(file: String, body: any MessageBody.Type)] {
        func names(_ direction: String, _ bodies: [any MessageBody.Type]) -> [(String, any MessageBody.Type)] {
            bodies.map { ("\(direction).\($0.kind)", $0) }
        }
        return names("from-worker", FromWorker.bodies) + names("to-worker", ToWorker.bodies) + names("from-client", FromClient.bodies)
            + names("to-client", ToClient.bodies) + names("event", Event.bodies)
    }

    @Test func everyKindHasOneSampleAndOneSchemaAndNothingElseIsThere() {
        let files = Set(Self.kinds.map(\.file))
        #expect(Set(Repository.list(Self.folder + "/Samples")) == Set(files.map { $0 + ".json" }))
        #expect(Set(Repository.list(Self.folder + "/Schemas")) == Set(files.map { $0 + ".schema.json" }))
    }

    @Test func everySampleDecodesAndEncodesToTheSameBytes() throws {
        for (file, body) in Self.kinds {
            let sample = try #require(Repository.bytes("\(Self.folder)/Samples/\(file).json")).dropLast()
            let frames = Frames(header: [UInt8](sample), payloads: Self.payloads(of: file))
            let again = try Self.roundTrip(frames, file, body)
            #expect(String(decoding: again.header, as: UTF8.self) == String(decoding: sample, as: UTF8.self), "\(file)")
        }
    }

    @Test func everySampleIsValidAndUsesEveryRequiredField() throws {
        for (file, _) in Self.kinds {
            let sample = try JSONValue(try #require(Repository.bytes("\(Self.folder)/Samples/\(file).json")))
            let schema = try JSONValue(try #require(Repository.bytes("\(Self.folder)/Schemas/\(file).schema.json")))
            #expect(JSONSchema(schema).complaints(sample) == [], "\(file)")
            let known = Set(schema["properties"]?.keys ?? [])
            #expect(Set(sample.keys).isSubset(of: known), "\(file) has fields that its schema does not know")
        }
    }

    @Test func aFieldThatIsMissingIsRefusedByCodeAndSchemaAlike() throws {
        for (file, body) in Self.kinds {
            let bytes = try #require(Repository.bytes("\(Self.folder)/Samples/\(file).json"))
            let schema = try JSONValue(try #require(Repository.bytes("\(Self.folder)/Schemas/\(file).schema.json")))
            let text = String(decoding: bytes.dropLast(), as: UTF8.self)
            for name in schema["required"]?.strings ?? [] where name != "id" || body is any RequestBody.Type {
                let broken = text.replacing("\"\(name)\":", with: "\"no-\(name)\":", maxReplacements: 1)
                // a name that stands inside a nested object first is no test of this level
                guard let value = try? JSONValue([UInt8](broken.utf8)), value[name] == nil else { continue }
                #expect(JSONSchema(schema).complaints(value) != [], "\(file) without \(name)")
                #expect(throws: ProtocolError.self, "\(file) without \(name)") {
                    _ = try Self.roundTrip(Frames(header: [UInt8](broken.utf8), payloads: Self.payloads(of: file)), file, body)
                }
            }
        }
    }

    @Test func theDocumentsExamplesAreTheSamples() throws {
        let document = try #require(Repository.text(Self.folder + "/PROTOCOL.md"))
        for (file, body) in Self.kinds {
            let sample = try #require(Repository.text("\(Self.folder)/Samples/\(file).json"))
            #expect(document.contains("```json sample=\(file)\n\(sample)```"), "\(file)")
            #expect(document.contains("#### `\(body.kind)`"), "\(file)")
        }
    }

    @Test func theDocumentListsEveryProtocolError() throws {
        let document = try #require(Repository.text(Self.folder + "/PROTOCOL.md"))
        for kind in ProtocolError.Kind.allCases {
            #expect(document.contains("| `\(kind.rawValue)` |"))
            let text = ProtocolError(kind, "x").description
            #expect(text.contains(kind.rawValue) && text.contains(";"), "an error says what and what to do: \(text)")
        }
    }

    static func payloads(of file: String) -> [[UInt8]] {
        switch file {
        case "from-worker.results": [[1], [2]]
        case "to-worker.welcome", "to-worker.tasks", "from-client.job.add", "from-client.correct", "to-client.page": [[1]]
        default: []
        }
    }

    static func roundTrip(_ frames: Frames, _ file: String, _ body: any MessageBody.Type) throws -> Frames {
        func through<S: MessageSet>(_ set: S.Type) throws -> Frames {
            func encode(_ body: some MessageBody) -> Frames { MessageCodec.encode(body, payloads: frames.payloads) }
            return encode(try MessageCodec.decode(frames, as: set).body)
        }
        return switch file.prefix(while: { $0 != "." }) {
        case "from-worker": try through(FromWorker.self)
        case "to-worker": try through(ToWorker.self)
        case "from-client": try through(FromClient.self)
        case "to-client": try through(ToClient.self)
        default: try through(Event.self)
        }
    }
}
