internal import Base

/// Years as people write them behind `--year`.
enum YearList {
    /// `2021`, `2021年`, `2019,2021`, `2019-2021`; commas and dashes also in Chinese forms. At most a hundred years.
    static func years(_ given: String) throws(ToolError) -> [Int] {
        var all: [Int] = []
        for part in given.split(omittingEmptySubsequences: false, whereSeparator: { ",，、".contains($0) }) {
            let ends = part.split(omittingEmptySubsequences: false, whereSeparator: { "-–—~～至".contains($0) }).map(year)
            guard (1...2).contains(ends.count), let low = ends.first ?? nil, let high = ends.last ?? nil, low <= high, high - low < 100 else {
                throw ToolError(.usage, "--year '\(given)' is no year", advice: "write 2021, or 2019,2021, or 2019-2021")
            }
            all += low...high
        }
        return all
    }

    private static func year(_ text: Substring) -> Int? {
        let digits = text.hasSuffix("年") ? text.dropLast() : text
        guard digits.count <= 4, let year = Int(digits), year >= 0 else { return nil }
        return year
    }
}
