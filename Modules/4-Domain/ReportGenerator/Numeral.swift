import Base
import Text

/// Ways in which a report writes an amount. Where a way says less than the amount (`近3万`), the amount becomes what is said.
enum Numeral {
    /// A count: plain digits mostly; rounded, in 万, with thousands separators or in Chinese now and then.
    static func count(_ amount: Int, clean: Bool, _ random: inout SplitMix64) -> Figures.Figure {
        let way = clean ? 0 : random.below(100)
        switch way {
        case 70..<82 where amount >= 10_000:
            return inTenThousands(amount, &random)
        case 82..<92 where amount >= 100:
            return rounded(amount, &random)
        case 92..<95 where amount >= 1000:
            return exact(amount, separated(amount))
        case 95..<98 where amount >= 3 && amount <= 19:
            return exact(amount, chinese(amount))
        case 98..<100:
            return exact(amount, fullWidth(amount))
        default:
            return exact(amount, String(amount))
        }
    }

    /// Money in 元: `42万`, `405.3万`, `200多万`, or plain digits.
    static func money(_ amount: Int, clean: Bool, _ random: inout SplitMix64) -> Figures.Figure {
        let way = clean ? 0 : random.below(100)
        switch way {
        case 80..<86:
            return exact(amount, String(amount))
        case 86..<94 where amount >= 200_000:
            let tens = leading(amount / 10_000)
            let (prefix, behind, approximation) = vague(&random)
            return Figures.Figure(
                amount: tens * 10_000, approximation: approximation, prefix: prefix, numeral: "\(tens)\(behind)万", unit: "")
        default:
            let decimals = random.below(3)
            return exactTenThousands(amount, decimals: decimals)
        }
    }

    private static func exact(_ amount: Int, _ numeral: String) -> Figures.Figure {
        Figures.Figure(amount: amount, approximation: .exact, prefix: "", numeral: numeral, unit: "")
    }

    /// `2.6万`, exactly that.
    private static func exactTenThousands(_ amount: Int, decimals: Int) -> Figures.Figure {
        let step = decimals == 0 ? 10_000 : decimals == 1 ? 1000 : 100
        let steps = max(amount / step, 1)
        let perUnit = 10_000 / step
        var fraction = perUnit == 1 ? "" : String(perUnit + steps % perUnit).dropFirst().description
        while fraction.last == "0" { fraction.removeLast() }
        let whole = steps / perUnit
        return exact(steps * step, fraction.isEmpty ? "\(whole)万" : "\(whole).\(fraction)万")
    }

    private static func inTenThousands(_ amount: Int, _ random: inout SplitMix64) -> Figures.Figure {
        if random.chance(50) { return exactTenThousands(amount, decimals: 1 + random.below(2)) }
        var figure = exactTenThousands(amount, decimals: 1)
        let (prefix, behind, approximation) = vague(&random)
        figure.prefix = prefix
        figure.numeral += behind
        figure.approximation = approximation
        return figure
    }

    /// Two leading digits, the rest zeros, and a word that says so.
    private static func rounded(_ amount: Int, _ random: inout SplitMix64) -> Figures.Figure {
        let round = leading(amount)
        let (prefix, behind, approximation) = vague(&random)
        return Figures.Figure(amount: round, approximation: approximation, prefix: prefix, numeral: "\(round)\(behind)", unit: "")
    }

    private static func vague(_ random: inout SplitMix64) -> (prefix: String, behind: String, Observation.Approximation) {
        switch random.below(5) {
        case 0: ("近", "", .about)
        case 1: ("约", "", .about)
        case 2: ("超过", "", .atLeast)
        case 3: ("", "多", .about)
        default: ("", "余", .about)
        }
    }

    /// The amount with zeros behind its two leading digits.
    private static func leading(_ amount: Int) -> Int {
        var scale = 1
        while amount / scale >= 100 { scale *= 10 }
        return amount / scale * scale
    }

    /// `14,863`.
    private static func separated(_ amount: Int) -> String {
        guard amount >= 1000 else { return String(amount) }
        return separated(amount / 1000) + "," + String(1000 + amount % 1000).dropFirst()
    }

    /// `１７２`.
    private static func fullWidth(_ amount: Int) -> String {
        var text = String.UnicodeScalarView()
        for digit in String(amount).unicodeScalars { text.append(Unicode.Scalar(digit.value + 0xFEE0) ?? digit) }
        return String(text)
    }

    /// 三…十九.
    private static func chinese(_ amount: Int) -> String {
        let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
        return (amount >= 10 ? "十" : "") + digits[amount % 10]
    }
}
