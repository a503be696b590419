import Glibc
import Platform
import Runtime
import TestSupport
import Testing
import ZeroMQ

@Suite struct AllowListFileTests {
    private let folder = TemporaryFolder()

    private func text(_ path: String) -> String { String(decoding: Repository.fileBytes(path) ?? [], as: UTF8.self) }

    private func key() throws -> String { try CurveKeyPair.generate().publicKey }

    private func entry(_ key: String, _ role: AllowList.Role, _ name: String = "") -> AllowList.Entry { AllowList.Entry(key: key, role: role, name: name) }

    @Test func editsKeepCommentsAndOtherLines() throws {
        let one = try key(), two = try key(), three = try key()
        let path = folder.write("allow", "# the desk\n\(one) client desk 1\n\n  # machines\n\(two)\tworker\n")
        let file = AllowListFile(path)
        #expect(try file.allow(entry(three, .readOnly, " 统计处\n二楼 ")) == nil)
        #expect(try file.allow(entry(one, .operator, "desk 1"))?.role == .client)
        #expect(text(path) == "# the desk\n\(one) operator desk 1\n\n  # machines\n\(two)\tworker\n\(three) read-only 统计处 二楼\n")
        #expect(try file.revoke("desk 1").key == one)
        #expect(try file.revoke(two).role == .worker)
        #expect(text(path) == "# the desk\n\n  # machines\n\(three) read-only 统计处 二楼\n")
        #expect(throws: RuntimeError.self) { try file.revoke("nobody") }
        #expect(throws: RuntimeError.self) { try file.allow(entry("short", .client)) }
    }

    @Test func aKeyThatBeginsLikeACommentIsStillAKey() throws {
        let odd = "#" + String(try key().dropFirst())
        let file = AllowListFile(folder.path + "/allow")
        try file.allow(entry(odd, .client, "odd"))
        #expect(try file.read()[odd]?.name == "odd")
        #expect(try file.revoke("odd").key == odd)
        #expect(try file.read().entries.isEmpty)
    }

    @Test func aNameOfTwoKeysIsNotGuessed() throws {
        let file = AllowListFile(folder.path + "/allow")
        for _ in 0..<2 { try file.allow(entry(try key(), .worker, "desk")) }
        let error = #expect(throws: RuntimeError.self) { try file.revoke("desk") }
        #expect(error?.message.contains("2 keys") == true)
    }

    @Test func permissionsStayAndOthersMayNotWrite() throws {
        let file = AllowListFile(folder.path + "/allow")
        try file.allow(entry(try key(), .worker))
        #expect(LocalFiles.attributes(of: file.path)?.mode == 0o640)
        _ = unsafe chmod(file.path, 0o600)
        try file.allow(entry(try key(), .worker))
        #expect(LocalFiles.attributes(of: file.path)?.mode == 0o600)
        _ = unsafe chmod(file.path, 0o660)
        let error = #expect(throws: RuntimeError.self) { try file.allow(entry(try key(), .worker)) }
        #expect(error?.kind == .keyFile && error?.advice.contains("chmod") == true)
    }

    @Test func twoEditsAtATimeAreNot() throws {
        let file = AllowListFile(folder.path + "/allow")
        let held = try FileLock(path: file.path + ".lock")
        #expect(throws: RuntimeError.self) { try file.allow(entry(try key(), .worker)) }
        _ = consume held
        try file.allow(entry(try key(), .worker))
    }
}
