/// Words over folded scalars, for longest and for all matches at a position. Built once, then read by any thread.
///
/// The first two scalars are looked up in a table at once, the following ones in short sorted lists of edges.
struct WordTrie: Sendable {
    private var roots: [Int32]
    private var nodes: [Node] = []
    private var edges: [Edge] = []
    /// Bits of a mix of the first two scalars of each word, and of the words of one scalar: no word begins where neither is set.
    private var pairs = [UInt64](repeating: 0, count: 1024)
    private var singles = [UInt64](repeating: 0, count: 1024)

    /// What two first scalars lead to, by a mix of them; a place that another one holds is passed on to the next.
    private var table: [Start]
    private var shift: UInt32

    /// What stands behind two first scalars.
    struct Start {
        /// Both scalars; 0 for an empty place.
        fileprivate var key: UInt32
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
        roots = [Int32](repeating: -1, count: 65536)
        var children: [[UInt32: Int32]] = []
        var ends: [Int32] = []
        for (number, word) in words.enumerated() {
            guard let first = word.first, first < 65536 else { continue }
            if word.count > 1 {
                let mix = Self.mix(first, word[1])
                pairs[mix >> 6] |= 1 << UInt64(mix & 63)
            } else {
                singles[Int(first >> 6)] |= 1 << UInt64(first & 63)
            }
            if roots[Int(first)] < 0 {
                roots[Int(first)] = Int32(children.count)
                children.append([:])
                ends.append(-1)
            }
            var node = Int(roots[Int(first)])
            for s in word.dropFirst() {
                if let next = children[node][s] {
                    node = Int(next)
                } else {
                    let next = children.count
                    children[node][s] = Int32(next)
                    children.append([:])
                    ends.append(-1)
                    node = next
                }
            }
            if ends[node] < 0 { ends[node] = Int32(number) }
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
        (table, shift) = Self.starts(roots, children, ends)
    }

    /// The table of first scalars, a quarter full.
    private static func starts(_ roots: [Int32], _ children: [[UInt32: Int32]], _ ends: [Int32]) -> ([Start], UInt32) {
        var found: [Start] = []
        for first in roots.indices where roots[first] >= 0 {
            for (second, node) in children[Int(roots[first])] where second < 65536 {
                found.append(Start(key: UInt32(first) << 16 | second, node: children[Int(node)].isEmpty ? -1 : node, word: ends[Int(node)]))
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

    /// What stands behind two first scalars of the basic plane; nil where no word of two or more begins with them.
    @inline(__always)
    func start(_ a: UInt32, _ b: UInt32) -> Start? {
        let key = a << 16 | b
        var place = Int((key &* Self.multiplier) >> shift)
        while true {
            let here = table[place]
            if here.key == key { return key == 0 ? nil : here }
            if here.key == 0 { return nil }
            place = (place + 1) & (table.count - 1)
        }
    }

    /// The word of one scalar, or -1.
    @inline(__always)
    func single(_ a: UInt32) -> Int32 {
        a < 65536 && singles[Int(a >> 6)] >> UInt64(a & 63) & 1 == 1 ? word(roots[Int(a)]) : -1
    }

    @inline(__always)
    private static func mix(_ a: UInt32, _ b: UInt32) -> Int { Int((a &* 0x9E3B ^ b &* 0x85EB_CA6B) >> 7 & 0xFFFF) }

    /// Whether a word may begin with two scalars; most pairs with which none does fail.
    @inline(__always)
    func mayBegin(_ a: UInt32, _ b: UInt32) -> Bool {
        let mix = Self.mix(a, b)
        return pairs[mix >> 6] >> UInt64(mix & 63) & 1 == 1 || a < 65536 && singles[Int(a >> 6)] >> UInt64(a & 63) & 1 == 1
    }

    /// The node of a first scalar, or -1.
    @inline(__always)
    func root(_ s: UInt32) -> Int32 { s < 65536 ? roots[Int(s)] : -1 }

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

    /// The number of the word that ends at a node, or -1.
    @inline(__always)
    func word(_ node: Int32) -> Int32 { nodes[Int(node)].word }

    /// The longest word that begins at a position and ends before `limit`: its number and end; nil when none does.
    func longest(in text: FoldedText, at p: Int, limit: Int) -> (word: Int, end: Int)? {
        guard p < limit else { return nil }
        var node = root(text.scalars[p])
        var q = p + 1
        var best: (Int, Int)?
        while node >= 0 {
            let w = word(node)
            if w >= 0 { best = (Int(w), q) }
            guard q < limit else { break }
            node = step(node, text.scalars[q])
            q += 1
        }
        return best
    }
}
