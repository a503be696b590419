/// The printed names of the rules that led to numbers. Most numbers are read in one of a few dozen ways, so each list is made once and
/// shared by all that came the same way, also by those of later reports.
struct ReasonLists: Sendable {
    private struct Entry {
        var because = Because()
        var matched = Int.min
        var names: [String] = []
    }

    /// Entries by a mix of their rules; one that meets another takes its place.
    private var entries = [Entry](repeating: Entry(), count: 2048)

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
