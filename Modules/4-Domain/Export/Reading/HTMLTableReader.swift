internal import Text

/// Reads the page that `HTMLTable` writes: from each row's attributes the number for machines, and the number that people see.
enum HTMLTableReader {
    static func figures(_ bytes: [UInt8], path: String) throws(ExportError) -> [ExportedFigure] {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.contains("<meta name=\"generator\" content=\"Huibao\">") else {
            throw ExportError(path, "它不是 huibao 写出的网页 (not a page of huibao)")
        }
        var figures: [ExportedFigure] = []
        for (index, body) in pieces(text, from: "<tbody", to: "</tbody>").enumerated() {
            figures.append(try row(body, "表中第\(index + 1)行", path))
        }
        return figures
    }

    private static func row(_ body: Substring, _ place: String, _ path: String) throws(ExportError) -> ExportedFigure {
        let cells = pieces(body, from: "<td", to: "</td>").map { String($0.drop { $0 != ">" }.dropFirst()) }
        guard cells.count >= 6, let value = attribute("v", body).flatMap({ Double($0) }), let code = attribute("c", body) else {
            throw ExportError(path, "\(place)不带数值的出处：只有长表的网页可核验 (no proof in this row: of pages, the long table alone carries it)")
        }
        var figure = ExportedFigure(
            place: place, city: unescape(cells[0]), year: Int(cells[1]) ?? 0, indicator: code, value: value)
        figure.unit = unescape(cells[5])
        figure.high = attribute("h", body).flatMap { Double($0) }
        figure.shown = pieces(cells[4][...], from: ">", to: "</button>").last.map { unescape(String($0)) }
        if let set = attribute("k", body) { figure.setBy = Int64(set) }
        if let proof = attribute("p", body) {
            let parts = proof.split(separator: " ", omittingEmptySubsequences: false)
            let numbers = parts.dropFirst().prefix(5).map { Int($0) ?? -1 }
            guard parts.count == 7, numbers.count == 5, let told = Double(parts[6]) else {
                throw ExportError(path, "\(place)的出处残缺 (a broken place)")
            }
            figure.evidence = Evidence(
                document: attribute("d", body) ?? "", report: numbers[0], start: numbers[1], end: numbers[2], byteStart: numbers[3],
                byteEnd: numbers[4], quote: attribute("q", body) ?? "", value: told, subject: "", sentence: "", sentenceStart: 0,
                sentenceEnd: 0, because: (attribute("r", body) ?? "").split(separator: " ").map(String.init), sha256: String(parts[0]))
        }
        return figure
    }

    /// What stands between each `from` and the next `to`.
    private static func pieces(_ text: some StringProtocol, from: String, to: String) -> [Substring] {
        var pieces: [Substring] = []
        var rest = Substring(text)
        while let start = rest.firstRange(of: from) {
            let tail = rest[start.upperBound...]
            guard let end = tail.firstRange(of: to) else { break }
            pieces.append(tail[..<end.lowerBound])
            rest = tail[end.upperBound...]
        }
        return pieces
    }

    private static func attribute(_ name: String, _ text: Substring) -> String? {
        guard let start = text.firstRange(of: " data-\(name)=\"") else { return nil }
        return unescape(String(text[start.upperBound...].prefix { $0 != "\"" }))
    }

    static func unescape(_ text: String) -> String {
        guard text.contains("&") else { return text }
        var out = text
        for (code, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
            out = out.replacing(code, with: character)
        }
        return out
    }
}
