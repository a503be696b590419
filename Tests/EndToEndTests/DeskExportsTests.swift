import TestSupport
import Testing

/// Answers and exports as the desk opens them: LibreOffice, openpyxl, Chromium; and long tables in flat memory.
@Suite(.serialized) struct DeskExportsTests {
    private let folder = TemporaryFolder()
    private let desk = Repository.root + "/Deploy/samples/desk/"

    private func ledger() throws -> String {
        let ledger = folder.path + "/ledger.db"
        let run = try ChildProcess.run(
            "huibao", ["run", "--ledger", ledger, "-o", folder.path + "/run.json", Repository.root + "/Deploy/samples"], in: folder, seconds: 180)
        #expect(run.exit == 0, "\(run.errors)")
        return ledger
    }

    private func huibao(_ arguments: [String]) throws -> ChildProcess.Outcome {
        try ChildProcess.run("huibao", arguments, in: folder, seconds: 120)
    }

    /// The samples' sheets with the samples' reports.
    private func answers(_ ledger: String, _ ending: String) throws -> [String] {
        let scored = ["--targets", desk + "targets-2021.csv", "--marks", desk + "marks-2021.csv", "--year", "2021"]
        let asked: [(String, [String])] = [
            ("targets", ["targets", "--targets", desk + "targets-2021.csv", "--rules", desk + "rules.csv", "--as-of", "2021-09-20"]),
            ("scorecard", ["scorecard", desk + "scorecard.csv"] + scored),
            ("explained", ["scorecard", desk + "scorecard.csv", "--explain", "全部"] + scored),
            ("rank", ["rank", "新增工会会员数", "--year", "2021"]), ("series", ["series", "青岭", "新增工会组织数"]),
            ("missing", ["missing", "--year", "2021"]),
        ]
        return try asked.map { name, arguments in
            let path = folder.path + "/" + name + "." + ending
            let outcome = try huibao(arguments + ["--ledger", ledger, "-o", path])
            #expect(outcome.exit == 0, "\(name): \(outcome.errors)")
            return path
        }
    }

    @Test(.enabled(if: DeskTests.python != nil, "python3 is not installed")) func answersAreWorkbooksWithTypedNumbers() throws {
        let books = try answers(ledger(), "xlsx")
        let check = try ChildProcess.run(
            try #require(DeskTests.python), [Repository.root + "/Tests/EndToEndTests/Fixtures/check_answers.py"] + books, in: folder, seconds: 120)
        guard check.exit != 77 else { return print("skipped: \(check.text)") }
        #expect(check.exit == 0, "\(check.text)\(check.errors)")
    }

    @Test(.enabled(if: DeskTests.python != nil && DeskTests.chromium != nil, "python3 and Chromium are not installed"))
    func pagesOfAnswersWorkInABrowser() throws {
        let ledger = try ledger()
        let wide = folder.path + "/wide.html"
        #expect(try huibao(["table", "--wide", "--ledger", ledger, "-o", wide]).exit == 0)
        let script = Repository.root + "/Tests/EndToEndTests/Fixtures/check_page.py"
        // what is missing has no number to click
        for page in try [wide] + answers(ledger, "html") where !page.hasSuffix("missing.html") && !page.hasSuffix("scorecard.html") && !page.hasSuffix("series.html") {
            let check = try ChildProcess.run(
                try #require(DeskTests.python), [script, try #require(DeskTests.chromium), page], in: folder, seconds: 120)
            #expect(check.exit == 0, "\(page): \(check.text)\(check.errors)")
        }
    }

    /// On paper: every sheet of a table has its heads; a wide one begins on the first sheet, which lies on its side.
    @Test(.enabled(if: DeskTests.chromium != nil, "Chromium is not installed"))
    func pagesPrintWithTheirHeads() throws {
        let ledger = try ledger()
        for (name, options, head) in [("long", [], "文件"), ("wide", ["--wide"], "石屏岭市")] {
            let (page, pdf) = (folder.path + "/\(name)-print.html", folder.path + "/\(name).pdf")
            #expect(try huibao(["table"] + options + ["--ledger", ledger, "-o", page]).exit == 0)
            let home = folder.makeFolder("chromium-\(name)")
            let printed = try ChildProcess.run(
                try #require(DeskTests.chromium),
                [
                    "--headless=new", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(home)", "--no-pdf-header-footer", "--print-to-pdf=\(pdf)",
                    "file://\(page)",
                ], in: folder, seconds: 120)
            #expect(printed.exit == 0, "\(printed.errors)")
            let read = try ChildProcess.run("/usr/bin/pdftotext", ["-layout", pdf, "-"], in: folder, seconds: 60)
            let sheets = read.text.split(separator: "\u{C}").prefix { !$0.contains("深色：最近一年") }
            #expect(sheets.count > 1 && sheets.allSatisfy { $0.prefix(400).contains(head) }, "\(name): \(sheets.map { $0.prefix(80) })")
            let info = try ChildProcess.run("/usr/bin/pdfinfo", [pdf], in: folder, seconds: 60).text
            let landscape = info.contains("Page size:       841.92 x")
            #expect(landscape == (name == "wide"), "\(info)")
        }
    }

    @Test(.enabled(if: DeskTests.python != nil && DeskTests.office != nil, "python3 and LibreOffice are not installed"))
    func csvOpensInLibreOfficeWithItsChinese() throws {
        let ledger = try ledger()
        let csv = folder.path + "/t.csv"
        #expect(try huibao(["table", "--ledger", ledger, "-o", csv]).exit == 0)
        let home = folder.makeFolder("office")
        // without a window nobody chooses the encoding: 76 is UTF-8, 44 the comma, 34 the quote
        let converted = try ChildProcess.run(
            try #require(DeskTests.office),
            [
                "-env:UserInstallation=file://\(home)", "--headless", "--infilter=Text - txt - csv (StarCalc):44,34,76,1", "--convert-to", "xlsx",
                "--outdir", home, csv,
            ], in: folder, seconds: 120)
        #expect(converted.exit == 0, "\(converted.errors)")
        let check = try ChildProcess.run(
            try #require(DeskTests.python), [Repository.root + "/Tests/EndToEndTests/Fixtures/check_csv.py", csv, home + "/t.xlsx"], in: folder, seconds: 60)
        guard check.exit != 77 else { return print("skipped: \(check.text)") }
        #expect(check.exit == 0, "\(check.text)\(check.errors)")
    }

    /// Four times the rows, the same memory: each in a process of its own, as the kernel counts it.
    @Test(arguments: ["csv", "json", "jsonl", "md", "html", "sqlite", "xlsx"]) func longTablesAreWrittenInFlatMemory(_ format: String) throws {
        func peak(_ rows: Int) throws -> Double {
            let outcome = try huibao(["bench", "table", "--rows", "\(rows)", "--format", format])
            guard case .number(let bytes)? = try JSONValue(Array(outcome.text.utf8))["peakBytes"] else { return .infinity }
            return bytes
        }
        let (few, many) = (try peak(6000), try peak(24_000))
        // a row held is more than 1 KB; comments of a workbook are held, up to their limit
        let bound = (format == "xlsx" ? 24.0 : 8.0) * 1_048_576
        #expect(many - few < bound, "\(format): \(few) bytes for 6000 rows, \(many) for 24000")
    }
}
