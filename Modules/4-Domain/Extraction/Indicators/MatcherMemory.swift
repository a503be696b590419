import Synchronization

/// What a matcher remembers of every word. It is as large as the vocabulary, so reports hand it on instead of making their own: positions
/// and stamps only grow, and whatever an earlier report left lies below them.
struct MatcherMemory: Sendable {
    struct Seen {
        /// Position (+1, from the report's base) at which it was last seen before the mention.
        var last: Int32 = 0
        /// The same of the paragraph's first sentence.
        var lead: Int32 = 0
        /// Number of the heading that holds it.
        var heading: Int32 = 0
        /// The mention among whose own words, in whose clause, or behind whose clause it stands.
        var own: Int32 = 0
        var clause: Int32 = 0
        var behind: Int32 = 0
    }

    /// Positions beyond start over with a fresh memory.
    static let limit = 1 << 29

    var seen: [Seen]
    var asked: [Int32]
    /// One bit for each word that stands in the report: most alternatives of a rule do not.
    var present: [UInt64]
    var base: Int32 = 0
    var headings: Int32 = 0
    var stamp: Int32 = 0
}

/// Memories that no report uses now. Any thread.
final class Memories<Memory: Sendable>: Sendable {
    private let free = Mutex<[Memory]>([])

    func take() -> Memory? { free.withLock { $0.popLast() } }

    func leave(_ memory: Memory) { free.withLock { $0.append(memory) } }
}
