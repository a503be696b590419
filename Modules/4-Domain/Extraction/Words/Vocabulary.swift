/// All words that a reader knows, of the language and of one codebook, under one number each.
struct Vocabulary: Sendable {
    let trie: WordTrie
    private(set) var classes: [WordClass]
    /// Length of each word in scalars; longer ones than there is room for count as the longest.
    let lengths: [UInt16]
    private let numbers: [[UInt32]: Int]

    /// The language's words, then the codebook's.
    init(codebookWords: [String]) {
        var texts = Lexicon.words.map(\.text)
        var classes = Lexicon.words.map(\.classes)
        var numbers: [[UInt32]: Int] = [:]
        for (i, t) in texts.enumerated() { numbers[t] = i }
        for w in codebookWords {
            let t = folded(w)
            guard !t.isEmpty else { continue }
            if let i = numbers[t] {
                classes[i].insert(.codebook)
            } else {
                numbers[t] = texts.count
                texts.append(t)
                classes.append(.codebook)
            }
        }
        trie = WordTrie(texts)
        self.classes = classes
        lengths = texts.map { UInt16(clamping: $0.count) }
        self.numbers = numbers
    }

    var count: Int { classes.count }

    /// Adds what a word does.
    mutating func mark(_ word: Int32, _ c: WordClass) { classes[Int(word)].insert(c) }

    /// The number of a word, or nil.
    func number(of word: String) -> Int? { numbers[folded(word)] }
}
