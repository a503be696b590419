internal import Aggregation
public import Assessment
internal import Text

/// A ranking of cities by a card, as rows; and every point of a city, explained.
public struct ScoreTable {
    private let standings: Standings
    private let card: Scorecard
    private let title: String
    private let labels: Labels
    private let language: Language

    /// `title`: what people call the ranking.
    public init(_ standings: Standings, card: Scorecard, title: String, labels: Labels, language: Language) {
        self.standings = standings
        self.card = card
        self.title = title
        self.labels = labels
        self.language = language
    }

    private func word(_ chinese: String, _ english: String) -> String { language.pick(chinese, english) }

    /// The ranking.
    public func ranking() -> ResultTable {
        var table = ResultTable([
            .init("place", word("名次", "Place"), right: true), .init("worst", word("最低名次", "Worst place"), isDetail: true),
            .init("city", word("城市", "City")), .init("points", word("总分", "Points"), right: true),
            .init("low", word("总分下限", "Low"), isDetail: true), .init("high", word("总分上限", "High"), isDetail: true),
            .init("base", word("基础", "Base"), right: true), .init("bonus", word("加分", "Bonus"), right: true),
            .init("veto", word("否决", "Veto"), yields: 1), .init("open", word("待定项", "Open"), yields: 2),
            .init("remark", word("备注", "Remark"), yields: 3),
        ])
        table.language = language
        for entry in standings.entries {
            let place = entry.best.map { best in
                let worst = entry.worst ?? best
                return ResultTable.Field.number(Double(best), shown: best == worst ? "\(best)" : "\(best)–\(worst)")
            }
            table.rows.append([
                place ?? .nothing, entry.worst.map { .count($0) } ?? .nothing, .text(entry.city), points(entry.points), points(entry.low),
                points(entry.high), points(entry.sum(.base)), points(entry.sum(.bonus)), .list(entry.vetoes.map(\.item.name)),
                .list(entry.open.map { $0.item.name + word("（", " (") + gap($0) + word("）", ")") }), .text(remark(entry)),
            ])
        }
        let full = card.full(.base)
        table.title = title
        table.notes = [
            word(
                "满分：基础 \(Self.points(full))（\(card.items(.base).count) 项），加分 \(Self.points(card.full(.bonus)))（\(card.items(.bonus).count) 项）；否决 \(card.items(.veto).count) 项。",
                "Full points: base \(Self.points(full)) (\(card.items(.base).count) items), bonus \(Self.points(card.full(.bonus))) (\(card.items(.bonus).count)); vetoes: \(card.items(.veto).count).")
        ]
        if standings.entries.contains(where: { !$0.open.isEmpty }) {
            table.notes.append(
                word("待定项不算零分：总分是已知各项之和，名次带“–”的在补齐之前不能确定。", "Open items are no zeros: the sum is of what is known, and a range of places stays open until they are told."))
        }
        return table
    }

    /// Every item of the cities, with what its points were found from.
    public func explained(_ cities: [String]) -> ResultTable {
        var table = ResultTable([
            .init("city", word("城市", "City"), isDetail: cities.count < 2), .init("kind", word("类别", "Kind")), .init("item", word("项目", "Item")),
            .init("points", word("得分", "Points"), right: true), .init("full", word("分值", "Full"), right: true),
            .init("low", word("得分下限", "Low"), isDetail: true), .init("high", word("得分上限", "High"), isDetail: true),
            .init("indicator", word("指标代码", "Code"), isDetail: true), .init("value", word("数据", "Figure"), right: true, isProven: true),
            .init("unit", word("单位", "Unit")), .init("gap", word("待定原因", "Open because"), isDetail: true),
            .init("because", word("怎么算的", "How"), yields: 1), .init("quote", word("原文", "Quote"), yields: 2),
            .init("document", word("文件", "Document"), yields: 3),
        ])
        table.language = language
        for city in cities {
            guard let entry = standings.entries.first(where: { $0.city == city }) else { continue }
            for score in entry.scores {
                table.add(
                    [
                        .text(city), .word(score.item.kind.rawValue, shown: kind(score.item.kind)), .text(score.item.name), told(score),
                        score.item.points.map(points) ?? .nothing, points(score.low), points(score.high), .text(score.item.indicator),
                        score.cell.map { .number($0.value, shown: CellText.number($0, language) + CellText.marks($0)) } ?? .nothing,
                        .text(CellText.unit(score.cell?.unit ?? "", language)),
                        score.gap.map { .word($0.rawValue, shown: gap(score)) } ?? .nothing, .text(because(score)),
                        .quote(score.cell?.evidence.first?.quote ?? ""), .text(score.cell?.evidence.first?.document ?? ""),
                    ], proof: score.cell)
            }
            let place = entry.best.map { $0 == entry.worst ? "\($0)" : "\($0)–\(entry.worst ?? $0)" }
            table.notes.append(
                word(
                    "\(city)：\(sum(entry))，\(place.map { "第 \($0) 名" } ?? "不参加排名")", "\(city): \(sum(entry)), \(place.map { "place \($0)" } ?? "not ranked")")
                    + (remark(entry).isEmpty ? "" : word("；", "; ") + remark(entry)))
        }
        table.title = title
        return table
    }

    static func points(_ value: Double) -> String { NumberText.grouped((value * 100).rounded() / 100) }

    private func points(_ value: Double) -> ResultTable.Field { .number((value * 100).rounded() / 100, shown: Self.points(value)) }

    private func told(_ score: Standings.Score) -> ResultTable.Field {
        guard let points = score.points else { return .word("", shown: word("待定", "open")) }
        guard score.item.kind == .veto else { return self.points(points) }
        return .word(points > 0 ? "yes" : "no", shown: points > 0 ? word("触发", "holds") : word("未触发", "no"))
    }

    /// `基础 71.5 ＋ 加分 3 ＝ 74.5`
    private func sum(_ entry: Standings.Entry) -> String {
        let off = entry.vetoes.reduce(0) { $0 + ($1.item.points ?? 0) }
        var text = word("基础 ", "base ") + Self.points(entry.sum(.base)) + word("＋加分 ", " + bonus ") + Self.points(entry.sum(.bonus))
        if off > 0 { text += word("－扣分 ", " - off ") + Self.points(off) }
        text += word("＝", " = ") + Self.points(entry.points)
        return text
    }

    private func kind(_ kind: Scorecard.Kind) -> String {
        switch kind {
        case .base: word("基础", "base")
        case .bonus: word("加分", "bonus")
        case .veto: word("否决", "veto")
        }
    }

    private func gap(_ score: Standings.Score) -> String {
        switch score.gap {
        case .noFigure: word("缺数", "no figure")
        case .noTarget: word("没有目标", "no target")
        case .notJudged: word("未评定", "not judged")
        case .unlike: if let reason = score.unlike, let cell = score.cell { RankTable.reason(reason, cell, language) } else { word("不可比", "unlike") }
        case nil: ""
        }
    }

    private func remark(_ entry: Standings.Entry) -> String {
        var parts: [String] = []
        let out = entry.vetoes.filter { $0.item.points == nil }.map(\.item.name)
        if !out.isEmpty { parts.append(word("不参加排名：", "not ranked: ") + out.joined(separator: word("、", ", "))) }
        if !entry.ties.isEmpty {
            let cities = entry.ties.joined(separator: word("、", ", "))
            parts.append(word("与\(cities)并列", "ties with \(cities)"))
        }
        if entry.high - entry.low > 1e-9 { parts.append(word("可能 \(Self.points(entry.low))–\(Self.points(entry.high)) 分", "may be \(Self.points(entry.low))–\(Self.points(entry.high))")) }
        return parts.joined(separator: word("；", "; "))
    }

    /// The calculation in words.
    private func because(_ score: Standings.Score) -> String {
        if score.gap != nil {
            let full = score.item.points.map(Self.points) ?? ""
            return word("待定：", "open: ") + gap(score) + (score.item.kind == .veto ? "" : word("（0–\(full) 分）", " (0–\(full))"))
        }
        let full = Self.points(score.item.points ?? 0)
        let value = score.cell.map { CellText.number($0, language) } ?? ""
        switch (score.basis, score.item.method) {
        case (.completion(let percent, let target)?, .completion(let from)):
            let quotient = "\(value) ÷ \(TargetTable.amount(target, score.cell?.unit ?? "", language)) = \(TargetTable.percent(percent, about: false))"
            if percent < from { return word("\(quotient)，低于起评线 \(NumberText.plain(from))%", "\(quotient), below \(NumberText.plain(from))%") }
            return percent >= 100 ? word("\(quotient)，满分", "\(quotient), full") : "\(quotient) × \(full)"
        case (.completion(let percent, let target)?, _):
            return "\(value) ÷ \(TargetTable.amount(target, score.cell?.unit ?? "", language)) = \(TargetTable.percent(percent, about: false))" + bound(score)
        case (.place(let best, let worst, let of)?, _):
            let place = best == worst ? "\(best)" : "\(best)–\(worst)"
            return word("\(of) 市中第 \(place)：\(full) × \(of - best + 1)/\(of)", "place \(place) of \(of): \(full) × \(of - best + 1)/\(of)")
        case (.best(let best)?, _): return "\(value) ÷ \(TargetTable.amount(best, score.cell?.unit ?? "", language))" + word("（最高）× ", " (the best) × ") + full
        case (.band(let band)?, _): return band.map { word("达到 \($0.written)", "reaches \($0.written)") } ?? word("各档都未达到", "reaches no band")
        case (.units(let count)?, .per(let each, let points)):
            let shown = NumberText.grouped(count)
            return word("满 \(NumberText.grouped(each)) 的 \(shown) 个 × \(Self.points(points))，最多 \(full)", "\(shown) × \(Self.points(points)), \(full) at most")
        case (.bound(let bound)?, _): return word("按 \(bound.written) 判定", "held against \(bound.written)")
        case (.mark(let reason)?, _): return word("人工评定", "judged") + (reason.isEmpty ? "" : word("：", ": ") + reason)
        default: return ""
        }
    }

    private func bound(_ score: Standings.Score) -> String {
        guard case .completionBelow(let percent) = score.item.method else { return "" }
        return word("，界线 \(NumberText.plain(percent))%", ", bound \(NumberText.plain(percent))%")
    }
}
