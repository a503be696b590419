// Where articles begin on a page that was put together of several, each about another city, without marks that set the names apart:
//
//   2023年，青岭市总工会紧扣…             a paragraph that opens with a city's federation
//   …
//   云泽启动驿站建设                      a headline belongs to the article below
//   云泽晚报9月6日讯（记者 李某）…         a dateline opens an article, whatever it names
//   …
//
// An article is the city's that it speaks of; what names none goes on with the one before. A page that speaks of one city has no articles:
// its other paragraphs and datelines change nothing.
//
// A city's report may open a paragraph with another federation, too: one below or above it, a guest. So without a dateline nothing is cut
// where the city before is named again, nor where the table of cities knows one of the two and not the other.

import Text

struct Articles {
    let manuscript: Manuscript
    let finder: CityFinder
    let landmarks: Landmarks

    /// The passages that open articles, each with its city; fewer than two cities when the page is of one.
    func marks() -> [(passage: Int, place: Place)] {
        let openings = openings()
        guard let first = openings.first else { return [] }
        var marks: [(passage: Int, place: Place)] = []
        if first.passage > 0, let place = finder.scores(manuscript, 0..<first.passage).first?.place { marks.append((0, place)) }
        for (i, opening) in openings.enumerated() {
            let end = i + 1 < openings.count ? openings[i + 1].passage : manuscript.passages.count
            guard let place = place(of: opening, opening.passage..<end) else { continue }
            if opening.federation != nil, let last = marks.last?.place, last != place, !mayFollow(last, place, opening.passage) { continue }
            marks.append((opening.passage, place))
        }
        return marks
    }

    /// A place where an article may open.
    private struct Opening {
        /// The first passage, headline included.
        var passage: Int
        /// The city whose federation the paragraph opens with; nil behind a dateline.
        var federation: Place?
    }

    /// Whether a paragraph that opens with a federation may end the article of another city: one that is not named again, and that the
    /// table of cities knows as well as this one.
    private func mayFollow(_ last: Place, _ place: Place, _ passage: Int) -> Bool {
        (last.province == nil) == (place.province == nil) && !finder.names(last, in: passage..<manuscript.passages.count)
    }

    // MARK: Openings

    /// Datelines, and the federations that paragraphs open with; none where there is no dateline and one city.
    private func openings() -> [Opening] {
        var openings: [Opening] = []
        for (i, passage) in manuscript.passages.enumerated() where passage.kind == .paragraph || passage.kind == .note {
            if Dateline.opens(manuscript, i, landmarks) {
                openings.append(Opening(passage: headline(of: i)))
            } else if let place = finder.federation(opening: i, manuscript) {
                openings.append(Opening(passage: headline(of: i), federation: place))
            }
        }
        let cities = Set(openings.compactMap(\.federation)).count
        return cities >= 2 || cities < openings.count { $0.federation == nil } ? openings : []
    }

    /// The first of the headings that stand right above a passage, with what stands between them.
    private func headline(of passage: Int) -> Int {
        var first = passage
        for i in stride(from: passage - 1, through: 0, by: -1) {
            switch manuscript.passages[i].kind {
            case .heading, .title: first = i
            case .byline, .furniture, .caption: continue
            default: if !isLabel(manuscript.passages[i].clean) { return first }
            }
        }
        return first
    }

    /// 日期：10-01, 字号：大 中 小: what a web page puts between a headline and its article.
    private func isLabel(_ range: Range<Int>) -> Bool {
        range.count <= 60 && !Glyph.isStop(manuscript.clean.span.scalar(before: range.upperBound, notBefore: range.lowerBound).value)
    }

    // MARK: Whose they are

    /// The city of an article: the federation's that opens it, if it speaks of no other city more; behind a dateline the city that it
    /// speaks of, else the one that its headline begins with.
    private func place(of opening: Opening, _ passages: Range<Int>) -> Place? {
        let most = finder.scores(manuscript, passages).first?.place
        if let federation = opening.federation { return most == federation ? federation : nil }
        return most ?? headlined(passages)
    }

    /// 青岭启动驿站建设: the city that a headline begins with, where the article names it again.
    private func headlined(_ passages: Range<Int>) -> Place? {
        let s = manuscript.clean.span
        let all = manuscript.passages[passages]
        guard let first = all.first, first.kind == .heading || first.kind == .title, let last = all.last else { return nil }
        for length in [4, 3, 2] {
            var at = first.clean.lowerBound
            var key: UInt64 = 0
            for _ in 0..<length where at < first.clean.upperBound {
                let (value, bytes) = s.scalar(at: at)
                key = key << 16 | UInt64(value & 0xFFFF)
                at += bytes
            }
            guard let city = Gazetteer.shared.city(key) else { continue }
            let name = NameKey.text(key)
            for p in first.clean.upperBound..<last.clean.upperBound where s.has(name, at: p, end: last.clean.upperBound) { return city }
        }
        return nil
    }
}
