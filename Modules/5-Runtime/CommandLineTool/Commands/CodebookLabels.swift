internal import Aggregation
internal import Base
internal import Export
internal import Extraction
internal import Runtime

/// The codebook's names, and the way from what people type to its codes.
struct CodebookLabels {
    let codebook: Codebook
    let labels: Labels

    /// The built-in codebook.
    init() throws(CodebookError) { self.init(try Codebook.builtIn()) }

    /// The codebook of `--codebook`, where the command has that option; else the built-in one.
    init(_ invocation: Invocation) throws { self.init(try CodebookFiles.load(Self.paths(invocation))) }

    /// The file of `--codebook`; nil where there is none. An aggregator takes one.
    static func path(_ invocation: Invocation) throws(ToolError) -> String? {
        let paths = paths(invocation)
        guard paths.count < 2 else {
            throw ToolError(.usage, "a ledger goes with one --codebook", advice: "put what the files say into one")
        }
        return paths.first
    }

    private static func paths(_ invocation: Invocation) -> [String] {
        invocation.options.table.option(named: "codebook") == nil ? [] : invocation.options.strings("codebook")
    }

    init(_ codebook: Codebook) {
        self.codebook = codebook
        labels = Labels(
            indicators: codebook.indicators.map {
                Labels.Indicator(code: $0.code, area: $0.area, unit: $0.unit, nameZh: $0.nameZh, nameEn: $0.nameEn, definition: $0.definition)
            },
            areas: codebook.areas.map { Labels.Area(code: $0.code, nameZh: $0.nameZh, nameEn: $0.nameEn) })
    }

    /// The code of an indicator that is given by code, Chinese or English name, or by letters that only one
    /// Chinese name holds in this order. A code with a dot that this codebook lacks is taken
    /// as it stands: the aggregator's codebook may have it.
    func indicatorCode(_ given: String) throws(ToolError) -> String {
        if let found = codebook.indicators.first(where: {
            $0.code == given || $0.nameZh == given || $0.nameEn.lowercased() == given.lowercased()
        }) {
            return found.code
        }
        let holding = Spelling.holding(given, among: codebook.indicators.map(\.nameZh))
        if holding.count == 1, let only = codebook.indicators.first(where: { $0.nameZh == holding[0] }) { return only.code }
        let near = Spelling.nearest(to: given, among: codebook.indicators.flatMap { [$0.code, $0.nameZh] })
        if near == nil, given.contains("."), given.utf8.allSatisfy({ $0 < 128 }) { return given }
        throw ToolError(.notFound, "no indicator '\(given)'", advice: Self.hint(near, holding) + "see 'huibao codebook list'")
    }

    /// `indicatorCode`, or the code of a derived figure by its code or name.
    func shownCode(_ given: String) throws(ToolError) -> String {
        if let base = DerivedCode.base(of: given) { return DerivedCode.target(of: try indicatorCode(base)) }
        let codes = codebook.indicators.map { DerivedCode.target(of: $0.code) }
        if let code = codes.first(where: { code in Language.allCases.contains { labels.name(code, $0) == given } }) { return code }
        return try indicatorCode(given)
    }

    /// What somebody may have meant, as the beginning of an advice; empty where nothing is near.
    private static func hint(_ near: String?, _ holding: [String]) -> String {
        let all = near.map { near in [near] + holding.filter { $0 != near } } ?? holding
        guard !all.isEmpty else { return "" }
        return "did you mean \(all.prefix(4).map { "'\($0)'" }.joined(separator: ", "))\(all.count > 4 ? " or another" : "")? "
    }

    /// The code of an area that is given by code, name or its name in some year's framework.
    func areaCode(_ given: String) throws(ToolError) -> String {
        if let found = codebook.areas.first(where: {
            $0.code == given || $0.nameZh == given || $0.nameEn == given || $0.names.values.contains(given)
        }) {
            return found.code
        }
        let holding = Spelling.holding(given, among: codebook.areas.map(\.nameZh))
        if holding.count == 1, let only = codebook.areas.first(where: { $0.nameZh == holding[0] }) { return only.code }
        let near = Spelling.nearest(to: given, among: codebook.areas.flatMap { [$0.code, $0.nameZh] })
        throw ToolError(
            .notFound, "no area '\(given)'",
            advice: Self.hint(near, holding) + "areas are \(codebook.areas.map { "\($0.code) \($0.nameZh)" }.joined(separator: ", "))")
    }

    /// A city as typed, and with 市 where the ending was left out.
    static func cities(_ given: String) -> [String] {
        // also behind other endings: a city's own name may end in 州, and a county's name with 市 behind it is nobody's
        given.hasSuffix("市") ? [given] : [given, given + "市"]
    }
}
