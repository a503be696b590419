internal import Base
internal import Export
internal import Platform

/// Rounds of one measurement: what was done in which time.
struct Measurement: Sendable {
    var name: String
    /// What `amounts` count: `document`, `byte`.
    var unit: String
    /// Units a second, one entry a round.
    var rates: [Double] = []

    /// Takes one round's amount and time.
    mutating func add(_ amount: Int, nanoseconds: Int64) { rates.append(Double(amount) * 1e9 / Double(max(1, nanoseconds))) }

    /// The middle rate; the mean of the two middle ones for an even number of rounds.
    var median: Double {
        let sorted = rates.sorted()
        guard let last = sorted.indices.last else { return 0 }
        return (sorted[last / 2] + sorted[(last + 1) / 2]) / 2
    }

    var slowest: Double { rates.min() ?? 0 }
    var fastest: Double { rates.max() ?? 0 }

    /// Runs the body several times and measures each.
    static func rounds(_ count: Int, _ name: String, _ unit: String, _ body: () throws -> Int) rethrows -> Measurement {
        var measurement = Measurement(name: name, unit: unit)
        for _ in 0..<count {
            let start = MonotonicTime.now()
            let amount = try body()
            measurement.add(amount, nanoseconds: MonotonicTime.now().nanoseconds - start.nanoseconds)
        }
        return measurement
    }

    /// The same in processor time of the calling thread: what one core does, whatever else the machine is busy with.
    static func roundsOnOneCore(_ count: Int, _ name: String, _ unit: String, _ body: () throws -> Int) rethrows -> Measurement {
        var measurement = Measurement(name: name, unit: unit)
        for _ in 0..<count {
            let start = Machine.threadNanoseconds()
            let amount = try body()
            measurement.add(amount, nanoseconds: Machine.threadNanoseconds() - start)
        }
        return measurement
    }

    /// `213/s`, `12.4 MB/s`.
    func text(_ rate: Double) -> String { unit == "byte" ? "\(NumberText.short(rate / 1e6)) MB/s" : "\(NumberText.short(rate))/s" }
}
