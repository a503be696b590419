public import Base

/// How figures hang together, as data: rates with their parts and wholes, parts of wholes, rates that end at 100 %.
public struct Relations: Sendable, Equatable {
    struct Rate: Sendable, Equatable {
        var rate: String
        var part: String
        var whole: String
    }

    struct WordRate: Sendable, Equatable {
        var rate: String
        var part: [String]
        var whole: [String]
    }

    struct Part: Sendable, Equatable {
        var part: String
        var whole: String
    }

    private(set) var rates: [Rate] = []
    private(set) var wordRates: [WordRate] = []
    private(set) var parts: [Part] = []
    private(set) var ceilings: [String] = []

    /// What the product knows by itself.
    public static func builtIn() throws(ChecksError) -> Relations { try Relations(text: builtInText, name: "built-in relations") }

    /// Reads relations; the form stands at the head of the built-in ones (`huibao check --show-relations` prints them).
    public init(text: String, name: String) throws(ChecksError) {
        var hasFormat = false
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" || $0 == "\r" }.map(String.init)
            guard let kind = words.first else { continue }
            if !hasFormat {
                guard words == ["format", "1"] else { throw ChecksError(.format, file: name, line: index + 1, detail: words.joined(separator: " ")) }
                hasFormat = true
                continue
            }
            guard take(kind, Array(words.dropFirst())) else {
                throw ChecksError(.syntax, file: name, line: index + 1, detail: words.joined(separator: " "))
            }
        }
        guard hasFormat else { throw ChecksError(.format, file: name, line: 0, detail: "nothing in it") }
    }

    private mutating func take(_ kind: String, _ words: [String]) -> Bool {
        switch kind {
        case "rate":
            guard words.count == 5, words[1] == "=", words[3] == "/" else { return false }
            rates.append(Rate(rate: words[0], part: words[2], whole: words[4]))
        case "words":
            guard words.count >= 5, words[1] == "=", let cut = words.firstIndex(of: "/"), cut > 2, cut + 1 < words.count else { return false }
            wordRates.append(WordRate(rate: words[0], part: Array(words[2..<cut]), whole: Array(words[(cut + 1)...])))
        case "part":
            guard words.count == 3, words[1] == "<=", words[0] != words[2] else { return false }
            parts.append(Part(part: words[0], whole: words[2]))
        case "ceiling":
            guard !words.isEmpty else { return false }
            ceilings += words
        default: return false
        }
        return true
    }

    /// These relations and then those of the other, without doubles.
    public func joined(with other: Relations) -> Relations {
        var all = self
        all.rates += other.rates.filter { !rates.contains($0) }
        all.wordRates += other.wordRates.filter { !wordRates.contains($0) }
        all.parts += other.parts.filter { !parts.contains($0) }
        all.ceilings += other.ceilings.filter { !ceilings.contains($0) }
        return all
    }

    /// The built-in relations as a file to read and to copy from.
    public static var builtInFile: String { builtInText + "\n" }
}
