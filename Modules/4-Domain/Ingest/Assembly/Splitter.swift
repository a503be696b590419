// Cuts a page of several cities at the passages that open a city's section:
//
//   编者按 …                          ─┐ front matter: a report of its own where it has sentences of its own
//   青岭市总工会·组织建设提升年        ─┤ report of 青岭市, up to the next mark of another city
//   …                                  │
//   云泽市总工会·…                    ─┘ report of 云泽市
//
// Two different cities at least must have a mark; a report that only mentions other cities has none, and stays whole. Where no city
// has one, the page may be put together of articles (Articles).

import Text

/// A run of passages that makes one report.
struct Section {
    var passages: Range<Int>
    /// Whose section it is; nil for front matter and for a document that was not cut.
    var place: Place?
    /// The passage that opens it: the first, or behind the page's own headings.
    var opening = 0
}

struct Splitter {
    /// The sections of a document, in order; at least one when there are passages.
    static func sections(of manuscript: Manuscript, _ finder: CityFinder, _ landmarks: Landmarks) -> [Section] {
        let whole = [Section(passages: manuscript.passages.indices, place: nil)]
        let marks = self.marks(of: manuscript, finder, landmarks)
        guard Set(marks.map { $0.place }).count >= 2 else { return whole }
        var cuts: [(passage: Int, place: Place)] = []
        for mark in marks where mark.place != cuts.last?.place { cuts.append(mark) }
        guard let first = cuts.first else { return whole }
        var sections: [Section] = []
        var start = first.passage
        if hasSentences(manuscript, 0..<first.passage) {
            sections.append(Section(passages: 0..<first.passage, place: nil))
        } else {
            start = 0
        }
        for (i, cut) in cuts.enumerated() {
            let end = i + 1 < cuts.count ? cuts[i + 1].passage : manuscript.passages.count
            sections.append(Section(passages: start..<end, place: cut.place, opening: cut.passage))
            start = end
        }
        return sections
    }

    /// The passages that open a city's section. Marks set apart by a dot, colon or bracket come first; where there are none,
    /// headings that begin with a union's name; at last articles.
    private static func marks(of manuscript: Manuscript, _ finder: CityFinder, _ landmarks: Landmarks) -> [(passage: Int, place: Place)] {
        var marks: [(passage: Int, place: Place)] = []
        var worded: [(passage: Int, place: Place)] = []
        for (i, passage) in manuscript.passages.enumerated() {
            guard let mark = CityMark.read(manuscript, i, landmarks) else { continue }
            switch passage.kind {
            case .heading, .title:
                if mark.isSection {
                    marks.append((i, mark.place))
                } else if mark.isUnion, mark.separator == .words {
                    worded.append((i, mark.place))
                }
            case .paragraph:
                if mark.separator == .colon || mark.separator == .bracket, !isCounty(mark.place) { marks.append((i, mark.place)) }
            default: break
            }
        }
        if Set(marks.map { $0.place }).count >= 2 { return marks }
        let owned = Set(worded.map { $0.place }).count >= 2 ? owned(worded, manuscript, finder) : []
        return owned.isEmpty ? Articles(manuscript: manuscript, finder: finder, landmarks: landmarks).marks() : owned
    }

    /// A list of counties within a city's report is no page of several reports: a county opens a section only with its union's heading.
    private static func isCounty(_ place: Place) -> Bool { ["县", "区", "旗"].contains { place.name.hasSuffix($0) } && place.province == nil }

    /// Those headings whose section speaks of their own city more than of any other.
    private static func owned(_ marks: [(passage: Int, place: Place)], _ manuscript: Manuscript, _ finder: CityFinder) -> [(passage: Int, place: Place)] {
        var kept: [(passage: Int, place: Place)] = []
        for (i, mark) in marks.enumerated() {
            let end = i + 1 < marks.count ? marks[i + 1].passage : manuscript.passages.count
            if finder.scores(manuscript, mark.passage..<end).first?.place.name == mark.place.name { kept.append(mark) }
        }
        return kept
    }

    /// Whether passages hold more than a masthead and headings.
    private static func hasSentences(_ manuscript: Manuscript, _ passages: Range<Int>) -> Bool {
        manuscript.passages[passages].contains { ($0.kind == .paragraph || $0.kind == .note) && $0.clean.count >= 45 }
    }
}
