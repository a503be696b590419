/// What came of tracing one exported number back to its source.
public struct Verdict: Sendable, Equatable {
    /// Whether the number holds.
    public enum State: String, Sendable, CaseIterable {
        /// It follows from the source, as the file says.
        case ok
        /// Something is not as the file says; `reason` tells what.
        case changed
        /// What would prove it is not there.
        case missing
    }

    /// What is wrong.
    public enum Reason: Sendable, Equatable {
        /// The file carries no proof of it.
        case noEvidence
        /// No document of this SHA-256 is in the ledger or folder.
        case noDocument
        /// The document of this SHA-256 cannot be read.
        case unreadable(String)
        /// The place is outside of the document.
        case outside(Int)
        /// At the place stands something else.
        case quote(found: String)
        /// Byte and character offsets are not of the same place.
        case offsets
        /// The engine does not read the place as this indicator of this city and year.
        case notRead
        /// The engine reads another value there.
        case value(read: Double)
        /// Other rules lead there.
        case rules(String)
        /// The exported number is not that of its evidence.
        case exported(evidence: Double)
        /// The number that people see is not the one that machines read.
        case shown(String)
        /// The ledger's table has another number now, or none.
        case table(now: Double?)
        /// The journal has no such correction in force, or it sets another value.
        case correction(Int64?)
    }

    /// The number.
    public var figure: ExportedFigure
    /// Whether it holds.
    public var state: State
    /// What is wrong; nil where nothing is.
    public var reason: Reason?

    /// From its parts.
    public init(_ figure: ExportedFigure, _ state: State, _ reason: Reason? = nil) {
        self.figure = figure
        self.state = state
        self.reason = reason
    }

    /// The reason in words.
    public func words(_ language: Language) -> String {
        func number(_ value: Double) -> String { NumberText.grouped(value) }
        switch reason {
        case nil: return figure.setBy.map { language.pick("据修正第\($0)号", "by correction no. \($0)") } ?? ""
        case .noEvidence: return language.pick("文件中没有它的出处，也没有可对照的台账", "the file carries no proof, and there is no ledger to compare with")
        case .noDocument: return language.pick("找不到这份原文件（按 SHA-256）", "no document of this SHA-256 is there")
        case .unreadable(let words): return language.pick("原文件读不出：\(words)", "the document cannot be read: \(words)")
        case .outside(let bytes): return language.pick("位置超出原文件（共 \(bytes) 字节）", "its place is outside of the document of \(bytes) bytes")
        case .quote(let found): return language.pick("该位置的原文是“\(found)”", "the source has “\(found)” there")
        case .offsets: return language.pick("字节位置与字符位置不是同一处", "byte and character offsets are not of the same place")
        case .notRead: return language.pick("现在的规则在此处读不出该指标", "the rules read no such figure there")
        case .value(let read): return language.pick("重读得 \(number(read))", "read anew it is \(number(read))")
        case .rules(let rules): return language.pick("规则不同，重读所据为 \(rules)", "other rules lead there: \(rules)")
        case .exported(let told): return language.pick("表中的数与其出处的数 \(number(told)) 不同", "its evidence tells \(number(told))")
        case .shown(let text): return language.pick("显示的是“\(text)”", "people see “\(text)”")
        case .table(let now?): return language.pick("台账现为 \(number(now))", "the ledger's table has \(number(now))")
        case .table(nil): return language.pick("台账中已没有这个数", "the ledger's table has no such number")
        case .correction(let number?): return language.pick("修正第\(number)号不在台账中、已不生效或数值不同", "correction no. \(number) is not in force, or sets another value")
        case .correction(nil): return language.pick("没有说明是哪一号修正", "it does not tell which correction set it")
        }
    }
}
