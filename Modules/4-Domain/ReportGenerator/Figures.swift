import Base
import Text

/// The figures of one document: each is drawn when it is first asked for, from a stream of its own, so their values do not depend on
/// the order in which the sentences ask.
struct Figures {
    /// A drawn figure.
    struct Figure {
        /// Counts as they stand, money in 元, tenths of a percent.
        var amount: Int
        var approximation: Observation.Approximation
        /// What stands before the quote: `近`, `约`, `超过`, or nothing.
        var prefix: String
        /// The digits, and a magnitude or 余/多 behind them: `2.6万`, `5000余`, `200多万`.
        var numeral: String
        /// The unit as first written.
        var unit: String
    }

    private let seed: UInt64
    private let clean: Bool
    private var drawn: [Figure?]

    init(seed: UInt64, clean: Bool) {
        self.seed = seed
        self.clean = clean
        drawn = Array(repeating: nil, count: Indicator.all.count)
    }

    /// The figure at a position of `Indicator.all`, marked as told with this unit.
    mutating func tell(_ position: Int, unit: String) -> Figure {
        var figure = self[position]
        if figure.unit.isEmpty {
            figure.unit = unit
            drawn[position] = figure
        }
        return figure
    }

    /// The figures that were told, as cells of the table.
    func truth(city: String, year: Int) -> [TrueCell] {
        var cells: [TrueCell] = []
        for (position, figure) in drawn.enumerated() {
            guard let figure, !figure.unit.isEmpty else { continue }
            let indicator = Indicator.all[position]
            let value = indicator.kind == .percent ? Double(figure.amount) / 10 : Double(figure.amount)
            cells.append(
                TrueCell(
                    city: city, year: year, indicator: indicator.code, value: value, approximation: figure.approximation,
                    quote: figure.numeral + figure.unit))
        }
        return cells
    }

    private subscript(position: Int) -> Figure {
        mutating get {
            if let figure = drawn[position] { return figure }
            let figure = draw(position)
            drawn[position] = figure
            return figure
        }
    }

    private mutating func draw(_ position: Int) -> Figure {
        let indicator = Indicator.all[position]
        var random = SplitMix64(seed: seed, index: UInt64(position))
        if indicator.code == "mutual.payout_rate" { return payoutRate() }
        var amount = random.within(indicator.range)
        if let part = indicator.partOf, let whole = Indicator.position[part.whole] {
            amount = self[whole].amount * random.within(part.share) / 1000
        }
        switch indicator.kind {
        case .percent: return percent(amount)
        case .money: return Numeral.money(max(amount, 1000), clean: clean, &random)
        case .count: return Numeral.count(max(amount, 1), clean: clean, &random)
        }
    }

    /// Claims over premiums, to the tenth of a percent: consistent with the two figures, whether they are told or not.
    private mutating func payoutRate() -> Figure {
        guard let payout = Indicator.position["mutual.payout"], let premium = Indicator.position["mutual.premium"] else {
            return percent(700)
        }
        let whole = max(self[premium].amount, 1)
        return percent((self[payout].amount * 1000 + whole / 2) / whole)
    }

    private func percent(_ tenths: Int) -> Figure {
        let numeral = tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
        return Figure(amount: tenths, approximation: .exact, prefix: "", numeral: numeral, unit: "")
    }
}
