/// Words over folded scalars, for longest and for all matches at a position. Built once, then read by any thread.
///
/// The first scalar is looked up in a table, the following ones in short sorted lists of edges.
struct WordTrie: Sendable {
    private var roots: [Int32]
    private var edgeStart: [Int32] = []
    private var edgeKeys: [UInt32] = []
    private var edgeNodes: [Int32] = []
    /// The word that ends at a node, or -1.
    private var wordAt: [Int32] = []

    /// Words by number; later duplicates of a word are ignored.
    init(_ words: [[UInt32]]) {
        roots = [Int32](repeating: -1, count: 65536)
        var children: [[UInt32: Int32]] = []
        var ends: [Int32] = []
        for (number, word) in words.enumerated() {
            guard let first = word.first, first < 65536 else { continue }
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
        wordAt = ends
        edgeStart.reserveCapacity(children.count + 1)
        for edges in children {
            edgeStart.append(Int32(edgeKeys.count))
            for (key, node) in edges.sorted(by: { $0.key < $1.key }) {
                edgeKeys.append(key)
                edgeNodes.append(node)
            }
        }
        edgeStart.append(Int32(edgeKeys.count))
    }

    /// The node of a first scalar, or -1.
    @inline(__always)
    func root(_ s: UInt32) -> Int32 { s < 65536 ? roots[Int(s)] : -1 }

    /// The node one scalar further, or -1.
    @inline(__always)
    func step(_ node: Int32, _ s: UInt32) -> Int32 {
        var low = Int(edgeStart[Int(node)])
        var high = Int(edgeStart[Int(node) + 1])
        while high - low > 6 {
            let middle = (low + high) / 2
            if edgeKeys[middle] <= s { low = middle } else { high = middle }
        }
        while low < high {
            if edgeKeys[low] == s { return edgeNodes[low] }
            low += 1
        }
        return -1
    }

    /// The number of the word that ends at a node, or -1.
    @inline(__always)
    func word(_ node: Int32) -> Int32 { wordAt[Int(node)] }

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
