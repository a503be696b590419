internal import Aggregation
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
        options: [CommonOptions.listFormat, CommonOptions.language, CommonOptions.ledger] + CommonOptions.connection,
        examples: [
            ("huibao explain 云泽市 org.new_members 2021", "the indicator by its code"),
            ("huibao explain 云泽 新增工会会员数 2021", "or by its name; 市 may be left out"),
        ],
        exits: [.notFound, .unreachable, .timedOut]
    ) { invocation in
        let codebook = try CodebookLabels()
        let indicator = try codebook.indicatorCode(invocation.operands[1])
        let year = try invocation.number(2, "year")
        let filter = GetTable(id: "", cities: CodebookLabels.cities(invocation.operands[0]), indicators: [indicator], years: [Int(year)])
        return try LedgerSession.with(invocation) { client in
            var found: [Cell] = []
            try client.eachPageOfCells(filter) { found += try TablePrinter.cells($0) }
            guard let cell = found.first else {
                if let rejected = try CorrectCommands.rejection(filter, client) { throw rejected }
                throw ToolError(
                    .notFound, "the table has no number for \(invocation.operands[0]), \(codebook.labels.name(indicator, .zh)), \(year)",
                    advice: "see what is there with 'huibao table --city \(invocation.operands[0])'")
            }
            if invocation.options.string("format") == "json" {
                var line = JSONLine()
                cell.write(to: &line)
                line.newline()
                try invocation.console.write(line.bytes)
            } else {
                let language = Language(rawValue: invocation.options.string("lang") ?? "zh") ?? .zh
                let findings = try FigureChecks(client).findings(touching: cell)
                try invocation.console.write(ExplainText.text(cell, findings: findings, labels: codebook.labels, language: language))
            }
            return .done
        }
    }
}

/// A cell and its evidence in words. Pure.
enum ExplainText {
    static func text(_ cell: Cell, findings: [Finding]?, labels: Labels, language: Language) -> String {
        let area = labels.areaName(labels.indicator(cell.indicator)?.area ?? cell.area ?? "", language)
        let colon = language.pick("：", ": ")
        func line(_ chinese: String, _ english: String, _ value: String) -> String {
            value.isEmpty ? "" : language.pick(chinese, english) + colon + value + "\n"
        }
        var text =
            "\(cell.city) \(cell.year)  \(labels.name(cell.indicator, language)) (\(cell.indicator)\(area.isEmpty ? "" : ", \(area)"))\n"
        text += "\(CellText.number(cell, language))\(cell.unit)\(CellText.marks(cell))   \(approximation(cell, language))\n"
        text += line("口径", "scope", scope(cell.scope, language))
        text += line("期间", "period", CellText.period(cell))
        text += line("可信度", "confidence", NumberText.short(cell.confidence))
        text += line("取值依据", "chosen by", choice(cell.chosenBy, language))
        for applied in cell.corrections { text += Words.line(applied.entry, unit: cell.unit, language) + "\n" }
        for (index, evidence) in Claims.list(of: cell).enumerated() {
            if index == 1 {
                text += "\n" + (cell.conflict ? language.pick("其他报告说法不一：", "Other reports, which disagree:") : language.pick("其他出处：", "Other evidence:")) + "\n"
            }
            text += "\n" + entry(evidence, labels, language)
        }
        for applied in cell.corrections where applied.entry.kind == .reject {
            guard let rejected = applied.evidence else { continue }
            text += "\n" + language.pick("已剔除：", "Rejected:") + "\n\n" + entry(rejected, labels, language)
        }
        if let runnerUp = cell.runnerUp {
            text += "\n" + language.pick("同一报告中的次选：", "Runner-up in the same report:") + "\n\n" + entry(runnerUp, labels, language)
        }
        text += "\n" + checks(findings, language)
        return TerminalText.safeLines(text)
    }

    private static func approximation(_ cell: Cell, _ language: Language) -> String {
        switch cell.approximation {
        case .exact: language.pick("原文为确数", "exact")
        case .about: language.pick("原文为约数", "told as about")
        case .atLeast: language.pick("原文为“以上”", "told as at least")
        case .atMost: language.pick("原文为“以内”", "told as at most")
        }
    }

    private static func scope(_ scope: String, _ language: Language) -> String {
        switch scope {
        case "new": language.pick("新增", "new")
        case "total": language.pick("总数", "total")
        case "cumulative": language.pick("累计", "cumulative")
        default: scope
        }
    }

    /// What decided among the claims, in words; the rule's name stands behind.
    private static func choice(_ rule: CellResolver.Rule, _ language: Language) -> String {
        let words =
            switch rule {
            case .only: language.pick("仅此一处", "nothing else was said")
            case .agreement: language.pick("各处一致", "all agree")
            case .period: language.pick("期间最长", "the longest period")
            case .own: language.pick("本市报告优先于他处", "the city's own report before another's")
            case .total: language.pick("总数优先于分项", "a total before a part")
            case .later: language.pick("后发报告优先于先发", "the later report before the earlier")
            case .accepted: language.pick("人工采信", "accepted by a person")
            case .set: language.pick("人工修正", "set by a person")
            case .confidence: language.pick("可信度最高", "the highest confidence")
            case .exact: language.pick("确数优先于约数", "an exact figure before an approximate one")
            case .order: language.pick("按文件次序", "the order of the documents")
            }
        return "\(words) (\(rule.rawValue))"
    }

    /// What the figures around it say about it.
    private static func checks(_ findings: [Finding]?, _ language: Language) -> String {
        let title = language.pick("勾稽核对", "Checks") + language.pick("：", ": ")
        guard let findings else { return title + language.pick("没有原文，未核对", "not made, since the document is not kept") + "\n" }
        if findings.isEmpty { return title + language.pick("与同一报告的其他数字没有矛盾", "no other figure of its report contradicts it") + "\n" }
        return title + "\n" + findings.map { finding in
            let severity = FindingPrinter.word(finding.severity, language)
            return "  \(severity) \(language.pick(finding.chinese, finding.english))\n    \(finding.arithmetic) (\(finding.rule))\n"
        }.joined()
    }

    /// Each rule on the way in words, its name behind; the name alone where this version does not know it.
    private static func steps(_ evidence: Evidence, _ labels: Labels, _ language: Language) -> String {
        evidence.because.enumerated().map { index, name in
            let words = RuleWords.text(name, chinese: language == .zh) { labels.name($0, language) }
            return "    \(index + 1). " + (words.map { "\($0) (\(name))" } ?? name) + "\n"
        }.joined()
    }

    private static func entry(_ evidence: Evidence, _ labels: Labels, _ language: Language) -> String {
        let value = NumberText.grouped(evidence.value)
        let place = "\(evidence.start)–\(evidence.end)"
        let bytes = "\(evidence.byteStart)–\(evidence.byteEnd)"
        let steps = steps(evidence, labels, language)
        return language.pick(
            """
              \(marked(evidence))
              数值 \(value)，所指 \(evidence.subject)
              出处 \(evidence.document)，第 \(evidence.report + 1) 篇，第 \(place) 字符（字节 \(bytes)）
              步骤
            \(steps)\(digest(evidence, language))
            """,
            """
              \(marked(evidence))
              value \(value), subject \(evidence.subject)
              in \(evidence.document), report \(evidence.report), characters \(place), bytes \(bytes)
              steps
            \(steps)\(digest(evidence, language))
            """)
    }

    private static func digest(_ evidence: Evidence, _ language: Language) -> String {
        evidence.sha256.isEmpty ? "" : "  " + language.pick("文件 SHA-256 ", "document SHA-256 ") + evidence.sha256 + "\n"
    }

    /// The sentence with the number in 【】.
    static func marked(_ evidence: Evidence) -> String { MarkedSentence(evidence).text }
}
