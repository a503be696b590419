internal import SQLite

extension LedgerReader {
    /// Observations as JSON lines, in the order of (document name, SHA-256, report, position); `limit` reports at most.
    ///
    /// `after`: the cursor of the page before, empty for the first. Throws `cursor` for one that no page gave out.
    public func observations(after: String = "", limit: Int) throws(LedgerError) -> LedgerPage {
        let start = try after.isEmpty ? nil : Cursor.report(after)
        return try reading {
            var page = LedgerPage(bytes: [], next: "", count: 0)
            var reports = 0
            var last: Cursor.ReportPlace?
            let documents = statements.documentsFrom
            let lines = statements.linesOfDocument
            try documents.query(.text(start?.name ?? ""), .blob(start?.sha256 ?? []))
            defer { documents.reset(); lines.reset() }
            while try documents.step() {
                let ids = TaskID.all(of: documents.int64(0))
                var place = Cursor.ReportPlace(name: documents.text(1), sha256: documents.blob(2), report: -1)
                if let start, start.name == place.name, start.sha256 == place.sha256 { place.report = start.report }
                try lines.query(.int(ids.lowerBound + Int64(place.report) + 1), .int(ids.upperBound))
                while try lines.step() {
                    if reports >= max(1, limit) || page.bytes.count >= Self.pageBytes {
                        page.next = last.map(Cursor.text) ?? ""
                        return page
                    }
                    guard let body = try statements.bodies.lines(lines.int64(0)) else { continue }
                    page.bytes.append(contentsOf: body)
                    if let end = body.last, end != 10 { page.bytes.append(10) }
                    page.count += lines.int(1)
                    reports += 1
                    place.report = TaskID(raw: lines.int64(0)).report ?? 0
                    last = place
                }
            }
            return page
        }
    }
}
