import Base
import Platform
import TestSupport
import Testing

@testable import CommandLineTool

/// Daemons played by shell scripts.
@Suite struct PrivateLineTests {
    private let folder = TemporaryFolder()
    private static let idle = "trap 'exit 0' TERM; while :; do sleep 0.05; done"

    private func daemon(_ name: String, _ body: String) throws {
        let path = folder.write(name, "#!/bin/sh\n\(body)\n")
        let child = try Platform.ChildProcess("/bin/chmod", ["755", path])
        #expect(child.wait() == .exited(0))
    }

    private func line(_ environment: [String: String] = [:]) throws -> PrivateLine {
        let all = ["HUIBAO_BIN": folder.path, "PATH": "/usr/bin:/bin", "TMPDIR": folder.path].merging(environment) { $1 }
        return try PrivateLine(environment: all, finder: DaemonFinder(environment: all, ownPath: nil))
    }

    private func socketFolder(_ line: PrivateLine) -> String { String(line.control.dropFirst("ipc://".count).dropLast("/control".count)) }

    private func start(_ line: PrivateLine, ledger: String? = nil) throws {
        try line.start(PrivateLine.Plan(ingest: 1, extractors: 2, ledger: ledger), interruption: NoInterruption())
    }

    @Test func startsAllAndLeavesNothing() throws {
        try daemon("huibao-aggregator", "echo \"$@\" > '\(folder.path)/args'; echo listening control=x; \(Self.idle)")
        try daemon("huibao-ingest", "echo $$ >> '\(folder.path)/pids'; \(Self.idle)")
        try daemon("huibao-extractor", "echo $$ >> '\(folder.path)/pids'; \(Self.idle)")
        let line = try line(["HUIBAO_CONFIG": "/nowhere"])
        let private_ = socketFolder(line)
        #expect(private_.utf8.count + "/control".utf8.count <= 107)
        try start(line, ledger: "/x/ledger.db")
        let pids = { String(decoding: Repository.fileBytes(folder.path + "/pids") ?? [], as: UTF8.self).split(separator: "\n") }
        #expect(Waiting.until(seconds: 20) { pids().count == 3 })
        try line.supervise()
        let arguments = String(decoding: Repository.fileBytes(folder.path + "/args") ?? [], as: UTF8.self)
        #expect(
            arguments
                == "--control \(line.control) --work ipc://\(private_)/work --events ipc://\(private_)/events --ledger /x/ledger.db --http off --die-with-parent\n"
        )
        line.stop()
        #expect((try? LocalFiles.kind(of: private_)) == nil)
        for pid in pids() { #expect((try? LocalFiles.kind(of: "/proc/\(pid)")) == nil) }
    }

    @Test func thoseWhoDoNotLeaveAreEnded() throws {
        try daemon("huibao-aggregator", "trap '' TERM; echo listening; echo $$ > '\(folder.path)/pid'; while :; do sleep 0.05; done")
        try daemon("huibao-ingest", Self.idle)
        try daemon("huibao-extractor", Self.idle)
        let line = try line()
        try start(line)
        #expect(Waiting.until(seconds: 20) { Repository.fileBytes(folder.path + "/pid")?.isEmpty == false })
        line.stop(patience: 50)
        let pid = String(decoding: Repository.fileBytes(folder.path + "/pid") ?? [], as: UTF8.self).dropLast()
        #expect((try? LocalFiles.kind(of: "/proc/\(pid)")) == nil)
    }

    @Test func anAggregatorThatRefusesIsQuoted() throws {
        try daemon("huibao-aggregator", "echo 'huibao-aggregator: the ledger is locked' >&2; exit 7")
        try daemon("huibao-ingest", Self.idle)
        try daemon("huibao-extractor", Self.idle)
        let line = try line()
        let error = #expect(throws: ToolError.self) { try start(line) }
        #expect(error?.exitCode == .denied)
        #expect(error?.message == "huibao-aggregator: the ledger is locked")
        #expect(error?.advice == "(the private aggregator ended with exit code 7)")
        line.stop()
    }

    @Test func aMissingProgramIsNamed() throws {
        try daemon("huibao-aggregator", "echo listening; \(Self.idle)")
        let line = try line(["PATH": "/nowhere"])
        let error = #expect(throws: ToolError.self) { try start(line) }
        #expect(error?.exitCode == .notFound)
        #expect(error?.message.contains("'huibao-ingest'") == true)
        line.stop()
    }

    @Test func aWorkerThatEndsIsStartedAgainButNotForEver() throws {
        try daemon("huibao-aggregator", "echo listening; \(Self.idle)")
        try daemon("huibao-ingest", "echo x >> '\(folder.path)/starts'; exit 9")
        try daemon("huibao-extractor", Self.idle)
        let line = try line()
        try start(line)
        var failure: ToolError?
        #expect(
            Waiting.until(seconds: 30) {
                do { try line.supervise() } catch { failure = error as? ToolError }
                return failure != nil
            })
        #expect(failure?.message == "a private worker ended with exit code 9")
        #expect(Repository.fileBytes(folder.path + "/starts")?.count == 22)
        line.stop()
    }

    @Test func aSignalEndsTheWaitForTheAggregator() throws {
        final class Interrupted: Interruption { func pending() -> Int32? { 2 } }
        try daemon("huibao-aggregator", Self.idle)
        try daemon("huibao-ingest", Self.idle)
        try daemon("huibao-extractor", Self.idle)
        let line = try line()
        let error = #expect(throws: ToolError.self) { try line.start(PrivateLine.Plan(), interruption: Interrupted()) }
        #expect(error?.kind == .interrupted(2))
        line.stop()
    }

    @Test func whatAKilledProcessLeftIsSweptAway() throws {
        let (dead, alive, foreign) = (folder.path + "/huibao-aaaaaa", folder.path + "/huibao-bbbbbb", folder.path + "/huibao-cccccc")
        for path in [dead, alive, foreign] { try LocalFiles.makeFolder(path + "/deep") }
        folder.write("huibao-aaaaaa/owner", "4194999")
        folder.write("huibao-bbbbbb/owner", "\(Machine.processID)")
        let line = try line()
        #expect((try? LocalFiles.kind(of: dead)) == nil)
        #expect((try? LocalFiles.kind(of: alive)) == .folder)
        #expect((try? LocalFiles.kind(of: foreign)) == .folder)
        line.stop()
    }

    @Test func aLongTemporaryFolderIsNotUsed() throws {
        let line = try line(["TMPDIR": "/" + String(repeating: "x", count: 90)])
        #expect(socketFolder(line).hasPrefix("/tmp/huibao-"))
        line.stop()
    }
}
