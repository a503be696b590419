import Glibc
import TestSupport
import Testing

/// What the desk gets: files that spreadsheets and browsers open, checked by programs that others wrote, where these are installed.
@Suite(.serialized) struct DeskTests {
    private static func find(_ names: [String]) -> String? {
        let folders = unsafe getenv("PATH").map { unsafe String(cString: $0) }?.split(separator: ":").map(String.init) ?? []
        for name in names {
            for folder in folders where unsafe access(folder + "/" + name, X_OK) == 0 { return folder + "/" + name }
        }
        return nil
    }

    static let python = find(["python3"])
    static let chromium = find(["chromium", "chromium-browser", "google-chrome"])
    static let office = find(["soffice", "libreoffice"])
    private let folder = TemporaryFolder()

    /// The samples, and a report whose name and sentences try to be markup and formulas.
    private func ledger() throws -> String {
        let hostile = folder.write(
            "=1+1\"><img src=x onerror=alert(1)>.txt",
            "青岭市总工会2023年工作总结\n\n=全市新发展工会会员5120人，<script>alert(1)</script>新建基层工会77个。\n")
        let ledger = folder.path + "/ledger.db"
        let run = try ChildProcess.run(
            "huibao", ["run", "--ledger", ledger, "-o", folder.path + "/run.json", Repository.root + "/Deploy/samples", hostile], in: folder,
            seconds: 180)
        #expect(run.exit == 0 && run.output.isEmpty, "\(run.errors)")
        return ledger
    }

    /// One correction of each kind.
    private func correct(_ ledger: String) throws {
        let cell = ["青岭市", "org.new_members", "2021"]
        let signed = ["--why", "核对<来函>", "--who", "周遥", "--ledger", ledger]
        for words in [
            ["accept"] + cell + ["--value", "18246"], ["set", "云泽市", "org.new_members", "2021", "约1.2万人"],
            ["reject"] + cell + ["--number", "2"],
        ] {
            let outcome = try ChildProcess.run("huibao", ["correct"] + words + signed, in: folder, seconds: 60)
            #expect(outcome.exit == 0, "\(outcome.errors)")
        }
    }

    private func table(_ ledger: String, _ arguments: [String]) throws -> ChildProcess.Outcome {
        try ChildProcess.run("huibao", ["table", "--ledger", ledger] + arguments, in: folder, seconds: 60)
    }

    @Test(.enabled(if: python != nil, "python3 is not installed")) func theWorkbookIsTheTable() throws {
        let ledger = try ledger()
        let book = folder.path + "/t.xlsx"
        let json = folder.path + "/t.json"
        #expect(try table(ledger, ["-o", json]).exit == 0)
        #expect(Repository.fileBytes(json) == Repository.fileBytes(folder.path + "/run.json"), "run and table print alike")
        try correct(ledger)
        for file in [book, json, folder.path + "/w.xlsx"] {
            #expect(try table(ledger, (file.hasSuffix("w.xlsx") ? ["--wide"] : []) + ["-o", file]).exit == 0)
        }
        #expect(try table(ledger, ["-f", "xlsx"]).output == Repository.fileBytes(book), "standard output gets the file's bytes")
        var arguments = [Repository.root + "/Tests/EndToEndTests/Fixtures/check_workbook.py", book, json]
        if let office = Self.office {
            let home = folder.makeFolder("office")
            let converted = try ChildProcess.run(
                office, ["-env:UserInstallation=file://\(home)", "--headless", "--convert-to", "xlsx", "--outdir", home, book], in: folder,
                seconds: 120)
            #expect(converted.exit == 0, "\(converted.errors)")
            arguments.append(home + "/t.xlsx")
        } else {
            print("skipped: LibreOffice is not installed")
        }
        let check = try ChildProcess.run(try #require(Self.python), arguments, in: folder, seconds: 120)
        guard check.exit != 77 else { return print("skipped: \(check.text)") }
        #expect(check.exit == 0, "\(check.text)\(check.errors)")
    }

    @Test(.enabled(if: python != nil && chromium != nil, "python3 and Chromium are not installed")) func thePageWorksInABrowser() throws {
        let page = folder.path + "/t.html"
        #expect(try table(ledger(), ["-o", page]).exit == 0)
        let script = Repository.root + "/Tests/EndToEndTests/Fixtures/check_page.py"
        let check = try ChildProcess.run(
            try #require(Self.python), [script, try #require(Self.chromium), page], in: folder, seconds: 120)
        #expect(check.exit == 0, "\(check.text)\(check.errors)")
    }

    @Test func aFileThatCannotBeWrittenIsToldBeforeTheWork() throws {
        let outcome = try ChildProcess.run(
            "huibao", ["run", "-o", folder.path + "/none/t.xlsx", Repository.root + "/Deploy/samples"], in: folder, seconds: 60)
        #expect(outcome.exit == 3)
        #expect(outcome.errors.contains("there is no folder"))
    }
}
