public import Text

/// Days as people type them into a sheet; a day without a year is one of the year that the sheet is about.
public enum DayText {
    /// `2021-08-31`, `2021/8/31`, `2021年8月31日`, `8-31`, `8/31`, `8月31日`, `8月底`, `8月末`, `次年1月15日`; nil for anything else.
    /// `year`: of a day that names none.
    public static func day(_ text: String, year: Int) -> CalendarDay? {
        // a spreadsheet may add the time of day
        let words = text.split { $0.isWhitespace }
        let isTimed = words.count == 2 && words[1].contains(":")
        var rest = Array((isTimed ? words.prefix(1) : words[...]).joined().unicodeScalars)[...]
        var year = year
        if rest.starts(with: Array("次年".unicodeScalars)) || rest.starts(with: Array("明年".unicodeScalars)) {
            year += 1
            rest = rest.dropFirst(2)
        }
        var numbers: [Int] = []
        var isMonthEnd = false
        while let scalar = rest.first {
            if let digit = digit(scalar) {
                var number = digit
                rest = rest.dropFirst()
                while let next = rest.first.flatMap(Self.digit), number < 100_000 {
                    number = number * 10 + next
                    rest = rest.dropFirst()
                }
                numbers.append(number)
            } else if scalar == "底" || scalar == "末" {
                isMonthEnd = true
                rest = rest.dropFirst()
            } else if "-/.年月日号".unicodeScalars.contains(scalar) {
                rest = rest.dropFirst()
            } else {
                return nil
            }
        }
        if let first = numbers.first, first > 31 {
            year = first
            numbers.removeFirst()
        }
        guard (1900...2200).contains(year), let month = numbers.first, (1...12).contains(month) else { return nil }
        if isMonthEnd { return numbers.count == 1 ? CalendarDay(year: year, month: month, day: length(of: month, year)) : nil }
        guard numbers.count == 2, (1...length(of: month, year)).contains(numbers[1]) else { return nil }
        return CalendarDay(year: year, month: month, day: numbers[1])
    }

    /// `9月20日`, with the year where it is not `year`.
    public static func chinese(_ day: CalendarDay, year: Int) -> String {
        (day.year == year ? "" : "\(day.year)年") + "\(day.month)月\(day.day)日"
    }

    /// An ISO day, as periods have them; nil for an empty text or anything else.
    public static func iso(_ text: String) -> CalendarDay? { text.utf8.count == 10 ? day(text, year: 0) : nil }

    /// The day of a number of seconds since 1970-01-01 UTC, in China's time.
    public static func day(unixSeconds: Int64) -> CalendarDay {
        var days = (unixSeconds + 8 * 3600) / 86_400
        var year = 1970
        while true {
            let length: Int64 = isLeap(year) ? 366 : 365
            if days < length || year > 9998 { break }
            days -= length
            year += 1
        }
        var month = 1
        while month < 12, days >= Int64(length(of: month, year)) {
            days -= Int64(length(of: month, year))
            month += 1
        }
        return CalendarDay(year: year, month: month, day: Int(max(0, min(30, days))) + 1)
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 48...57: Int(scalar.value) - 48
        case 0xFF10...0xFF19: Int(scalar.value) - 0xFF10
        default: nil
        }
    }

    private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    private static func length(of month: Int, _ year: Int) -> Int {
        month == 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }
}
