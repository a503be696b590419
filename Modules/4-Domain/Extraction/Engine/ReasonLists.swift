/// What numbers of many reports have in common, made once and handed on: the printed names of the rules that led to them, since most numbers
/// are read in one of a few dozen ways, and their units.
struct ReasonLists: Sendable {
    /// Units by a mix of their bytes; one that meets another takes its place.
    private var units = [(bytes: UInt64, text: String)](repeating: (0, ""), count: 256)

    private struct Entry {
        var because = Because()
        var matched = Int.min
        var names: [String] = []
    }

    /// Entries by a mix of their rules; one that meets another takes its place.
    private var entries = [Entry](repeating: Entry(), count: 2048)

    /// A unit by its bytes, of which there are seven at most; `text` makes it where it is not known.
    mutating func unit(_ bytes: ArraySlice<UInt8>, _ text: () -> String) -> String {
        var key = UInt64(bytes.count)
        for b in bytes { key = key << 8 | UInt64(b) }
        let place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 56)
        if units[place].bytes != key { units[place] = (key, text()) }
        return units[place].text
    }

    /// The names of some rules; an indicator's rule bears the code of the one that `matched`.
    mutating func names(of because: Because, _ matched: Int, _ compiled: Compiled) -> [String] {
        let place = Int(truncatingIfNeeded: because.mixed(with: matched) >> 53)
        if entries[place].matched == matched, entries[place].because == because { return entries[place].names }
        var names: [String] = []
        names.reserveCapacity(because.count)
        for at in 0..<because.count {
            guard let rule = because[at] else { continue }
            names.append(rule == .indicator && matched >= 0 ? compiled.reasons[matched] : rule.name)
        }
        entries[place] = Entry(because: because, matched: matched, names: names)
        return names
    }
}
