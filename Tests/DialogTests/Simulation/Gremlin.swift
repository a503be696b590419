import Base
import Dialog
import Protocol

/// What goes wrong in one run, drawn from its seed: the whole of a run follows from it.
struct Gremlin {
    enum Poison { case crash, hang, fail, bad }

    var random: SplitMix64
    /// Out of a thousand messages: lost, sent twice, late by seconds.
    let drop: Int
    let double: Int
    let slow: Int
    /// Milliseconds between crashes, on average; 0 for none.
    let workerCrash: Int64
    let aggregatorCrash: Int64
    let partition: Int64
    /// Out of a hundred commits: refused by a full disk.
    let diskFull: Int
    /// Out of a hundred documents: of each kind of poison, and cancelled halfway.
    let poison: Int
    let cancel: Int
    /// Out of a hundred documents: given another priority halfway.
    let prioritize: Int
    /// Out of a hundred tasks: tried again where they were given up or cancelled by then.
    let retry: Int
    /// Clients, and milliseconds between their deaths, on average.
    let clients: Int
    let clientCrash: Int64
    /// Out of a hundred deaths of the aggregator: with its whole machine.
    let powerCut: Int
    /// Out of a hundred starts of the aggregator: with another codebook.
    let newCodebook: Int
    private let poisonSeed: UInt64
    /// Whether there are several priorities.
    let mixed: Bool
    /// Afterwards nothing goes wrong any more, but for poison.
    let calmAt: Int64
    let workers: Int
    let documents: Int

    init(seed: UInt64) {
        var dice = SplitMix64(seed: seed)
        func pick(_ values: [Int]) -> Int { values.randomElement(using: &dice) ?? 0 }
        drop = pick([0, 0, 0, 5, 50])
        double = pick([0, 0, 20, 200])
        slow = pick([0, 0, 10, 100])
        workerCrash = Int64(pick([0, 0, 1000, 8000]))
        aggregatorCrash = Int64(pick([0, 0, 4000, 15_000]))
        partition = Int64(pick([0, 0, 10_000]))
        diskFull = pick([0, 0, 0, 10])
        poison = pick([0, 0, 2, 10])
        cancel = pick([0, 0, 10])
        prioritize = pick([0, 0, 30])
        retry = pick([0, 0, 20])
        clients = pick([1, 2, 4])
        clientCrash = Int64(pick([0, 0, 1000, 5000]))
        powerCut = pick([0, 50, 100])
        newCodebook = pick([0, 30])
        poisonSeed = dice.next()
        mixed = pick([0, 1]) == 1
        calmAt = Int64(pick([5000, 20_000, 40_000]))
        workers = pick([1, 2, 3, 5])
        documents = pick([1, 5, 20, 40])
        random = dice
    }

    /// Nothing but poison goes wrong: then only the poisonous may die.
    var isGentle: Bool {
        drop == 0 && double == 0 && slow == 0 && workerCrash == 0 && aggregatorCrash == 0 && partition == 0 && diskFull == 0
    }

    mutating func chance(_ n: Int, of whole: Int) -> Bool { n > 0 && Int.random(in: 0..<whole, using: &random) < n }
    mutating func between(_ low: Int64, _ high: Int64) -> Int64 { Int64.random(in: low...high, using: &random) }
    /// A span around the mean, never nothing.
    mutating func around(_ mean: Int64) -> Int64 { between(max(1, mean / 4), mean * 2) }

    mutating func priority() -> JobPriority { mixed ? JobPriority.allCases.randomElement(using: &random) ?? .normal : .normal }

    /// The same bytes are the same poison, however often they come.
    func poison(ofDocument document: Int) -> Poison? {
        var dice = SplitMix64(seed: poisonSeed &+ UInt64(document) &* 0x9E37_79B9_7F4A_7C15)
        guard poison > 0, Int.random(in: 0..<100, using: &dice) < poison else { return nil }
        return [.crash, .hang, .fail, .bad].randomElement(using: &dice)
    }
}
