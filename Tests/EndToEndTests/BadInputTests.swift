import Base
import Glibc
import TestSupport
import Testing

/// Whatever is wrong from outside gets a clear message and the right exit code; the rest of the work goes on.
@Suite(.serialized) struct BadInputTests {
    private func huibao(_ arguments: [String], in folder: TemporaryFolder, input: String? = nil) throws -> ChildProcess.Outcome {
        try ChildProcess.run("huibao", arguments, in: folder, input: input, seconds: 180)
    }

    @Test func badDocumentsAreNamedAndTheGoodOnesCount() throws {
        let folder = TemporaryFolder()
        let path = folder.makeFolder("in")
        folder.write("in/empty.txt", [])
        folder.write("in/junk.txt", (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 3) })
        folder.write("in/picture.txt", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0])
        folder.write("in/cut.txt", [UInt8]("云泽市总工会2021年新增会员12人".utf8).dropLast())
        folder.write("in/nobody.txt", "今天天气很好，来了三十个人。")
        folder.write("in/good.txt", "云泽市总工会2021年工作总结\n\n全市新增工会会员1286人。\n")
        let outcome = try huibao(["run", path, "--format", "json"], in: folder)
        #expect(outcome.exit == 4, "\(outcome.errors)")
        for name in ["empty.txt", "junk.txt", "picture.txt", "cut.txt"] { #expect(outcome.errors.contains(name), "\(name): \(outcome.errors)") }
        #expect(!outcome.errors.contains("good.txt") && !outcome.errors.contains("nobody.txt"), "\(outcome.errors)")
        let cells = try JSONValue(outcome.output).items()
        #expect(cells.contains { $0.text("city") == "云泽市" && $0.int("value") == 1286 }, "\(outcome.text)")
        #expect(cells.allSatisfy { $0.text("city") == "云泽市" }, "a text of no city gives no cell")
    }

    @Test func aHugeFileIsRefusedAndTheOthersCount() throws {
        let folder = TemporaryFolder()
        let path = folder.makeFolder("in")
        folder.write("in/good.txt", "云泽市总工会2021年工作总结\n\n全市新增工会会员1286人。\n")
        let huge = unsafe open(path + "/huge.txt", O_CREAT | O_WRONLY, 0o600)
        ftruncate(huge, 200 << 20)
        close(huge)
        let outcome = try huibao(["run", path, "--format", "json"], in: folder)
        #expect(outcome.exit == 4)
        #expect(outcome.errors.contains("huge.txt") && outcome.errors.contains("32"), "\(outcome.errors)")
        #expect(outcome.text.contains("1286"))
        let extracted = try huibao(["extract", path + "/huge.txt"], in: folder)
        #expect(extracted.exit == 4 && extracted.errors.contains("huge.txt"), "\(extracted.errors)")
    }

    @Test func pathsThatAreNotThere() throws {
        let folder = TemporaryFolder()
        let missing = try huibao(["run", folder.path + "/nowhere"], in: folder)
        #expect(missing.exit == 3 && missing.errors.contains("nowhere"), "\(missing.errors)")
        let empty = folder.makeFolder("empty")
        let none = try huibao(["run", empty], in: folder)
        #expect(none.exit == 3 && none.errors.contains("empty"), "\(none.errors)")
        let extract = try huibao(["extract", folder.path + "/nowhere.txt"], in: folder)
        #expect(extract.exit == 3 && extract.errors.contains("nowhere.txt"), "\(extract.errors)")
    }

    @Test(arguments: [
        ("huibao", ["run", "--frmat", "json", "."], "--format"), ("huibao", ["tabel"], "table"), ("huibao", ["status", "--connect"], "--connect"),
        ("huibao-aggregator", ["--leger", "x"], "--ledger"), ("huibao-ingest", ["--thread", "2"], "--threads"),
        ("huibao-extractor", ["--threads", "many"], "many"),
    ]) func flagsThatAreNotKnown(_ program: String, _ arguments: [String], _ hint: String) throws {
        let folder = TemporaryFolder()
        let outcome = try ChildProcess.run(program, arguments, in: folder, seconds: 20)
        #expect(outcome.exit == 2 && outcome.errors.contains(hint), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
    }

    @Test func anAggregatorThatIsNotThere() throws {
        let folder = TemporaryFolder()
        let outcome = try huibao(["status", "--connect", "tcp://127.0.0.1:9"], in: folder)
        #expect(outcome.exit == 6 && outcome.errors.contains("127.0.0.1:9"), "\(outcome.errors)")
        let path = folder.write("a.txt", "云泽市总工会")
        let submit = try huibao(["submit", path, "--connect", "ipc://\(folder.path)/none"], in: folder)
        #expect(submit.exit == 6, "\(submit.errors)")
    }

    @Test func aPortInUse() throws {
        let cluster = try Cluster()
        defer { cluster.stop() }
        let second = try ChildProcess.run(
            "huibao-aggregator",
            ["--ledger", cluster.folder.path + "/other.sqlite", "--control", cluster.control, "--work", "tcp://127.0.0.1:*", "--events", "tcp://127.0.0.1:*"],
            in: cluster.folder, seconds: 20)
        #expect(second.exit == 1 && second.errors.contains("address.in-use"), "\(second.errors)")
    }

    @Test func ledgersThatCannotBeUsed() throws {
        let cluster = try Cluster()
        let ports = ["--control", "tcp://127.0.0.1:*", "--work", "tcp://127.0.0.1:*", "--events", "tcp://127.0.0.1:*"]
        let locked = try ChildProcess.run("huibao-aggregator", ["--ledger", cluster.ledger] + ports, in: cluster.folder, seconds: 20)
        #expect(locked.exit == 1 && locked.errors.contains("ledger.locked"), "\(locked.errors)")
        cluster.stop()
        let other = cluster.folder.write("text.sqlite", String(repeating: "no database at all. ", count: 400))
        let strange = try ChildProcess.run("huibao-aggregator", ["--ledger", other] + ports, in: cluster.folder, seconds: 20)
        #expect(strange.exit == 1 && strange.errors.contains("ledger.not-a-ledger"), "\(strange.errors)")
        var bytes = try #require(Repository.fileBytes(cluster.ledger))
        var newer = bytes
        newer.replaceSubrange(60..<64, with: [0, 0, 3, 231])
        let future = cluster.folder.write("newer.sqlite", newer)
        let refused = try ChildProcess.run("huibao-aggregator", ["--ledger", future] + ports, in: cluster.folder, seconds: 20)
        #expect(refused.exit == 1 && refused.errors.contains("ledger.newer"), "\(refused.errors)")
        for at in 4096..<min(bytes.count, 12_288) { bytes[at] = 0xA5 }
        let torn = cluster.folder.write("torn.sqlite", bytes)
        let corrupt = try ChildProcess.run("huibao-aggregator", ["--ledger", torn] + ports, in: cluster.folder, seconds: 20)
        #expect(corrupt.exit == 1 && corrupt.errors.contains("ledger.corrupt"), "\(corrupt.errors)")
    }

    @Test func aFullDiskLosesNothingAndWorkGoesOnWhenThereIsRoom() throws {
        guard geteuid() == 0 else { return print("skipped: a small file system can be mounted by root only") }
        let folder = TemporaryFolder()
        let small = folder.makeFolder("small")
        guard unsafe mount("tmpfs", small, "tmpfs", 0, "size=3m") == 0 else { return print("skipped: no file system can be mounted here") }
        defer { unsafe umount2(small, Int32(MNT_DETACH)) }
        let aggregator = try ChildProcess(
            "huibao-aggregator",
            ["--ledger", small + "/l.sqlite", "--control", "ipc://\(folder.path)/c", "--work", "ipc://\(folder.path)/w", "--events", "ipc://\(folder.path)/e",
             "--die-with-parent"], in: folder)
        #expect(Waiting.until(seconds: 20) { aggregator.output.contains("listening") })
        func client(_ arguments: [String]) throws -> ChildProcess.Outcome {
            try ChildProcess.run("huibao", arguments, in: folder, environment: ["HUIBAO_CONNECT": "ipc://\(folder.path)/c"], seconds: 120)
        }
        let first = folder.write("first.txt", "云泽市总工会2021年工作总结\n\n全市新增工会会员1286人。\n")
        #expect(try client(["submit", first]).exit == 0)
        // bodies stand packed: what is to fill the disk must not repeat itself
        var random = SplitMix64(seed: 3)
        let noise = (0..<90_000).map { _ in String(String.UnicodeScalarView((0..<20).compactMap { _ in Unicode.Scalar(UInt32(0x6000 + random.next() % 0x2000)) })) }
        let large = folder.write("large.txt", "云泽市总工会2021年工作总结\n\n" + noise.joined(separator: "。\n") + "。\n")
        let refused = try client(["submit", large])
        #expect(refused.exit == 1 && refused.errors.contains("no room left"), "\(refused.errors)")
        let jobs = try JSONValue(client(["status", "--format", "json"]).output).items("jobs")
        #expect(jobs.count == 2 && jobs.first?.text("state") == "cancelled", "a job of which nothing was taken does not stay open")
        #expect(unsafe mount("tmpfs", small, "tmpfs", UInt(MS_REMOUNT), "size=64m") == 0)
        let ingest = try ChildProcess("huibao-ingest", ["--work", "ipc://\(folder.path)/w", "--die-with-parent"], in: folder)
        let extractor = try ChildProcess("huibao-extractor", ["--work", "ipc://\(folder.path)/w", "--die-with-parent"], in: folder)
        let accepted = try client(["submit", "--wait", large])
        #expect(accepted.exit == 0, "\(accepted.errors)")
        let done = Waiting.until(seconds: 60) { (try? client(["table", "--format", "json"]).text.contains("1286")) == true }
        #expect(done, "what was acknowledged before the disk was full is done after it")
        for child in [ingest, extractor, aggregator] {
            child.signal(SIGTERM)
            #expect(child.wait(seconds: 40).exit == 0)
        }
    }

    @Test func aReadOnlyDiskIsTold() throws {
        guard geteuid() == 0 else { return print("skipped: a file system can be made read-only by root only") }
        let folder = TemporaryFolder()
        let disk = folder.makeFolder("disk")
        guard unsafe mount("tmpfs", disk, "tmpfs", 0, "size=8m") == 0 else { return print("skipped: no file system can be mounted here") }
        defer { unsafe umount2(disk, Int32(MNT_DETACH)) }
        func start() throws -> ChildProcess {
            try ChildProcess(
                "huibao-aggregator",
                ["--ledger", disk + "/l.sqlite", "--control", "ipc://\(folder.path)/c", "--work", "ipc://\(folder.path)/w", "--events",
                 "ipc://\(folder.path)/e", "--die-with-parent"], in: folder)
        }
        func readOnly(_ flag: Int) -> Bool { unsafe mount("tmpfs", disk, "tmpfs", UInt(MS_REMOUNT) | UInt(flag), "") == 0 }
        // where there is no ledger yet, and where there is one
        for _ in 0..<2 {
            #expect(readOnly(Int(MS_RDONLY)))
            let refused = try start().wait(seconds: 20)
            #expect(refused.exit == 1 && refused.errors.contains("ledger.read-only"), "\(refused.errors)")
            #expect(readOnly(0))
            let made = try start()
            #expect(Waiting.until(seconds: 20) { made.output.contains("listening") })
            made.signal(SIGTERM)
            #expect(made.wait(seconds: 20).exit == 0)
        }
    }
}
