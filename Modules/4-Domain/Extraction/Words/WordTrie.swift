import Text

/// Words over folded scalars, for longest and for all matches at a position. Built once, then read by any thread.
///
/// ```
/// 工会组织   rows[工]: may a word go on with 会?   its table: the word 工会, and its node ─组─► node ─织─► word
/// ```
/// The first scalar tells most positions where no word begins; a second one is looked up in its row's own small table, so that what stands
/// behind a frequent scalar lies close together in memory; the following ones in nodes, of which most know a single way on. Those that know
/// more have such a table, too.
///
/// A *way* is where some scalars lead: a node that goes on, or, where no longer word does, the complement of the word that they are.
struct WordTrie: Sendable {
    /// The row of each first scalar; 0 for those that begin no word, as U+FFFF does.
    private var rowOf = [UInt16](repeating: 0, count: 65536)
    private var rows = [Row(next: 0, word: -1, table: 0)]
    /// The way of each row.
    private var roots = [nowhere]
    private var nodes: [Node] = []
    /// The tables of edges. Each is a power of two large, and a scalar stands where its mix says or right behind.
    private var edges: [Edge] = []

    /// What is known of a first scalar.
    private struct Row {
        /// One bit for each `bit` of a second scalar; all of them where the first one is a word.
        var next: UInt64
        /// The word that it is, or -1.
        var word: Int32
        /// Where its table of second scalars begins, and in the low five bits how far their mix is shifted to the right.
        var table: UInt32
    }

    private struct Edge {
        var scalar: UInt32
        var way: Int32

        static let empty = Edge(scalar: .max, way: nowhere)
    }

    /// What is known at a node, side by side in memory.
    private struct Node {
        var first: Edge
        /// The word that ends here, or -1.
        var word: Int32
        /// The table of its other edges, told as a row's is; 0 for none.
        var table: UInt32
    }

    /// The way of what leads to no word.
    static let nowhere: Int32 = .min

    /// Words by number; later duplicates of a word are ignored.
    init(_ words: [[UInt32]]) {
        var growing = Growing()
        // in the order of their scalars, so that the nodes that are asked one behind another lie side by side
        for number in words.indices.sorted(by: { words[$0].lexicographicallyPrecedes(words[$1]) || words[$0] == words[$1] && $0 < $1 })
        where (words[number].first ?? .max) < 65535 { growing.add(words[number], Int32(number)) }
        // only nodes that go on are kept
        var numbers = [Int32](repeating: 0, count: growing.nodes.count)
        var kept: Int32 = 0
        for (i, node) in growing.nodes.enumerated() where !node.next.isEmpty && i > 0 {
            numbers[i] = kept
            kept += 1
        }
        func way(_ i: Int) -> Int32 { growing.nodes[i].next.isEmpty ? ~growing.nodes[i].word : numbers[i] }
        nodes.reserveCapacity(Int(kept))
        for node in growing.nodes.dropFirst() where !node.next.isEmpty {
            let edges = node.next.sorted { $0.key < $1.key }.map { Edge(scalar: $0.key, way: way($0.value)) }
            nodes.append(Node(first: edges[0], word: node.word, table: edges.count > 1 ? addTable(edges.dropFirst()) : 0))
        }
        for (first, root) in growing.nodes[0].next.sorted(by: { $0.key < $1.key }) {
            let node = growing.nodes[root]
            let next = node.next.keys.reduce(node.word < 0 ? 0 : UInt64.max) { $0 | Self.bit($1) }
            rowOf[Int(first)] = UInt16(rows.count)
            roots.append(way(root))
            let table = addTable(node.next.sorted { $0.key < $1.key }.map { Edge(scalar: $0.key, way: way($0.value)) })
            rows.append(Row(next: next, word: node.word, table: table))
        }
    }

    /// Words as they are put in.
    private struct Growing {
        var nodes: [(next: [UInt32: Int], word: Int32)] = [([:], -1)]

        mutating func add(_ word: [UInt32], _ number: Int32) {
            var node = 0
            for s in word {
                if let next = nodes[node].next[s] {
                    node = next
                } else {
                    nodes.append(([:], -1))
                    nodes[node].next[s] = nodes.count - 1
                    node = nodes.count - 1
                }
            }
            if nodes[node].word < 0 { nodes[node].word = number }
        }
    }

    /// Adds a table of edges, as small as it can be; returns where it is. Never 0, since its scalars' mixes are shifted.
    private mutating func addTable(_ list: some Sequence<Edge>) -> UInt32 {
        let list = Array(list)
        var bits: UInt32 = 1
        while true {
            if let table = Self.table(list, bits) {
                let base = edges.count
                edges += table
                return UInt32(base) << 5 | (32 - bits)
            }
            bits += 1
        }
    }

    /// A table for 2^`bits` mixes; nil where more than two edges crowd in one place.
    private static func table(_ edges: [Edge], _ bits: UInt32) -> [Edge]? {
        var table = [Edge](repeating: .empty, count: 1 << Int(bits) + 1)
        for edge in edges {
            let slot = Int(mix(edge.scalar) &>> (32 - bits))
            guard let free = (slot...slot + 1).first(where: { table[$0].scalar == Edge.empty.scalar }) else { return nil }
            table[free] = edge
        }
        return table
    }

    @inline(__always)
    private static func mix(_ s: UInt32) -> UInt32 { s &* 0x9E37_79B1 }

    /// One of 64 bits for a second scalar.
    @inline(__always)
    private static func bit(_ s: UInt32) -> UInt64 { 1 &<< UInt64(mix(s) &>> 26) }

    // MARK: All words

    /// The positions of a text where a word may begin: no other ones begin any. Without a branch for each position, since none could be
    /// foretold.
    func beginnings(in scalars: Swift.Span<UInt32>) -> [Int32] {
        guard !scalars.isEmpty else { return [] }
        var found = [Int32](repeating: 0, count: scalars.count)
        var count = 0
        do {
            var list = found.mutableSpan
            let rows = rows.span
            let rowOf = rowOf.span
            var a = scalars[0]
            for p in scalars.indices {
                let b = p &+ 1 < scalars.count ? unsafe scalars[unchecked: p &+ 1] : 0
                // `rowOf` has every scalar of the basic plane, what it holds are places of `rows`, and no more are found than were looked at
                let row = unsafe rows[unchecked: Int(rowOf[unchecked: Int(min(a, 0xFFFF))])]
                unsafe list[unchecked: count] = Int32(truncatingIfNeeded: p)
                count &+= Int(truncatingIfNeeded: row.next &>> UInt64(Self.mix(b) &>> 26) & 1)
                a = b
            }
        }
        found.removeLast(found.count - count)
        return found
    }

    /// Calls `body` with every word that begins at one of these positions of a text and ends in it, the shorter ones first.
    @inline(__always)
    func eachWord(at p: Int, in scalars: Swift.Span<UInt32>, _ body: (_ word: Int32, _ end: Int) -> Void) {
        let row = rows[Int(rowOf[Int(min(scalars[p], 0xFFFF))])]
        var end = p &+ 1
        if row.word >= 0 { body(row.word, end) }
        guard end < scalars.count else { return }
        var way = way(scalars[end], row.table)
        end &+= 1
        while way >= 0 {
            let node = nodes[Int(way)]
            if node.word >= 0 { body(node.word, end) }
            guard end < scalars.count else { return }
            way = edge(scalars[end], node)
            end &+= 1
        }
        if way != Self.nowhere { body(~way, end) }
    }

    /// The way of a scalar in a table.
    @inline(__always)
    private func way(_ s: UInt32, _ table: UInt32) -> Int32 {
        let slot = Int(table &>> 5) &+ Int(Self.mix(s) &>> (table & 31))
        let (a, b) = (edges[slot], edges[slot &+ 1])
        return a.scalar == s ? a.way : b.scalar == s ? b.way : Self.nowhere
    }

    @inline(__always)
    private func edge(_ s: UInt32, _ node: Node) -> Int32 {
        node.first.scalar == s ? node.first.way : node.table == 0 ? Self.nowhere : way(s, node.table)
    }

    // MARK: Step by step

    /// The way of a first scalar.
    @inline(__always)
    func root(_ s: UInt32) -> Int32 { roots[Int(rowOf[Int(min(s, 0xFFFF))])] }

    /// The number of the word that a way has arrived at, or -1.
    @inline(__always)
    func word(_ way: Int32) -> Int32 { way >= 0 ? nodes[Int(way)].word : way == Self.nowhere ? -1 : ~way }

    /// The way one scalar further.
    @inline(__always)
    func step(_ way: Int32, _ s: UInt32) -> Int32 { way >= 0 ? edge(s, nodes[Int(way)]) : Self.nowhere }

    // MARK: The longest word

    /// The longest word that begins at a position and ends before `limit`: its number and end; nil when none does.
    func longest(in text: FoldedText, at p: Int, limit: Int) -> (word: Int, end: Int)? {
        guard p < limit else { return nil }
        var way = root(text.scalars[p])
        var end = p + 1
        var best: (Int, Int)?
        while way != Self.nowhere {
            let word = word(way)
            if word >= 0 { best = (Int(word), end) }
            guard way >= 0, end < limit else { break }
            way = step(way, text.scalars[end])
            end += 1
        }
        return best
    }
}
