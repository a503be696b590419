internal import Aggregation
internal import Base
internal import Export
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
                try invocation.console.write(ExplainText.text(cell, labels: codebook.labels, language: language))
            }
            return .done
        }
    }
}

/// A cell and its evidence in words. Pure.
enum ExplainText {
    static func text(_ cell: Cell, labels: Labels, language: Language) -> String {
        let area = labels.areaName(labels.indicator(cell.indicator)?.area ?? cell.area ?? "", language)
        var text =
            "\(cell.city) \(cell.year)  \(labels.name(cell.indicator, language)) (\(cell.indicator)\(area.isEmpty ? "" : ", \(area)"))\n"
        text += "\(CellText.number(cell, language))\(cell.unit)\(CellText.marks(cell))   \(approximation(cell))\n"
        if !cell.scope.isEmpty { text += "scope: \(cell.scope)\n" }
        if !CellText.period(cell).isEmpty { text += "period: \(CellText.period(cell))\n" }
        text += "confidence: \(NumberText.short(cell.confidence)); chosen by: \(cell.chosenBy.rawValue)\n"
        for (index, evidence) in cell.evidence.enumerated() {
            if index == 1 { text += cell.conflict ? "\nOther reports, which disagree:\n" : "\nOther evidence:\n" }
            text += "\n" + entry(evidence)
        }
        if let runnerUp = cell.runnerUp { text += "\nRunner-up in the same report:\n\n" + entry(runnerUp) }
        return TerminalText.safeLines(text)
    }

    private static func approximation(_ cell: Cell) -> String {
        switch cell.approximation {
        case .exact: "exact"
        case .about: "told as about"
        case .atLeast: "told as at least"
        case .atMost: "told as at most"
        }
    }

    private static func entry(_ evidence: Evidence) -> String {
        """
          \(marked(evidence))
          value \(NumberText.grouped(evidence.value)), subject \(evidence.subject)
          in \(evidence.document), report \(evidence.report), characters \(evidence.start)–\(evidence.end), bytes \(evidence.byteStart)–\(evidence.byteEnd)
          rules: \(evidence.because.joined(separator: ", "))

        """
    }

    /// The sentence with the number in 【】. The quote may hold breaks of the source that the sentence lacks; where it stands several
    /// times, the one whose place in the sentence fits the offsets best is marked.
    static func marked(_ evidence: Evidence) -> String {
        let sentence = Array(TerminalText.safe(evidence.sentence).unicodeScalars)
        let quote = Array(evidence.quote.unicodeScalars).filter { !$0.properties.isWhitespace }
        let bare = sentence.indices.filter { !sentence[$0].properties.isWhitespace }
        guard !quote.isEmpty, bare.count >= quote.count else { return String(String.UnicodeScalarView(sentence)) }
        let length = max(1, evidence.sentenceEnd - evidence.sentenceStart)
        let wanted = Double(evidence.start - evidence.sentenceStart) / Double(length) * Double(bare.count)
        var best: (at: Int, distance: Double)?
        for at in 0...(bare.count - quote.count) where quote.indices.allSatisfy({ sentence[bare[at + $0]] == quote[$0] }) {
            let distance = abs(Double(at) - wanted)
            if distance < best?.distance ?? .infinity { best = (at, distance) }
        }
        guard let best else { return String(String.UnicodeScalarView(sentence)) }
        let first = bare[best.at]
        let last = bare[best.at + quote.count - 1]
        var out = String.UnicodeScalarView()
        for (index, scalar) in sentence.enumerated() {
            if index == first { out.append("【") }
            out.append(scalar)
            if index == last { out.append("】") }
        }
        return String(out)
    }
}
