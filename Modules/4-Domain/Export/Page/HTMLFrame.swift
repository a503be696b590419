internal import Aggregation
internal import Digest
internal import Text

/// What pages with a table share: head, style, search, filters and the header row; behind the table the script.
struct HTMLFrame {
    /// One column.
    struct Column {
        var title: String
        /// `n`: numbers, `o`: left out on narrow screens.
        var kind: String
        /// Whether rows can be chosen by its values.
        var isFilter: Bool

        init(_ title: String, kind: String = "", isFilter: Bool = false) {
            self.title = title
            self.kind = kind
            self.isFilter = isFilter
        }
    }

    var title: String
    /// Lines below the title.
    var lead: [String]
    /// Parts of the page, by their identifiers.
    var links: [(id: String, title: String)]
    var language: Language
    var columns: [Column]
    /// Class of the page: `w` where numbers stand side by side. Without one, a page of many columns is `l`, landscape on paper.
    var layout = ""
    /// Whether numbers open their sentences, which the page then says; not on paper.
    var isClicked = false

    /// Everything before the first row. `count`: what rows are counted as.
    func head(count: String) -> String {
        let digest = HTMLText.base64(SHA256Digest.hash([UInt8](HTMLPage.script.utf8)))
        let name = HTMLText.escape(title)
        let heads = columns.map { "<th scope=\"col\" class=\"\($0.kind)\"><button type=\"button\">\(HTMLText.escape($0.title))</button><span>\(HTMLText.escape($0.title))</span></th>" }
        let filters = columns.enumerated().filter { $0.element.isFilter }.map { index, column in
            "<label>\(HTMLText.escape(column.title))<select data-column=\"\(index)\"><option value=\"\">\(word("全部", "all"))</option></select></label>"
        }
        let nav = links.map { "<a href=\"#\($0.id)\">\(HTMLText.escape($0.title))</a>" }.joined(separator: " · ")
        let words = lead.map { "<p class=\"lead\">\(HTMLText.escape($0))</p>" }.joined()
            + (isClicked ? "<p class=\"lead hint\">\(word("点击数值，可见其所在的句子。", "Click a number to see its sentence."))</p>" : "")
        return """
            <!DOCTYPE html>
            <html lang="\(word("zh-CN", "en"))"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-\(digest)'; img-src data:; base-uri 'none'; form-action 'none'">
            <meta name="generator" content="Huibao"><link rel="icon" href="data:,"><title>\(name)</title>
            <style>\(HTMLPage.style)</style><noscript><style>form{display:none}tr.e[hidden]{display:table-row}</style></noscript></head>
            <body class="\(layout.isEmpty && columns.count > 8 ? "l" : layout)"><header><h1>\(name)</h1>\(words)
            <nav>\(nav)</nav></header><main>
            <form role="search"><label class="s">\(word("查找（按 / 键）", "Search (press /)"))<input id="q" type="search" autocomplete="off"></label>\(filters.joined())</form>
            <p><output id="count" aria-live="polite" data-all="\(word("共 % \(count)", "% \(count)"))" data-some="\(word("显示 % \(count)，共 # 个", "% of # \(count)"))"></output></p>
            <div class="scroll \(layout)"><table id="t"><thead><tr>\(heads.joined())</tr></thead>

            """
    }

    /// The charts, and what the marks mean.
    static func sections(_ charts: HTMLCharts, _ marks: Set<Character>, _ labels: Labels, _ language: Language) -> String {
        func word(_ chinese: String, _ english: String) -> String { language.pick(chinese, english) }
        var out = "<section id=\"charts\"><h2>\(word("图", "Charts"))</h2>\n"
        let figures = charts.figures(labels, language)
        if figures.isEmpty {
            out += "<p class=\"lead\">\(word("没有一个指标有两个以上的数。", "No indicator has two numbers."))</p>"
        } else {
            let legend = word(
                "深色：最近一年；浅色：以前各年；虚线边：期间不是全年。", "Dark: the newest year; light: years before; dashed edge: not for the whole year.")
            out += "<p class=\"legend\">\(legend)</p><div class=\"charts\">\n\(figures.joined())</div>"
        }
        out += "</section>\n<section id=\"marks\"><h2>\(word("标记说明", "Marks"))</h2><dl>"
        for line in CellText.legend(marks, language) {
            let meaning = line.dropFirst().drop { $0 == " " }.description
            out += "<dt>\(HTMLText.escape(String(line.prefix(1))))</dt><dd>\(HTMLText.escape(meaning))</dd>"
        }
        return out + "</dl></section>"
    }

    /// Everything behind the last section.
    static var tail: String { "</main>\n<script>\(HTMLPage.script)</script></body></html>\n" }

    /// The class of a number's button: `x` reports disagree, `v` derived; none for most.
    static func kind(_ cell: Cell) -> String { cell.conflict ? " class=\"x\"" : cell.isDerived ? " class=\"v\"" : "" }

    /// The sentences behind a cell, each with its number marked.
    static func evidence(_ cell: Cell, _ language: Language) -> String {
        func word(_ chinese: String, _ english: String) -> String { language.pick(chinese, english) }
        func text(_ text: String) -> String { HTMLText.escape(text) }
        var out = ""
        for (index, entry) in cell.evidence.enumerated() {
            let sentence = MarkedSentence(entry)
            let marked = sentence.number.isEmpty ? "" : "<mark>\(text(sentence.number))</mark>"
            var source = text(entry.document) + word("，字符 ", ", characters ") + "\(entry.start)–\(entry.end)"
            if index == 0, !CellText.period(cell).isEmpty { source += word("；期间 ", "; period ") + text(CellText.period(cell)) }
            if index == 0, cell.evidence.count > 1 { source += word("；采用：", "; taken: ") + text(Words.rule(cell.chosenBy, language)) }
            if index > 0 { source += word("；数值 ", "; value ") + NumberText.grouped(entry.value) }
            if !entry.sha256.isEmpty { source += "<br>SHA-256 \(text(entry.sha256))" }
            if SetEvidence.isSet(entry) { source = word("人工修正", "set by a person") }
            out += "<blockquote>\(text(sentence.before))\(marked)\(text(sentence.after))<cite>\(source)</cite></blockquote>"
        }
        for applied in cell.corrections {
            let standing = applied.entry.standing.map { Words.standing($0, language) } ?? ""
            out += "<blockquote class=\"k\">\(text(Words.line(applied.entry, unit: cell.unit, language)))<cite>\(text(standing))</cite></blockquote>"
        }
        return out
    }

    private func word(_ chinese: String, _ english: String) -> String { language.pick(chinese, english) }
}
