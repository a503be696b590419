internal import Aggregation
internal import Spreadsheet

extension ResultTable {
    /// The rows as a workbook at `path`: numbers are numbers, proven ones with their sentence as a comment; a sheet of notes where there
    /// are any. The file stands there whole or not at all.
    public func writeWorkbook(path: String) throws {
        let author = language.pick("汇报", "Huibao")
        let book = try Spreadsheet(path: path, title: title, author: author)
        let widths = columns.indices.map { index in
            let texts = rows.prefix(200).map { row in index < row.count ? DisplayWidth.columns(Self.text(row[index])) : 0 }
            return Double(min(48, max(DisplayWidth.columns(columns[index].title) + 4, (texts.max() ?? 0) + 2)))
        }
        var sheet = try GrowingSheet(
            book, language.pick("表", "Table"), zip(columns, widths).map { ($0.title, $1) }, frozen: 1)
        for (index, row) in rows.enumerated() {
            let proof = proofs[index]
            let at = try sheet.add(zip(columns, row).map { field($1, $0, proof) })
            guard let proof else { continue }
            for (place, column) in columns.enumerated() where column.isProven && place < row.count && row[place] != .nothing {
                try book.comment(sheet.sheet, at, place, SheetRows.comment(proof, language), author: author)
            }
        }
        try sheet.close()
        if !title.isEmpty || !notes.isEmpty {
            var words = try GrowingSheet(book, language.pick("说明", "Notes"), [(language.pick("说明", "Notes"), 100)], frozen: 0)
            for note in [title] + notes where !note.isEmpty { try words.add([.text(note, SheetFormats.wrapped)]) }
        }
        try book.close()
    }

    private func field(_ field: Field, _ column: Column, _ proof: Cell?) -> SheetField {
        switch field {
        case .text(let text), .word(_, let text): .text(TerminalText.safe(text))
        case .number(let value, let shown):
            if shown.hasSuffix("%") {
                .number((value * 10).rounded() / 10, .init(numberFormat: "0.0\"%\""))
            } else if column.isProven, let proof, proof.value == value {
                .number(value, SheetFormats.style(proof, language))
            } else {
                .number(value, .init(numberFormat: SheetFormats.plain(value)))
            }
        case .count(let value): .number(Double(value), SheetFormats.whole)
        case .list(let texts): .text(TerminalText.safe(texts.joined(separator: "；")))
        case .nothing: .empty
        }
    }

    private static func text(_ field: Field) -> String {
        switch field {
        case .text(let text), .word(_, let text), .number(_, let text): text
        case .count(let value): "\(value)"
        case .list(let texts): texts.joined(separator: "；")
        case .nothing: ""
        }
    }
}
