internal import Aggregation
internal import Assessment
internal import Base
internal import Checks
internal import Export
internal import Extraction
internal import Protocol
internal import Runtime
internal import Text

/// `huibao explain`: one number, with the sentence that proves it and the rules that led to it.
enum ExplainCommand {
    static let command = Command(
        ["explain"], .table, "the evidence behind one number", operands: "CITY INDICATOR YEAR", count: 3...3,
        options: [CommonOptions.listFormat, CommonOptions.language, CommonOptions.codebook, CommonOptions.ledger] + CommonOptions.connection,
        examples: [
            ("huibao explain 云泽市 org.new_members 2021", "the indicator by its code"),
            ("huibao explain 云泽 新增工会会员数 2021", "or by its name; 市 may be left out"),
            ("huibao explain 云泽市 aid.funds:target 2021", "a figure of 'table --derived', and what it follows from"),
        ],
        exits: [.notFound, .unreachable, .timedOut]
    ) { invocation in
        let codebook = try CodebookLabels(invocation)
        let wanted = try codebook.shownCode(invocation.operands[1])
        let indicator = DerivedCode.base(of: wanted) ?? wanted
        let year = try invocation.number(2, "year")
        let filter = GetTable(id: "", cities: CodebookLabels.cities(invocation.operands[0]), indicators: [indicator], years: [Int(year)])
        return try LedgerSession.with(invocation) { client in
            var found: [Cell] = []
            try client.eachPageOfCells(filter) { found += try TablePrinter.cells($0) }
            guard let told = found.first else {
                if let rejected = try CorrectCommands.rejection(filter, client) { throw rejected }
                throw nothing(wanted, invocation, codebook)
            }
            var traces: [String: String] = [:]
            let checks = FigureChecks(codebook: codebook.codebook) { sha256 in
                guard let source = try client.source(sha256: sha256) else { return nil }
                traces[sha256] = source.trace
                return source.bytes
            }
            let isPrinted = invocation.options.string("format") != "json"
            var findings = isPrinted || wanted != indicator ? try checks.findings(touching: told) : nil
            var cell = told
            if wanted != indicator {
                let targets = (findings ?? []).compactMap(ImpliedTargets.target).filter { $0.key == told.key }
                guard let target = ImpliedTarget.cell(beside: told, of: targets) else { throw nothing(wanted, invocation, codebook) }
                cell = target
                findings = findings?.filter { $0.rule != ImpliedTargets.rule }
            }
            if isPrinted {
                let text = ExplainText(labels: codebook.labels, language: TableOutput.language(invocation), traces: traces)
                    .text(cell, findings: findings)
                try invocation.console.write(TerminalText.wrapped(text, to: invocation.console.outputColumns))
            } else {
                var line = JSONLine()
                cell.write(to: &line)
                line.newline()
                try invocation.console.write(line.bytes)
            }
            return .done
        }
    }

    private static func nothing(_ code: String, _ invocation: Invocation, _ codebook: CodebookLabels) -> ToolError {
        ToolError(
            .notFound, "the table has no number for \(invocation.operands[0]), \(codebook.labels.name(code, .zh)), \(invocation.operands[2])",
            advice: "see what is there with 'huibao table --city \(invocation.operands[0])\(DerivedCode.base(of: code) == nil ? "" : " --derived")'")
    }
}

/// A cell and its evidence in words. Pure.
struct ExplainText {
    let labels: Labels
    let language: Language
    /// Marks of documents in the logs, by SHA-256.
    let traces: [String: String]

    func text(_ cell: Cell, findings: [Finding]?) -> String {
        let area = labels.areaName(labels.indicator(cell.indicator)?.area ?? cell.area ?? "", language)
        let colon = language.pick("：", ": ")
        func line(_ chinese: String, _ english: String, _ value: String) -> String {
            value.isEmpty ? "" : language.pick(chinese, english) + colon + value + "\n"
        }
        var text =
            "\(cell.city) \(cell.year)  \(labels.name(cell.indicator, language)) (\(cell.indicator)\(area.isEmpty ? "" : ", \(area)"))\n"
        text += "\(CellText.number(cell, language))\(cell.unit)\(CellText.marks(cell))   \(approximation(cell))\n"
        text += line("口径", "scope", Words.scope(cell.scope, language))
        text += line("期间", "period", CellText.period(cell))
        if cell.isDerived { text += line("计算", "calculation", CellText.quote(cell)) }
        text += line("可信度", "confidence", NumberText.short(cell.confidence))
        text += line("取值依据", "chosen by", "\(Words.rule(cell.chosenBy, language)) (\(cell.chosenBy.rawValue))")
        for applied in cell.corrections { text += Words.line(applied.entry, unit: cell.unit, language) + "\n" }
        for (index, evidence) in Claims.list(of: cell).enumerated() {
            if index == 1 {
                let basis = language.pick("一同推算自：", "Together with:")
                text += "\n" + (cell.isDerived ? basis : cell.conflict ? language.pick("其他报告说法不一：", "Other reports, which disagree:") : language.pick("其他出处：", "Other evidence:")) + "\n"
            }
            text += "\n" + entry(evidence)
        }
        for applied in cell.corrections where applied.entry.kind == .reject {
            guard let rejected = applied.evidence else { continue }
            text += "\n" + language.pick("已剔除：", "Rejected:") + "\n\n" + entry(rejected)
        }
        if let runnerUp = cell.runnerUp {
            text += "\n" + language.pick("同一报告中的次选：", "Runner-up in the same report:") + "\n\n" + entry(runnerUp)
        }
        text += "\n" + checks(findings)
        return TerminalText.safeLines(text)
    }

    private func approximation(_ cell: Cell) -> String {
        if cell.isDerived { return language.pick("报告没有说，由所说的数推算", "not told: follows from what is told") }
        return switch cell.approximation {
        case .exact: language.pick("原文为确数", "exact")
        case .about: language.pick("原文为约数", "told as about")
        case .atLeast: language.pick("原文为“以上”", "told as at least")
        case .atMost: language.pick("原文为“以内”", "told as at most")
        }
    }

    /// What the figures around it say about it.
    private func checks(_ findings: [Finding]?) -> String {
        let title = language.pick("勾稽核对", "Checks") + language.pick("：", ": ")
        guard let findings else { return title + language.pick("没有原文，未核对", "not made, since the document is not kept") + "\n" }
        if findings.isEmpty { return title + language.pick("与同一报告的其他数字没有矛盾", "no other figure of its report contradicts it") + "\n" }
        return title + "\n" + findings.map { finding in
            let severity = FindingPrinter.word(finding.severity, language)
            return "  \(severity) \(language.pick(finding.chinese, finding.english))\n    \(finding.arithmetic) (\(finding.rule))\n"
        }.joined()
    }

    /// Each rule on the way in words, its name behind; the name alone where this version does not know it.
    private func steps(_ evidence: Evidence) -> String {
        evidence.because.enumerated().map { index, name in
            let words = RuleWords.text(name, chinese: language == .zh) { labels.name($0, language) }
            return "    \(index + 1). " + (words.map { "\($0) (\(name))" } ?? name) + "\n"
        }.joined()
    }

    private func entry(_ evidence: Evidence) -> String {
        let value = NumberText.grouped(evidence.value)
        let place = "\(evidence.start)–\(evidence.end)"
        let bytes = "\(evidence.byteStart)–\(evidence.byteEnd)"
        let steps = steps(evidence)
        return language.pick(
            """
              \(MarkedSentence(evidence).text)
              数值 \(value)，所指 \(evidence.subject)
              出处 \(evidence.document)，第 \(evidence.report + 1) 篇，第 \(place) 字符（字节 \(bytes)）
              步骤
            \(steps)\(digest(evidence))
            """,
            """
              \(MarkedSentence(evidence).text)
              value \(value), subject \(evidence.subject)
              in \(evidence.document), report \(evidence.report), characters \(place), bytes \(bytes)
              steps
            \(steps)\(digest(evidence))
            """)
    }

    /// The document's digest, and the mark under which the logs tell of its reading.
    private func digest(_ evidence: Evidence) -> String {
        guard !evidence.sha256.isEmpty else { return "" }
        let digest = "  " + language.pick("文件 SHA-256 ", "document SHA-256 ") + evidence.sha256 + "\n"
        guard let trace = traces[evidence.sha256], !trace.isEmpty else { return digest }
        return digest + "  " + language.pick("日志追踪号 ", "trace in the logs ") + "\(trace).\(evidence.report)\n"
    }
}
