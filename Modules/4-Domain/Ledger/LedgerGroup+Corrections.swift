internal import Aggregation
internal import Base
internal import SQLite
public import Text

/// Corrections come in. The journal is only ever added to.
extension LedgerGroup {
    /// Records entries in their order and returns them with number, time, and the cell's number before and after. Entries of a token that is
    /// known are not recorded again: what stands is told.
    ///
    /// Throws `badCorrection` for an entry that lacks what its kind needs, `noCorrection` for an undo of what is not there or undone
    /// already; then none of them is recorded.
    public func correct(token: String, _ entries: [Correction]) throws(LedgerError) -> [Correction] {
        try operation {
            statements.cells.forgetOpened()
            var prepared: [(token: String, entry: Correction, known: Correction?)] = []
            for (index, entry) in entries.enumerated() {
                let own = "\(token)#\(index)"
                let known = try statements.correctionByToken.first(.text(own)) { CorrectionRow.read($0) } ?? nil
                prepared.append((own, known == nil ? try sound(entry, among: entries[..<index]) : entry, known))
            }
            return try prepared.map { try $0.known ?? record($0.entry, token: $0.token) }
        }
    }

    /// The entry with all that it needs: an undo takes the cell of what it undoes.
    private func sound(_ entry: Correction, among before: ArraySlice<Correction>) throws -> Correction {
        var entry = entry
        if entry.kind == .undo {
            let number = entry.undoes ?? 0
            guard let target = try statements.correction.first(.int(number), read: { CorrectionRow.read($0) }) ?? nil else {
                throw LedgerError(.noCorrection, "\(number)")
            }
            (entry.city, entry.year, entry.indicator) = (target.city, target.year, target.indicator)
            let journal = try statements.cells.journal(key(entry), path: ledger.path)
            if CorrectionFold(journal).undone.contains(number) || before.contains(where: { $0.undoes == number }) {
                throw LedgerError(.noCorrection, "\(number) that could be undone: it was undone already")
            }
        }
        guard !entry.city.isEmpty, !entry.indicator.isEmpty, (0...9999).contains(entry.year) else {
            throw LedgerError(.badCorrection, "it names no cell")
        }
        guard !entry.who.isEmpty else { throw LedgerError(.badCorrection, "nobody signed it") }
        if entry.kind == .set {
            guard let value = entry.value, value.isFinite, entry.high?.isFinite ?? true else { throw LedgerError(.badCorrection, "it sets no number") }
        }
        if entry.kind == .accept, entry.anchor == nil { throw LedgerError(.badCorrection, "it accepts no claim") }
        return entry
    }

    private func record(_ entry: Correction, token: String) throws -> Correction {
        var entry = entry
        let key = key(entry)
        let row = try cellRow(CellName(city: key.city, year: key.year, indicator: key.indicator))
        var told = try statements.cells.told(row, key, path: ledger.path)
        try statements.insertCorrection.run(.text(token), .text(key.city), .int(key.year), .text(key.indicator))
        entry.number = connection.lastInsertedRow
        entry.at = at
        entry.before = CellResolver.resolve(key, claims: told.claims, corrections: told.corrections).map(Self.figure)
        told.corrections.append(entry)
        entry.after = CellResolver.resolve(key, claims: told.claims, corrections: told.corrections).map(Self.figure)
        try statements.setCorrectionBody.run(.int(entry.number), .blob(CorrectionRow.body(entry)))
        return entry
    }

    private func key(_ entry: Correction) -> CellKey { CellKey(city: entry.city, year: entry.year, indicator: entry.indicator) }

    private static func figure(_ cell: Cell) -> Correction.Figure {
        Correction.Figure(value: cell.value, high: cell.high, unit: cell.unit, chosenBy: cell.chosenBy.rawValue)
    }
}

extension LedgerReader {
    /// The journal from the oldest entry on, as JSON lines, each with what became of it; `limit` entries at most.
    ///
    /// `after`: the cursor of the page before, empty for the first. Throws `cursor` for one that no page gave out.
    public func corrections(after: String = "", limit: Int) throws(LedgerError) -> LedgerPage {
        let start = try after.isEmpty ? 0 : Cursor.correction(after)
        return try reading {
            let limit = max(1, limit)
            let entries = try statements.corrections.all(.int(start), .int(limit + 1)) { CorrectionRow.read($0) }
            var folds: [CellKey: (fold: CorrectionFold, claims: [Claim])] = [:]
            var page = LedgerPage(bytes: [], next: "", count: 0)
            for entry in entries.prefix(limit) {
                guard var entry else { throw LedgerError(.corrupt, path: path, "a correction that cannot be read") }
                let key = CellKey(city: entry.city, year: entry.year, indicator: entry.indicator)
                if folds[key] == nil {
                    let row = try statements.cell.first(.text(key.city), .int(key.year), .text(key.indicator)) { $0.int64(0) }
                    let told = try statements.cells.told(row, key, path: path)
                    folds[key] = (CorrectionFold(told.corrections), told.claims)
                }
                entry.standing = folds[key].map { $0.fold.standing(of: entry, claims: $0.claims) }
                page.bytes += Correction.lines([entry])
                page.count += 1
                if page.count == limit, entries.count > limit { page.next = Cursor.text(correction: entry.number) }
            }
            return page
        }
    }
}
