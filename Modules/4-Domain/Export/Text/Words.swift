public import Aggregation
public import Text

/// The codes of a cell in words that people read.
public enum Words {
    /// How exactly a number is told; empty for an exact one.
    public static func approximation(_ approximation: Observation.Approximation, _ language: Language) -> String {
        switch approximation {
        case .exact: ""
        case .about: language.pick("约数", "about")
        case .atLeast: language.pick("不少于", "at least")
        case .atMost: language.pick("不多于", "at most")
        }
    }

    /// `new`, `total`, `cumulative`; other codes as they stand.
    public static func scope(_ scope: String, _ language: Language) -> String {
        guard language == .zh else { return scope }
        return switch scope {
        case "new": "新增"
        case "total": "总数"
        case "cumulative": "累计"
        default: scope
        }
    }

    /// What a number is for its sentence.
    public static func role(_ role: Observation.Role, _ language: Language) -> String {
        guard language == .zh else { return role.rawValue }
        return switch role {
        case .fact: "事实"
        case .change: "增减"
        case .share: "比率"
        case .rank: "名次"
        case .threshold: "条件"
        case .plan: "计划"
        }
    }

    /// Why a numeral is no statistic; a reason that has no word here as it stands.
    public static func rejection(_ reason: String, _ language: Language) -> String {
        guard language == .zh else { return reason }
        return rejections[reason] ?? reason
    }

    private static let rejections = [
        "idiom": "习惯用语", "idiom.one": "习惯用语（一）", "idiom.none": "一个也没有", "furniture": "版面文字", "name.quoted": "引号内的名称", "name.fixed": "固定名称", "name.title": "书名号内的名称",
        "name.letters": "与字母相连的名称", "name.formula": "公式或口号", "name.dotted": "带间隔号的名称", "date.year": "年份", "date.day": "日期", "date.duration": "时长",
        "date.time": "时刻", "date.anniversary": "周年", "name.session": "会议届次", "name.document_number": "文号", "name.award": "奖项名称",
        "enumerator": "条目序号", "ordinal": "序数", "byline": "署名", "caption": "图片说明", "number.no_unit": "没有单位", "number.bare": "孤立数字",
        "number.hotline": "热线号码", "number.telephone": "电话号码", "number.malformed": "写法残缺", "text.dropped": "不属正文",
    ]

    /// What an entry of the journal of corrections does.
    public static func correction(_ kind: Correction.Kind, _ language: Language) -> String {
        switch kind {
        case .set: language.pick("修正", "set")
        case .accept: language.pick("采信", "accept")
        case .reject: language.pick("剔除", "reject")
        case .undo: language.pick("撤销", "undo")
        }
    }

    /// What became of an entry.
    public static func standing(_ standing: Correction.Standing, _ language: Language) -> String {
        switch standing {
        case .inForce: language.pick("有效", "in force")
        case .orphaned: language.pick("失据", "orphaned")
        case .superseded: language.pick("被取代", "superseded")
        case .undone: language.pick("已撤销", "undone")
        }
    }

    /// A correction in one line: `修正第3号：18,500人，年报笔误（周遥，2022-03-01）`.
    public static func line(_ entry: Correction, unit: String, _ language: Language) -> String {
        var text = language.pick("\(correction(entry.kind, .zh))第\(entry.number)号", "\(correction(entry.kind, .en)) no. \(entry.number)")
        text += language.pick("：", ": ")
        if entry.kind == .set, let value = entry.value {
            text += NumberText.grouped(value) + (entry.high.map { "–" + NumberText.grouped($0) } ?? "")
            text += (entry.unit.isEmpty ? unit : entry.unit) + language.pick("，", ", ")
        } else if let anchor = entry.anchor {
            text += language.pick("“\(anchor.quote)”（\(anchor.document)），", "“\(anchor.quote)” (\(anchor.document)), ")
        }
        let signed = [entry.who, entry.day].filter { !$0.isEmpty }.joined(separator: language.pick("，", ", "))
        text += entry.why + language.pick("（\(signed)）", " (\(signed))")
        if entry.standing == .orphaned { text += language.pick("【原文已不在】", " [its evidence is gone]") }
        return text
    }

    /// Why the number of a cell was chosen among what the reports say.
    public static func rule(_ rule: CellResolver.Rule, _ language: Language) -> String {
        switch rule {
        case .only: language.pick("仅此一处", "the only one")
        case .agreement: language.pick("各处一致", "all agree")
        case .period: language.pick("期间最长", "longer period")
        case .own: language.pick("本市报告优先", "the city's own report")
        case .total: language.pick("总数优先于分项", "a total before a part")
        case .later: language.pick("后发报告优先", "the later report")
        case .accepted: language.pick("人工采信", "accepted by a person")
        case .set: language.pick("人工修正", "set by a person")
        case .confidence: language.pick("可信度最高", "surer")
        case .exact: language.pick("确数优先于约数", "exact")
        case .order: language.pick("按文件次序", "first by document name")
        case .derived: language.pick("由完成率推算", "follows from a completion")
        }
    }
}
