internal import Aggregation

extension ResultTable {
    /// The rows as one HTML page that needs nothing else: search, filters, sorting, and the sentence behind each proven number.
    func page() -> [UInt8] {
        let filters: Set<String> = ["city", "year", "area", "name", "state", "reason", "action", "kind"]
        let shown = visible
        let frame = HTMLFrame(
            title: title.isEmpty ? language.pick("结果", "Result") : title, lead: notes, links: [], language: language,
            columns: shown.map { index in
                let column = columns[index]
                return .init(column.title, kind: column.right ? "n" : column.yields >= 3 ? "o" : "", isFilter: filters.contains("\(column.key)"))
            }, isClicked: !proofs.isEmpty)
        var text = frame.head(count: language.pick("行", "rows"))
        for (index, row) in rows.enumerated() { text += html(row, shown, proofs[index]) }
        text += "</table></div>\n"
        return [UInt8]((text + HTMLFrame.tail).utf8)
    }

    private func html(_ row: [Field], _ shown: [Int], _ proof: Cell?) -> String {
        let texts = self.shown(row)
        var out = "<tbody><tr>"
        for (place, index) in shown.enumerated() {
            let column = columns[index]
            let text = HTMLText.escape(place < texts.count ? texts[place] : "")
            var sort = ""
            switch index < row.count ? row[index] : .nothing {
            case .number(let value, _): sort = " data-v=\"\(NumberText.plain(value))\""
            case .count(let value): sort = " data-v=\"\(value)\""
            default: if column.right { sort = " data-v=\"-1e300\"" }
            }
            let kind = column.right ? "n" : column.yields >= 3 ? "d o" : column.yields == 2 ? "d" : column.yields == 1 ? "" : "c"
            let isClick = column.isProven && proof != nil && !text.isEmpty
            out += "<td class=\"\(kind)\"\(sort)>" + (isClick ? "<button type=\"button\" aria-expanded=\"false\">\(text)</button>" : text) + "</td>"
        }
        out += "</tr>"
        if let proof { out += "<tr class=\"e\" hidden><td colspan=\"\(shown.count)\">\(HTMLFrame.evidence(proof, language))</td></tr>" }
        return out + "</tbody>\n"
    }
}
