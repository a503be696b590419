/// Bodies that were just written and are likely to be handed out next, and packed over after that: kept so that they need not be read back.
///
/// ```
/// put ──► young ── full ──► old ── young full again ──► forgotten
/// ```
/// Holds twice its limit at most. Only a shortcut: what is not here stands in the file.
struct RecentBodies {
    /// Bodies of a generation: many small ones cost more than their bytes.
    static let most = 8192
    private let limit: Int
    private var young: [Int64: [UInt8]] = [:]
    private var old: [Int64: [UInt8]] = [:]
    private var youngBytes = 0

    /// `limit`: bytes of each of the two generations.
    init(limit: Int = 8 << 20) { self.limit = limit }

    /// Bytes that it holds.
    var byteCount: Int { [young, old].reduce(0) { $0 + $1.values.reduce(0) { $0 + $1.count } } }

    /// Keeps a task's body; one that is larger than a generation is not kept.
    mutating func put(_ task: Int64, _ body: [UInt8]) {
        guard body.count <= limit else { return }
        if youngBytes + body.count > limit || young.count >= Self.most {
            old = young
            young = [:]
            youngBytes = 0
        }
        youngBytes += body.count
        young[task] = body
    }

    /// The body, if it is still here.
    subscript(task: Int64) -> [UInt8]? { young[task] ?? old[task] }

    /// Forgets all: what was put may not stand in the file.
    mutating func removeAll() {
        young = [:]
        old = [:]
        youngBytes = 0
    }
}
