import Base
import TestSupport
import Testing

/// Every number of every export leads back to its source; whatever is changed on the way is told.
@Suite(.serialized) struct VerifyTests {
    private let folder = TemporaryFolder()
    private static let samples = Repository.root + "/Deploy/samples"

    private func huibao(_ arguments: [String]) throws -> ChildProcess.Outcome {
        try ChildProcess.run("huibao", arguments, in: folder, environment: ["HUIBAO_WHO": "周遥"], seconds: 180)
    }

    /// The samples' ledger with a set value and a rejected claim.
    private func ledger() throws -> String {
        let ledger = folder.path + "/ledger.db"
        #expect(try huibao(["run", "--ledger", ledger, "-o", folder.path + "/run.json", Self.samples]).exit == 0)
        for words in [["set", "云泽市", "org.new_members", "2021", "1.9万人"], ["reject", "青岭市", "org.new_members", "2021", "--number", "2"]] {
            #expect(try huibao(["correct"] + words + ["--why", "来函", "--ledger", ledger]).exit == 0)
        }
        return ledger
    }

    @Test func everyNumberOfEveryFormatHolds() throws {
        let ledger = try ledger()
        for name in ["t.xlsx", "t.csv", "t.json", "t.jsonl", "t.html", "t.db"] {
            let path = folder.path + "/" + name
            #expect(try huibao(["table", "--ledger", ledger, "-o", path]).exit == 0)
            let verified = try huibao(["verify", path, "--ledger", ledger, "--all", "-f", "json"])
            #expect(verified.exit == 0, "\(name): \(verified.errors)")
            let verdicts = try JSONValue(verified.output).items()
            #expect(verdicts.count > 400 && verdicts.allSatisfy { $0.text("state") == "ok" }, "\(name)")
            // an outsider has the documents alone: all but what a person set is proved
            let alone = try huibao(["verify", path, "--source", Self.samples, "-f", "json"])
            #expect(alone.exit == 5, "\(name)")
            #expect(try JSONValue(alone.output).items().map { $0.text("city") } == ["云泽市"], "\(name)")
        }
        let path = folder.path + "/w.csv"
        #expect(try huibao(["table", "--wide", "--ledger", ledger, "-o", path]).exit == 0)
        #expect(try huibao(["verify", path, "--ledger", ledger]).exit == 0, "a wide CSV is held against the table")
    }

    @Test func aChangedNumberIsNamed() throws {
        let ledger = try ledger()
        let path = folder.path + "/t.csv"
        #expect(try huibao(["table", "--ledger", ledger, "-o", path]).exit == 0)
        let csv = try #require(Repository.fileBytes(path).map { String(decoding: $0, as: UTF8.self) })
        // the number alone; the number with its quote; a digest
        for (from, to) in [(",18426,", ",18462,"), ("18426人", "18462人"), ("11415774c3c0", "21415774c3c0")] {
            #expect(csv.contains(from))
            let forged = folder.write("forged.csv", csv.replacing(from, with: to))
            let verified = try huibao(["verify", forged, "--ledger", ledger, "-f", "json"])
            #expect(verified.exit == 5)
            let verdicts = try JSONValue(verified.output).items()
            #expect(verdicts.contains { $0.text("city") == "青岭市" && $0.text("indicator") == "org.new_members" } , "\(from): \(verified.text)")
        }
        // a set value that the journal does not have
        let forged = folder.write("forged.csv", csv.replacing(",19000,", with: ",29000,"))
        let verified = try huibao(["verify", forged, "--ledger", ledger])
        #expect(verified.exit == 5 && verified.text.contains("修正第1号"))
        // a document that was changed behind the digest
        let other = folder.makeFolder("other")
        for name in Repository.list("Deploy/samples") where name.hasSuffix(".txt") {
            let bytes = try #require(Repository.bytes("Deploy/samples/" + name))
            folder.write("other/" + name, name.hasPrefix("01") ? bytes + [10] : bytes)
        }
        let changed = try huibao(["verify", path, "--source", other, "-f", "json"])
        #expect(changed.exit == 5)
        #expect(try JSONValue(changed.output).items().contains { $0.text("city") == "青岭市" && $0.text("state") == "missing" })
    }

    @Test(.enabled(if: DeskTests.office != nil, "LibreOffice is not installed")) func aWorkbookThatLibreOfficeSavedHolds() throws {
        let ledger = try ledger()
        let home = folder.makeFolder("office")
        for layout in [[], ["--wide"]] {
            let path = folder.path + "/t.xlsx"
            #expect(try huibao(["table", "--ledger", ledger, "-o", path] + layout).exit == 0)
            let converted = try ChildProcess.run(
                try #require(DeskTests.office),
                ["-env:UserInstallation=file://\(home)", "--headless", "--convert-to", "xlsx", "--outdir", home, path], in: folder, seconds: 120)
            #expect(converted.exit == 0, "\(converted.errors)")
            let verified = try huibao(["verify", home + "/t.xlsx", "--ledger", ledger])
            #expect(verified.exit == 0, "\(verified.text)\(verified.errors)")
        }
    }

    @Test func whatIsNoExportIsTold() throws {
        let note = folder.write("note.txt", "随笔")
        #expect(try huibao(["verify", note, "--source", Self.samples]).exit == 2)
        #expect(try huibao(["verify", folder.path + "/none.csv", "--source", Self.samples]).exit == 3)
    }
}
