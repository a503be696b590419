/// Words over folded scalars, for longest and for all matches at a position. Built once, then read by any thread.
///
/// ```
/// 工会组织   rows[工]: may a word go on with 会?   starts[工会]: the word 工会, and its node ─组─► node ─织─► word
/// ```
/// The first scalar tells most positions where no word begins, the first two are looked up in a table at once, the following ones in short
/// sorted lists of edges.
struct WordTrie: Sendable {
    /// The row of each first scalar; 0 for those that begin no word.
    private var rowOf = [UInt16](repeating: 0, count: 65536)
    private var rows = [Row(next: 0, word: -1, node: -1)]
    private var nodes: [Node] = []
    private var edges: [Edge] = []

    /// What is known of a first scalar.
    private struct Row {
        /// One bit for each `bit` of a second scalar; all of them where the first one is a word.
        var next: UInt64
        /// The word that it is, or -1.
        var word: Int32
        /// Its node.
        var node: Int32
    }

    /// What two first scalars lead to, by a mix of them; a place that another one holds is passed on to the next.
    private var starts: [Start]
    private var shift: UInt32

    /// What stands behind two first scalars.
    private struct Start {
        /// Both scalars; 0 for an empty place.
        var key: UInt32
        /// The node behind them where a longer word begins with them, or -1.
        var node: Int32
        /// The word that they are, or -1.
        var word: Int32
    }

    private struct Edge {
        var key: UInt32
        var node: Int32
    }

    /// What is known at a node, side by side in memory.
    private struct Node {
        /// One bit for each next scalar's low six bits: most scalars that lead nowhere fail here.
        var next: UInt64
        /// The word that ends here, or -1.
        var word: Int32
        /// Where its edges begin; they end where the next node's begin.
        var edges: Int32
    }

    /// Words by number; later duplicates of a word are ignored.
    init(_ words: [[UInt32]]) {
        var children: [[UInt32: Int32]] = []
        var ends: [Int32] = []
        /// Nodes of the first scalars.
        var roots: [UInt32: Int32] = [:]
        func made() -> Int32 {
            children.append([:])
            ends.append(-1)
            return Int32(children.count - 1)
        }
        for (number, word) in words.enumerated() {
            guard let first = word.first, first < 65536 else { continue }
            var node = roots[first] ?? made()
            roots[first] = node
            for s in word.dropFirst() {
                let next = children[Int(node)][s] ?? made()
                children[Int(node)][s] = next
                node = next
            }
            if ends[Int(node)] < 0 { ends[Int(node)] = Int32(number) }
        }
        nodes.reserveCapacity(children.count + 1)
        for (index, next) in children.enumerated() {
            var node = Node(next: 0, word: ends[index], edges: Int32(edges.count))
            for (key, child) in next.sorted(by: { $0.key < $1.key }) {
                node.next |= 1 << UInt64(key & 63)
                edges.append(Edge(key: key, node: child))
            }
            nodes.append(node)
        }
        nodes.append(Node(next: 0, word: -1, edges: Int32(edges.count)))
        for (first, node) in roots {
            let word = ends[Int(node)]
            var next: UInt64 = word < 0 ? 0 : .max
            for second in children[Int(node)].keys { next |= Self.bit(second) }
            rowOf[Int(first)] = UInt16(rows.count)
            rows.append(Row(next: next, word: word, node: node))
        }
        (starts, shift) = Self.starts(roots, children, ends)
    }

    /// The table of two first scalars, a quarter full.
    private static func starts(_ roots: [UInt32: Int32], _ children: [[UInt32: Int32]], _ ends: [Int32]) -> ([Start], UInt32) {
        var found: [Start] = []
        for (first, root) in roots {
            for (second, node) in children[Int(root)] where second < 65536 {
                found.append(Start(key: first << 16 | second, node: children[Int(node)].isEmpty ? -1 : node, word: ends[Int(node)]))
            }
        }
        var bits: UInt32 = 4
        while 1 << bits < found.count * 4 { bits += 1 }
        var table = [Start](repeating: Start(key: 0, node: -1, word: -1), count: 1 << Int(bits))
        for start in found.sorted(by: { $0.key < $1.key }) {
            var place = Int((start.key &* multiplier) >> (32 - bits))
            while table[place].key != 0 { place = (place + 1) & (table.count - 1) }
            table[place] = start
        }
        return (table, 32 - bits)
    }

    private static let multiplier: UInt32 = 0x9E37_79B1

    /// One of 64 bits for a second scalar, by its low six bits mixed with the others.
    @inline(__always)
    private static func bit(_ s: UInt32) -> UInt64 { 1 &<< UInt64((s &* multiplier) >> 26) }

    // MARK: All words

    /// Calls `body` with every word of a text that begins and ends in it: by where they begin, the shorter ones first.
    /// `begin` is called with each position before its words.
    @inline(__always)
    func eachWord(
        in scalars: Swift.Span<UInt32>, begin: (_ start: Int) -> Void, _ body: (_ word: Int32, _ start: Int, _ end: Int) -> Void
    ) {
        let rowSpan = rows.span
        let rowOfSpan = rowOf.span
        for p in scalars.indices {
            begin(p)
            let a = scalars[p]
            let b = p + 1 < scalars.count ? scalars[p + 1] : 0
            guard a < 65536 else { continue }
            // `rowOf` has every scalar of the basic plane, and what it holds are places of `rows`: a third of the steps where no word begins
            let row = unsafe rowSpan[unchecked: Int(rowOfSpan[unchecked: Int(a)])]
            guard row.next & Self.bit(b) != 0 else { continue }
            if row.word >= 0 { body(row.word, p, p + 1) }
            guard p + 1 < scalars.count, let two = start(a, b) else { continue }
            if two.word >= 0 { body(two.word, p, p + 2) }
            var node = two.node
            var q = p + 2
            while node >= 0, q < scalars.count {
                node = step(node, scalars[q])
                guard node >= 0 else { break }
                q += 1
                let word = word(node)
                if word >= 0 { body(word, p, q) }
            }
        }
    }

    /// What stands behind two first scalars of the basic plane; nil where no word of two or more begins with them.
    @inline(__always)
    private func start(_ a: UInt32, _ b: UInt32) -> Start? {
        guard b < 65536 else { return nil }
        let key = a << 16 | b
        var place = Int((key &* Self.multiplier) &>> shift)
        while true {
            let here = starts[place]
            if here.key == key { return here }
            if here.key == 0 { return nil }
            place = (place + 1) & (starts.count - 1)
        }
    }

    // MARK: Step by step

    /// The node of a first scalar, or -1.
    @inline(__always)
    func root(_ s: UInt32) -> Int32 { s < 65536 ? rows[Int(rowOf[Int(s)])].node : -1 }

    /// The number of the word that ends at a node, or -1.
    @inline(__always)
    func word(_ node: Int32) -> Int32 { nodes[Int(node)].word }

    /// The node one scalar further, or -1.
    @inline(__always)
    func step(_ node: Int32, _ s: UInt32) -> Int32 {
        let here = nodes[Int(node)]
        guard here.next >> UInt64(s & 63) & 1 == 1 else { return -1 }
        var low = Int(here.edges)
        var high = Int(nodes[Int(node) + 1].edges)
        while high - low > 6 {
            let middle = (low + high) / 2
            if edges[middle].key <= s { low = middle } else { high = middle }
        }
        while low < high {
            if edges[low].key == s { return edges[low].node }
            low += 1
        }
        return -1
    }

    // MARK: The longest word

    /// The longest word that begins at a position and ends before `limit`: its number and end; nil when none does.
    func longest(in text: FoldedText, at p: Int, limit: Int) -> (word: Int, end: Int)? {
        guard p < limit else { return nil }
        var node = root(text.scalars[p])
        var q = p + 1
        var best: (Int, Int)?
        while node >= 0 {
            let word = word(node)
            if word >= 0 { best = (Int(word), q) }
            guard q < limit else { break }
            node = step(node, text.scalars[q])
            q += 1
        }
        return best
    }
}
