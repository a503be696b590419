import Base
import Glibc
import Ledger
import Protocol
import SQLite
import Testing

/// What a power cut or a `kill -9` leaves: the file, and a log that ends anywhere.
@Suite struct TornLogTests {
    @Test func aTornLogLosesNothingThatWasAcknowledgedBeforeTheTear() throws {
        let fixture = LedgerFixture()
        let ledger = try fixture.open()
        var lengths: [Int64] = []
        for round in 0..<24 {
            let job = try ledger.submit("t\(round)", [submitted("\(round)a"), submitted("\(round)b")])
            #expect(job == Int64(round + 1))
            if round % 3 == 1 { try ledger.finishAll() }
            guard case .file(let bytes) = DatabaseFile.kind(fixture.path + "-wal") else { Issue.record("no log"); return }
            lengths.append(bytes)
        }
        let file = readFile(fixture.path)
        let log = readFile(fixture.path + "-wal")
        var random = SplitMix64(seed: 3)
        let cuts = (0..<40).map { _ in Int.random(in: 0...log.count, using: &random) } + [0, log.count]
        for cut in cuts {
            let copy = LedgerFixture()
            writeFile(copy.path, file)
            writeFile(copy.path + "-wal", Array(log[..<cut]))
            let survived = try copy.open()
            let jobs = try copy.reader().jobs(limit: 100).map(\.job).sorted()
            #expect(jobs == (0..<jobs.count).map { Int64($0 + 1) })
            let acknowledged = lengths.filter { $0 <= cut }.count
            #expect(jobs.count >= acknowledged)
            try survived.finishAll()
            #expect(try copy.reader().jobs(limit: 100).allSatisfy { $0.state == .done && $0.done == 2 })
        }
    }

    /// Work goes on beside the flush: what was written since the last one may be gone, and nothing before it. Numbers of documents that are
    /// gone are not given again.
    @Test func whatWasFlushedStandsAndNumbersAreNotGivenTwice() throws {
        let fixture = LedgerFixture()
        let ledger = try fixture.open()
        let log = try LedgerLog(path: fixture.path)
        var flushed: [(length: Int, tasks: Int)] = []
        for round in 0..<12 {
            _ = try ledger.group(at: 1, flushed: false) { (g) throws(LedgerError) in
                let job = try g.openJob(token: "t\(round)", label: "").job
                _ = try g.addDocuments(job: job, first: 0, [submitted("\(round)")])
            }
            guard round % 3 == 1 else { continue }
            try log.flush()
            flushed.append((readFile(fixture.path + "-wal").count, round + 1))
        }
        let used = try ledger.openTasks(.ingest)
        let (file, wal) = (readFile(fixture.path), readFile(fixture.path + "-wal"))
        for (length, tasks) in flushed {
            let copy = LedgerFixture()
            writeFile(copy.path, file)
            writeFile(copy.path + "-wal", Array(wal[..<length]))
            let survived = try copy.open()
            #expect(try survived.openTasks(.ingest) == Array(used[..<tasks]))
            let job = try survived.submit("again", [submitted("something else")])
            #expect(job > 0)
            let fresh = try #require(try survived.openTasks(.ingest).last)
            #expect(!used.contains(fresh), "a worker may still hold it for the document that is gone")
        }
    }

    /// A byte that changes in the log ends it there: nothing behind it is believed, nothing before it is lost.
    @Test func aSpoiledLogIsBelievedUpToTheFault() throws {
        let fixture = LedgerFixture()
        let ledger = try fixture.open()
        for round in 0..<8 { _ = try ledger.submit("t\(round)", [submitted("\(round)")]) }
        let file = readFile(fixture.path)
        let log = readFile(fixture.path + "-wal")
        var random = SplitMix64(seed: 5)
        for _ in 0..<20 {
            let copy = LedgerFixture()
            var spoiled = log
            spoiled[Int.random(in: 32..<log.count, using: &random)] ^= 0x40
            writeFile(copy.path, file)
            writeFile(copy.path + "-wal", spoiled)
            let survived = try copy.open()
            let jobs = try copy.reader().jobs(limit: 100).map(\.job).sorted()
            #expect(jobs == (0..<jobs.count).map { Int64($0 + 1) })
            try survived.finishAll()
        }
    }
}

/// A disk that is really full: a small file system in memory. Needs the right to mount one.
@Suite struct FullDiskTests {
    static let mayMount: Bool = {
        let folder = LedgerFixture().folder + "-mount"
        guard unsafe mkdir(folder, 0o755) == 0 else { return false }
        defer { _ = unsafe rmdir(folder) }
        guard unsafe mount("tmpfs", folder, "tmpfs", 0, "size=64k") == 0 else { return false }
        _ = unsafe umount(folder)
        return true
    }()

    @Test(.enabled(if: mayMount, "no right to mount a file system"))
    func whatWasAcknowledgedIsThereAndWorkGoesOnWhenThereIsRoom() throws {
        let folder = LedgerFixture().folder + "-full"
        #expect(unsafe mkdir(folder, 0o755) == 0)
        #expect(unsafe mount("tmpfs", folder, "tmpfs", 0, "size=6m") == 0)
        defer {
            _ = unsafe umount2(folder, Int32(MNT_DETACH))
            _ = unsafe rmdir(folder)
        }
        writeFile(folder + "/other", [UInt8](repeating: 1, count: 3 << 20))
        let path = folder + "/ledger.db"
        var ledger: Ledger? = try Ledger(path: path)
        let job = try ledger?.now { (g) throws(LedgerError) in try g.openJob(token: "t", label: "").job } ?? 0
        var acknowledged = 0
        var failure: LedgerError?
        while failure == nil, acknowledged < 1000 {
            let document = SubmittedDocument(
                name: "d\(acknowledged)", bytes: [UInt8](repeating: UInt8(acknowledged & 255), count: 60_000 + acknowledged))
            do throws(LedgerError) {
                _ = try ledger?.now { (g) throws(LedgerError) in try g.addDocuments(job: job, first: acknowledged, [document]) }
                acknowledged += 1
            } catch {
                failure = error
            }
        }
        #expect(failure?.kind == .full)
        #expect(acknowledged > 5)
        #expect(try LedgerReader(path: path).job(job).documents == acknowledged)
        let small = SubmittedDocument(name: "late", bytes: [1])
        _ = unsafe unlink(folder + "/other")
        let added = try ledger?.now { (g) throws(LedgerError) in try g.addDocuments(job: job, first: acknowledged, [small]) }
        #expect(added?.map(\.fate) == [.new])
        ledger = nil
        let again = try Ledger(path: path)
        #expect(try again.openTasks(.ingest).count == acknowledged + 1)
        for task in try again.openTasks(.ingest).prefix(3) { _ = try again.ingest(task) }
    }
}

func readFile(_ path: String) -> [UInt8] {
    guard case .file(let size) = DatabaseFile.kind(path), let file = unsafe fopen(path, "r") else { return [] }
    var bytes = [UInt8](repeating: 0, count: Int(size))
    let count = unsafe fread(&bytes, 1, bytes.count, file)
    _ = unsafe fclose(file)
    return Array(bytes[..<count])
}

func writeFile(_ path: String, _ bytes: [UInt8]) {
    let file = unsafe fopen(path, "w")
    _ = unsafe fwrite(bytes, 1, bytes.count, file)
    _ = unsafe fclose(file)
}
