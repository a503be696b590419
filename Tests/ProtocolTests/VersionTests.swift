import Base
import Protocol
import TestSupport
import Testing

/// Versions that differ by one talk to each other; those that differ by two are told so.
@Suite struct VersionTests {
    private static let old = "Tests/ProtocolTests/Fixtures/version-\(ProtocolVersion.current - 1)"

    private static func read(_ header: [UInt8], _ file: String) throws {
        let body = try #require(ProtocolDocumentTests.kinds.first { $0.file == file }?.body)
        _ = try ProtocolDocumentTests.roundTrip(Frames(header: header, payloads: ProtocolDocumentTests.payloads(of: file)), file, body)
    }

    @Test func everyMessageOfTheVersionBeforeIsRead() throws {
        let files = Repository.list(Self.old)
        #expect(files.count >= 28)
        for name in files {
            let header = try #require(Repository.bytes("\(Self.old)/\(name)"))
            #expect(throws: Never.self, "\(name)") { try Self.read(header, String(name.dropLast(5))) }
        }
    }

    /// A peer of the next version: its number, and fields that this one has never heard of, at every level.
    @Test func messagesOfTheNextVersionAreReadAndUnknownFieldsPassedOver() throws {
        for (file, _) in ProtocolDocumentTests.kinds {
            let text = try #require(Repository.text("\(ProtocolDocumentTests.folder)/Samples/\(file).json"))
            let newer = text.replacing("{", with: "{\"aFieldOfTomorrow\":[{\"x\":null}],")
                .replacing("\"v\":\(ProtocolVersion.current)", with: "\"v\":\(ProtocolVersion.current + 1)")
            #expect(throws: Never.self, "\(file)") { try Self.read([UInt8](newer.utf8), file) }
        }
    }

    @Test(arguments: [ProtocolVersion.current - 2, ProtocolVersion.current + 2]) func twoVersionsApartIsRefusedClearly(_ version: Int) throws {
        for (file, _) in ProtocolDocumentTests.kinds {
            let text = try #require(Repository.text("\(ProtocolDocumentTests.folder)/Samples/\(file).json"))
            let other = text.replacing("\"v\":\(ProtocolVersion.current)", with: "\"v\":\(version)")
            let error = #expect(throws: ProtocolError.self, "\(file)") { try Self.read([UInt8](other.utf8), file) }
            #expect(error?.kind == .version)
            #expect(error?.message.contains("version \(version)") == true && error?.advice.contains("differ by one") == true)
        }
    }
}
