internal import Aggregation
internal import Spreadsheet
internal import Text

/// Headers of the sheets, and how wide their columns are.
enum SheetColumns {
    /// The column of the table's numbers, from 0.
    static let value = 4
    /// Columns of the table that are for paper: up to the scope.
    static let printed = 9

    static func table(_ language: Language) -> [(title: String, width: Double)] {
        [
            (language.pick("城市", "City"), 12), (language.pick("年份", "Year"), 7), (language.pick("领域", "Area"), 16),
            (language.pick("指标", "Indicator"), 28), (language.pick("数值", "Value"), 16), (language.pick("单位", "Unit"), 8),
            (language.pick("上限", "High"), 12), (language.pick("近似", "Approximation"), 9), (language.pick("口径", "Scope"), 8),
            (language.pick("期间起", "From"), 12), (language.pick("期间止", "To"), 12), (language.pick("说法不一", "Conflict"), 9),
            (language.pick("期间不一", "Unlike periods"), 9), (language.pick("依据数", "Evidence"), 8),
            (language.pick("采用理由", "Chosen by"), 16), (language.pick("可信度", "Confidence"), 8),
            (language.pick("指标代码", "Code"), 24), (language.pick("原文", "Quote"), 18), (language.pick("句子", "Sentence"), 60),
            (language.pick("文件", "Document"), 32), (language.pick("修正", "Corrections"), 40),
        ]
    }

    static func evidence(_ language: Language) -> [(title: String, width: Double)] {
        [
            (language.pick("城市", "City"), 12), (language.pick("年份", "Year"), 7), (language.pick("指标", "Indicator"), 28),
            (language.pick("地位", "Standing"), 9), (language.pick("数值", "Value"), 14), (language.pick("原文", "Quote"), 18),
            (language.pick("句子", "Sentence"), 60), (language.pick("计数对象", "Subject"), 24), (language.pick("文件", "Document"), 32),
            (language.pick("报告序号", "Report"), 9), (language.pick("字符起", "Start"), 9), (language.pick("字符止", "End"), 9),
            (language.pick("字节起", "Byte start"), 9), (language.pick("字节止", "Byte end"), 9),
            (language.pick("句子起", "Sentence start"), 9), (language.pick("句子止", "Sentence end"), 9),
            (language.pick("规则", "Rules"), 40), (language.pick("指标代码", "Code"), 24),
            (language.pick("报告方", "Reporter"), 12), (language.pick("报告日期", "Dated"), 12), (language.pick("文件SHA-256", "SHA-256"), 66),
        ]
    }

    static func corrections(_ language: Language) -> [(title: String, width: Double)] {
        [
            (language.pick("编号", "No."), 7), (language.pick("处理", "Kind"), 8), (language.pick("状态", "Standing"), 8),
            (language.pick("城市", "City"), 12), (language.pick("年份", "Year"), 7), (language.pick("指标", "Indicator"), 28),
            (language.pick("修正为", "Value"), 14), (language.pick("单位", "Unit"), 8), (language.pick("原文", "Quote"), 18),
            (language.pick("文件", "Document"), 32), (language.pick("签名", "Who"), 12), (language.pick("日期", "Day"), 12),
            (language.pick("理由", "Why"), 50), (language.pick("来源", "Source"), 30), (language.pick("指标代码", "Code"), 24),
            (language.pick("文件SHA-256", "SHA-256"), 66),
        ]
    }

    static func conflicts(_ language: Language) -> [(title: String, width: Double)] {
        [
            (language.pick("城市", "City"), 12), (language.pick("年份", "Year"), 7), (language.pick("指标", "Indicator"), 28),
            (language.pick("采用", "Taken"), 7), (language.pick("数值", "Value"), 14), (language.pick("单位", "Unit"), 8),
            (language.pick("采用理由", "Taken because"), 18), (language.pick("原文", "Quote"), 18), (language.pick("句子", "Sentence"), 60),
            (language.pick("文件", "Document"), 32), (language.pick("指标代码", "Code"), 24),
        ]
    }

    static func indicators(_ language: Language) -> [(title: String, width: Double)] {
        [
            (language.pick("指标", "Indicator"), 28), (language.pick("单位", "Unit"), 8), (language.pick("领域", "Area"), 18),
            (language.pick("表中个数", "In the table"), 10), (language.pick("定义", "Definition"), 60),
            (language.pick("英文名", "Chinese name"), 32), (language.pick("指标代码", "Code"), 24),
        ]
    }
}

/// Cells and evidence as rows of the sheets.
enum SheetRows {
    /// What a place in a report is for its cell.
    enum Standing { case chosen, other, runnerUp, rejected, basis }

    static func table(_ cell: Cell, _ labels: Labels, _ language: Language) -> [SheetField] {
        let first = cell.evidence.first
        return [
            .text(cell.city), year(cell), .text(labels.areaName(labels.area(of: cell.indicator, cell: cell.area), language)),
            .text(labels.name(cell.indicator, language)), .number(cell.value, SheetFormats.style(cell, language)),
            .text(CellText.unit(cell.unit, language)),
            cell.high.map { .number($0, .init(numberFormat: SheetFormats.plain($0))) } ?? .empty,
            .text(Words.approximation(cell.approximation, language)), .text(Words.scope(cell.scope, language)), .text(cell.periodStart),
            .text(cell.periodEnd), .text(cell.conflict ? language.pick("是", "yes") : ""),
            .text(cell.unlikePeriods ? language.pick("是", "yes") : ""), .number(Double(cell.evidence.count)),
            .text(Words.rule(cell.chosenBy, language)), .number(cell.confidence, .init(numberFormat: "0.00")), .text(cell.indicator),
            .text(first?.quote ?? ""), .text(first?.sentence ?? ""), .text(first?.document ?? ""),
            .text(cell.corrections.map { Words.line($0.entry, unit: cell.unit, language) }.joined(separator: "\n")),
        ]
    }

    static func evidence(
        _ cell: Cell, _ evidence: Evidence, _ standing: Standing, _ labels: Labels, _ language: Language
    ) -> [SheetField] {
        let word =
            switch standing {
            case .chosen: language.pick("采用", "taken")
            case .other: language.pick("其他", "other")
            case .runnerUp: language.pick("备选", "runner-up")
            case .rejected: language.pick("剔除", "rejected")
            case .basis: language.pick("推算依据", "derived from")
            }
        let numbers = [
            evidence.report, evidence.start, evidence.end, evidence.byteStart, evidence.byteEnd, evidence.sentenceStart,
            evidence.sentenceEnd,
        ]
        return [
            .text(cell.city), year(cell), .text(labels.name(cell.indicator, language)), .text(word),
            .number(evidence.value, .init(numberFormat: SheetFormats.plain(evidence.value))), .text(evidence.quote),
            .text(evidence.sentence), .text(evidence.subject), .text(evidence.document),
        ] + numbers.map { .number(Double($0)) } + [
            .text(evidence.because.joined(separator: " ")), .text(cell.indicator), .text(evidence.reporter), .text(evidence.dated),
            .text(evidence.sha256),
        ]
    }

    static func conflict(_ cell: Cell, _ evidence: Evidence, chosen: Bool, _ labels: Labels, _ language: Language) -> [SheetField] {
        let style = SheetFormats.plain(evidence.value)
        return [
            .text(cell.city), year(cell), .text(labels.name(cell.indicator, language)), .text(chosen ? language.pick("采用", "yes") : ""),
            .number(evidence.value, .init(numberFormat: style, fill: chosen ? SheetFormats.conflict : nil)),
            .text(CellText.unit(cell.unit, language)), .text(chosen ? Words.rule(cell.chosenBy, language) : ""), .text(evidence.quote),
            .text(evidence.sentence), .text(evidence.document), .text(cell.indicator),
        ]
    }

    static func correction(_ applied: AppliedCorrection, _ cell: Cell, _ labels: Labels, _ language: Language) -> [SheetField] {
        let entry = applied.entry
        return [
            .number(Double(entry.number)), .text(Words.correction(entry.kind, language)),
            .text(entry.standing.map { Words.standing($0, language) } ?? ""), .text(cell.city), year(cell),
            .text(labels.name(cell.indicator, language)), entry.value.map { .number($0, .init(numberFormat: SheetFormats.plain($0))) } ?? .empty,
            .text(entry.value == nil ? "" : CellText.unit(entry.unit.isEmpty ? cell.unit : entry.unit, language)),
            .text(entry.anchor?.quote ?? ""), .text(entry.anchor?.document ?? ""), .text(entry.who), .text(entry.day), .text(entry.why),
            .text(entry.source), .text(cell.indicator), .text(entry.anchor?.sha256 ?? ""),
        ]
    }

    static func indicator(_ indicator: Labels.Indicator, told: Int, _ labels: Labels, _ language: Language) -> [SheetField] {
        [
            .text(labels.name(indicator.code, language)), .text(CellText.unit(indicator.unit, language)),
            .text(labels.areaName(indicator.area, language)), .number(Double(told)), .text(indicator.definition, SheetFormats.wrapped),
            .text(language.pick(indicator.nameEn, indicator.nameZh)), .text(indicator.code),
        ]
    }

    /// The sentence with its number in 【】, the document, and what else was told.
    static func comment(_ cell: Cell, _ language: Language) -> String {
        guard let first = cell.evidence.first else { return "" }
        var lines = [MarkedSentence(first).text, language.pick("——", "— ") + TerminalText.safe(first.document)]
        if !CellText.period(cell).isEmpty { lines.append(language.pick("期间：", "Period: ") + CellText.period(cell)) }
        for applied in cell.corrections { lines.append(TerminalText.safe(Words.line(applied.entry, unit: cell.unit, language))) }
        if cell.conflict {
            lines.append(language.pick("※ 其他说法：", "※ Others say: "))
            for other in cell.evidence.dropFirst().prefix(5) {
                lines.append("\(NumberText.grouped(other.value))（\(TerminalText.safe(other.document))）")
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func year(_ cell: Cell) -> SheetField { cell.year == 0 ? .empty : .number(Double(cell.year), SheetFormats.whole) }
}
