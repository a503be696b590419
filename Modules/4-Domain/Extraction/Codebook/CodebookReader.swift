internal import Base

/// Reads the text form of a codebook, line by line: `keyword rest`.
struct CodebookReader {
    let file: String
    private(set) var indicators: [Indicator] = []
    private(set) var areas: [Area] = []
    private(set) var framework = ""
    private var line = 0
    private var hasFormat = false
    private var block = Block.none

    private enum Block { case none, indicator, area }

    init(file: String) { self.file = file }

    mutating func read(_ bytes: [UInt8]) throws(CodebookError) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw CodebookError(.notText, file: file, line: 0, detail: "") }
        for raw in text.split(separator: "\n", omittingEmptySubsequences: false) {
            line += 1
            let l = Self.trimmed(raw)
            if l.isEmpty || l.hasPrefix("#") { continue }
            try read(line: l)
        }
        guard hasFormat else { throw CodebookError(.format, file: file, line: 0, detail: "no format line") }
        for i in indicators where i.when.isEmpty || i.area.isEmpty || i.nameZh.isEmpty || i.count.isEmpty {
            throw CodebookError(.incomplete, file: file, line: 0, detail: "\(i.code) needs area, unit, zh, count and when")
        }
    }

    private func fail(_ cause: CodebookError.Cause, _ detail: String) -> CodebookError {
        CodebookError(cause, file: file, line: line, detail: detail)
    }

    private mutating func read(line l: Substring) throws(CodebookError) {
        let cut = l.firstIndex { $0 == " " || $0 == "\t" } ?? l.endIndex
        let key = String(l[..<cut])
        let rest = Self.trimmed(l[cut...])
        switch key {
        case "format":
            guard rest == "1" else { throw fail(.format, String(rest)) }
            hasFormat = true
        case "framework":
            framework = String(rest)
        case "area" where block != .indicator || rest.contains("|"):
            try openArea(rest)
        case "indicator":
            let code = String(rest)
            guard !code.isEmpty else { throw fail(.syntax, "indicator without a code") }
            guard !indicators.contains(where: { $0.code == code }) else { throw fail(.duplicate, code) }
            indicators.append(
                Indicator(
                    code: code, area: "", unit: "", nameZh: "", nameEn: "", definition: "", count: [], when: [], not: [], within: [],
                    examples: []))
            block = .indicator
        default:
            switch block {
            case .indicator: try readIndicator(key, rest)
            case .area: try readArea(key, rest)
            case .none: throw fail(.syntax, key)
            }
        }
    }

    private mutating func openArea(_ rest: Substring) throws(CodebookError) {
        let halves = rest.split(separator: "|", maxSplits: 1)
        guard halves.count == 2 else { throw fail(.syntax, "area CODE 中文 | English") }
        let first = halves[0].split(separator: " ", maxSplits: 1)
        guard first.count == 2 else { throw fail(.syntax, "area CODE 中文 | English") }
        let code = String(first[0])
        guard !areas.contains(where: { $0.code == code }) else { throw fail(.duplicate, code) }
        areas.append(
            Area(
                code: code, nameZh: String(Self.trimmed(first[1])), nameEn: String(Self.trimmed(halves[1])), names: [:], headingWords: [],
                actionWords: []))
        block = .area
    }

    private mutating func readArea(_ key: String, _ rest: Substring) throws(CodebookError) {
        let i = areas.count - 1
        if let year = Int(key) {
            areas[i].names[year] = String(rest)
        } else if key == "heading" {
            areas[i].headingWords += Self.words(rest)
        } else if key == "action" {
            areas[i].actionWords += Self.words(rest)
        } else {
            throw fail(.syntax, key)
        }
    }

    private mutating func readIndicator(_ key: String, _ rest: Substring) throws(CodebookError) {
        let i = indicators.count - 1
        switch key {
        case "area": indicators[i].area = String(rest)
        case "unit": indicators[i].unit = String(rest)
        case "zh": indicators[i].nameZh = String(rest)
        case "en": indicators[i].nameEn = String(rest)
        case "stock": indicators[i].stock = String(rest)
        case "means": indicators[i].definition = String(rest)
        case "count": indicators[i].count += Self.words(rest)
        case "not": indicators[i].not += Self.words(rest)
        case "within": indicators[i].within.append(Self.alternatives(rest))
        case "nearby": for part in rest.split(separator: "+") { indicators[i].within.append(Self.alternatives(part)) }
        case "when": indicators[i].when.append(try rule(rest))
        case "yes":
            guard let equals = rest.lastIndex(of: "="), let value = Double(String(Self.trimmed(rest[rest.index(after: equals)...]))) else {
                throw fail(.syntax, "yes SENTENCE = VALUE")
            }
            indicators[i].examples.append(.init(sentence: String(Self.trimmed(rest[..<equals])), value: value, line: line))
        case "no": indicators[i].examples.append(.init(sentence: String(rest), value: nil, line: line))
        default: throw fail(.syntax, key)
        }
    }

    private func rule(_ rest: Substring) throws(CodebookError) -> Indicator.Rule {
        var groups: [Indicator.Rule.Group] = []
        for part in rest.split(separator: " + ") {
            var p = Self.trimmed(part)
            let isTopic = p.hasPrefix("(") && p.hasSuffix(")")
            let isNear = p.hasPrefix("[") && p.hasSuffix("]")
            if isTopic || isNear { p = p.dropFirst().dropLast() }
            let words = Self.alternatives(p)
            guard !words.isEmpty else { throw fail(.syntax, "an empty group") }
            groups.append(.init(words: words, reach: isTopic ? .paragraph : isNear ? .sentence : .clause))
        }
        guard let first = groups.first, first.reach == .clause else { throw fail(.syntax, "the first group of `when` must be the number's own words") }
        return Indicator.Rule(groups: groups)
    }

    private static func alternatives(_ s: Substring) -> [String] {
        s.split(separator: "/").map { String(trimmed($0)) }.filter { !$0.isEmpty }
    }

    private static func words(_ s: Substring) -> [String] { s.split(separator: " ").map(String.init) }

    private static func trimmed(_ s: Substring) -> Substring {
        var t = s
        while let c = t.first, c == " " || c == "\t" || c == "\r" { t = t.dropFirst() }
        while let c = t.last, c == " " || c == "\t" || c == "\r" { t = t.dropLast() }
        return t
    }
}
