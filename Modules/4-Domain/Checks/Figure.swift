internal import Text

/// An observation as the checks see it: with the interval that its writing leaves open.
struct Figure {
    let observation: Observation
    /// The last place that was written; 0 for a count.
    let place: Double
    /// Told exactly, as one number whose last place is known: only such figures can make an error.
    let isSure: Bool

    init(_ observation: Observation, quote: [Unicode.Scalar]) {
        self.observation = observation
        let found = Precision.place(quote: quote, value: observation.value, unit: observation.unit)
        place = found ?? abs(observation.value) * 0.1
        isSure = found != nil && observation.high == nil && observation.approximation == .exact
    }

    var value: Double { observation.value }
    var start: Int { observation.start }
    var unit: String { Figure.kind(observation.unit) }
    var isRate: Bool { observation.unit == "%" }

    /// What rounding to the last place leaves open.
    var rounded: Interval { Interval(value - place / 2, (observation.high ?? value) + place / 2) }

    /// The same for numbers that were cut off or rounded carelessly, one whole place to either side; words such as 近 and 余 widen it.
    var generous: Interval {
        let high = observation.high ?? value
        return switch observation.approximation {
        case .exact: Interval(value - place, high + place)
        case .about: Interval(value * 0.9 - place, high * 1.1 + place)
        case .atLeast: Interval(value - place, high * 1.2 + place)
        case .atMost: Interval(value * 0.8 - place, high + place)
        }
    }

    /// The number as written, one place to either side, whatever words stand around it: a bound of `不少于350家` is 350.
    var bare: Interval { Interval(value - place, (observation.high ?? value) + place) }

    /// Units that count the same: 人, 名, 位; 场, 场次.
    static func kind(_ unit: String) -> String {
        switch unit {
        case "名", "位", "员": "人"
        case "场次": "场"
        case "人（次）", "人(次)": "人次"
        default: unit
        }
    }

    /// Units that count anything: two such figures of one sentence may have nothing to do with each other.
    var hasVagueUnit: Bool { ["个", "项", "件", "次", "条", "", "种", "类"].contains(unit) }
}
