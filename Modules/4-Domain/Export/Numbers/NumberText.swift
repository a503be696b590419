/// Numbers as people and machines read them.
public enum NumberText {
    /// The shortest exact form, whole numbers without a fraction, never with an exponent below 2^53: for machines.
    public static func plain(_ value: Double) -> String {
        guard value.isFinite else { return "" }
        if value == value.rounded(), abs(value) < 9_007_199_254_740_992 { return String(Int64(value)) }
        return value.description
    }

    /// With a comma between groups of three digits: `14,863`, `1,234.5`.
    public static func grouped(_ value: Double) -> String {
        let text = plain(value)
        guard !text.contains("e") else { return text }
        let sign = text.hasPrefix("-") ? "-" : ""
        let parts = text.dropFirst(sign.count).split(separator: ".", maxSplits: 1)
        guard let whole = parts.first else { return text }
        var out = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index).isMultiple(of: 3) { out.append(",") }
            out.append(digit)
        }
        return sign + out + (parts.count > 1 ? ".\(parts[1])" : "")
    }

    /// Three significant digits or so, for rates and times: `0.83`, `12.4`, `213`.
    public static func short(_ value: Double) -> String {
        guard value.isFinite else { return "-" }
        let size = abs(value)
        let factor: Double = size < 10 ? 100 : size < 100 ? 10 : 1
        let rounded = (value * factor).rounded() / factor
        return size < 1000 ? plain(rounded) : grouped(rounded)
    }

    /// `512 B`, `4.2 KiB`, `31 MiB`.
    public static func bytes(_ count: Int64) -> String {
        var value = Double(count)
        for unit in ["B", "KiB", "MiB", "GiB"] {
            if abs(value) < 1024 { return "\(short(value)) \(unit)" }
            value /= 1024
        }
        return "\(short(value)) TiB"
    }
}
