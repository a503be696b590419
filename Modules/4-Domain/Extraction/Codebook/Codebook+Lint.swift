import Text

extension Codebook {
    /// Something that a codebook's author should look at.
    public struct Issue: Sendable, Equatable, CustomStringConvertible {
        /// `error` where a rule cannot work, `warning` where it may surprise.
        public enum Severity: String, Sendable { case error, warning }
        /// How bad it is.
        public var severity: Severity
        /// Code of the indicator or area.
        public var code: String
        /// What is wrong.
        public var message: String
        /// `error org.new_unions: …`.
        public var description: String { "\(severity.rawValue) \(code): \(message)" }
    }

    /// Looks for rules that cannot work or lack an example. In the codebook's order.
    public func lint() -> [Issue] {
        var out: [Issue] = []
        for i in indicators {
            if area(i.area) == nil { out.append(Issue(severity: .error, code: i.code, message: "its area \(i.area) is not in the framework")) }
            if i.definition.isEmpty { out.append(Issue(severity: .warning, code: i.code, message: "no `means` line")) }
            if i.nameEn.isEmpty { out.append(Issue(severity: .warning, code: i.code, message: "no `en` line")) }
            if !i.examples.contains(where: { $0.value != nil }) {
                out.append(Issue(severity: .warning, code: i.code, message: "no `yes` example"))
            }
            if !i.stock.isEmpty, !indicators.contains(where: { $0.code == i.stock }) {
                out.append(Issue(severity: .error, code: i.code, message: "its stock \(i.stock) is no indicator"))
            }
            let excluded = Set(i.not)
            for rule in i.when {
                for group in rule.groups where group.words.allSatisfy({ excluded.contains($0) }) {
                    out.append(Issue(severity: .error, code: i.code, message: "every word of a group is excluded by `not`: \(group.words.joined(separator: "/"))"))
                }
            }
        }
        for a in areas where !indicators.contains(where: { $0.area == a.code }) && a.headingWords.isEmpty && a.actionWords.isEmpty {
            out.append(Issue(severity: .warning, code: a.code, message: "no words announce this area"))
        }
        return out
    }

    /// The outcome of one worked example.
    public struct Trial: Sendable, Equatable {
        /// Code of the indicator.
        public var code: String
        /// Line of the codebook.
        public var line: Int
        /// The example's sentence.
        public var sentence: String
        /// What the example demands; nil for nothing.
        public var expected: Double?
        /// What the engine read for the indicator; nil for nothing.
        public var found: Double?
        /// Whether both agree.
        public var passed: Bool { expected == found }
    }

    /// Reads every worked example with an engine of this codebook. In the codebook's order.
    public func test() -> [Trial] {
        let engine = Engine(codebook: self)
        var out: [Trial] = []
        for i in indicators {
            for e in i.examples {
                let reading = engine.read(Report(sentence: e.sentence))
                let found = reading.claims.first { $0.indicator == i.code }?.value
                out.append(Trial(code: i.code, line: e.line, sentence: e.sentence, expected: e.value, found: found))
            }
        }
        return out
    }
}

extension Report {
    /// A report of one sentence, for worked examples.
    init(sentence: String) {
        let bytes = Array(sentence.utf8)
        self.init(
            document: "example", number: 0, city: "", year: 0, published: nil, byteOffset: 0, scalarOffset: 0, source: bytes,
            pieces: [Piece(source: 0..<bytes.count)], blocks: [Block(kind: .paragraph, range: 0..<bytes.count)])
    }
}
