import Testing
import Text

@testable import Ingest

/// The blocks of a report as `kind: text`, for comparing.
func outline(_ report: Report) -> [String] {
    let bytes = report.clean.bytes
    return report.blocks.map { block in
        let level = block.level > 0 ? "\(block.level)" : ""
        return "\(block.kind.rawValue)\(level): \(String(decoding: bytes[block.range], as: UTF8.self))"
    }
}

@Suite struct PlainTextReaderTests {
    @Test func `a newspaper page`() throws {
        let reports = try Ingest().read(try Documents.fixture("newspaper-page.txt"), name: "newspaper-page.txt")
        #expect(reports.count == 1)
        let report = try #require(reports.first)
        #expect(report.city == "青岭市")
        #expect(report.year == 2021)
        #expect(report.published == CalendarDay(year: 2022, month: 1, day: 20))
        let lines = outline(report)
        #expect(lines.prefix(4).allSatisfy { $0.hasPrefix("furniture: ") })
        // Lead and title, which the layer left behind the signature, are read first.
        #expect(lines[4] == "title: 青岭市总工会：")
        #expect(lines[5] == "title: 凝聚“奋斗力量”建功新时代 “三美青岭”新篇")
        #expect(lines[6].hasPrefix("paragraph: 过去的一年") && lines[6].hasSuffix("合格答卷，地区生产总值预计增长7%左右。"))
        #expect(lines.contains("title: 盘点2021"))
        #expect(lines.contains("heading1: 稳步推进“四个年”各项任务"))
        #expect(lines.contains("furniture: 稳步推进“四个年”各项任务"))
        #expect(lines.contains("heading1: 为职工办十件实事"))
        #expect(lines.contains("byline: （周某某）"))
        let text = lines.joined()
        for phrase in [
            "吸收会员17036人，其中农民工会员9127人", "自2019年开展货车司机入会以来", "先后有2.3万余名职工参加", "组织安全检查11次", "资助职工20个，对接岗位1,280个，到会率96.5%。",
        ] {
            #expect(text.contains(phrase), "\(phrase)")
        }
        #expect(Laws.breaches(reports, decoded: try Documents.fixture("newspaper-page.txt")) == [])
    }

    /// A signature that a line break cut in two closes its section all the same.
    @Test func `a city's section behind a broken signature`() throws {
        let page = """
            青岭市总工会·基层工会组织建设提升年
            一年来，青岭市总工会坚持把建会入会摆在重要位置，全年新建基层工会一百余家，
            投入工会经费20万元，职工群众的获得感明显增强，工作取得新成效。 （岭工
            宣）

            白塔市总工会·跟着劳模去创新
            创新路上有榜样。白塔市总工会请劳模走上讲台、走进实验室，全年举办创新大讲
            堂16场，现场听众约2700人，职工创新的劲头越来越足。
            """
        let reports = try Ingest().read(Array(page.utf8), name: "page.txt")
        #expect(reports.map(\.city) == ["青岭市", "白塔市"])
    }

    @Test func `headings behind a colon, and such as end with a noun`() throws {
        let text = "青岭市总工会2023年工作总结\n\n2023年,各项工作取得成效.现将有关情况报告如下:\n一、把牢政治引领,认准前进方向\n(一)丰富文化生活.全年服务职工3.2万人次,举办职工运动会等文体活动42场,职工群众的精神面貌焕然一新.\n二、服务中心大局,鼓励担当作为\n(一)开展劳动竞赛.全年开展竞赛86项,吸引2.1万名职工参加,营造了比学赶超的浓厚氛围.\n"
        let lines = outline(try #require(try Ingest().read(Array(text.utf8), name: "headings.txt").first))
        #expect(lines.filter { $0.hasPrefix("heading1") } == ["heading1: 一、把牢政治引领,认准前进方向", "heading1: 二、服务中心大局,鼓励担当作为"])
    }

    @Test func `captions and parts of a whole`() throws {
        let text = "青岭市总工会2021年工作回眸\n\n去年全市新建工会86家，发展会员2.1万人，完成省总下达任务的108.6%。\n其中新就业形态劳动者6120人，完成省总任务。\n\n图为去年8月，青岭市总工会为90名快递员送清凉。 本报记者 高某 摄\n民主管理更规范。全市国有企业职代会建制率100%，职工群众满意度持续提升。\n"
        let lines = outline(try #require(try Ingest().read(Array(text.utf8), name: "parts.txt").first))
        #expect(lines.contains { $0.hasPrefix("paragraph: 去年") && $0.hasSuffix("完成省总任务。") })
        #expect(lines.contains { $0.hasPrefix("caption: 图为") && $0.hasSuffix("摄") })
        #expect(lines.contains { $0.hasPrefix("paragraph: 民主管理") })
    }

    @Test func `clean text leads back to the source`() throws {
        let text = "新建工会组织 481家，\n\n发展会员近 3\n\n万人，到会率９６．５％。"
        let report = try #require(try Documents.read(text).first)
        let clean = report.clean
        #expect(String(decoding: clean.bytes, as: UTF8.self) == "新建工会组织481家，发展会员近3万人，到会率96.5%。")
        for (quote, source) in [("481家", "481家"), ("3万人", "3\n\n万人"), ("96.5%", "９６．５％"), ("织481", "织 481")] {
            let at = try #require(position(of: quote, in: clean.bytes))
            let range = clean.source(of: at..<at + quote.utf8.count)
            #expect(String(decoding: report.source[range], as: UTF8.self) == source)
        }
    }

    private func position(of text: String, in bytes: [UInt8]) -> Int? {
        let utf8 = Array(text.utf8)
        return bytes.indices.first { $0 + utf8.count <= bytes.count && Array(bytes[$0..<$0 + utf8.count]) == utf8 }
    }

    @Test(arguments: [
        // (source, blocks)
        ("走访慰问困难职工\n\n家庭30户，\n发放 2\n\n万元。", ["paragraph: 走访慰问困难职工家庭30户，发放2万元。"]),
        ("发展会员 9\n870人。", ["paragraph: 发展会员9870人。"]),
        ("举办 App\nStore 培训 3期。", ["paragraph: 举办App Store培训3期。"]),
        ("争做 中国好网民，咱们 心向党。", ["paragraph: 争做 中国好网民，咱们 心向党。"]),
        ("一、组织建设\n新建工会20家。\n（一）入会情况\n新增会员300人。", ["heading1: 一、组织建设", "paragraph: 新建工会20家。", "heading2: （一）入会情况", "paragraph: 新增会员300人。"]),
        ("1.货车司机。建会7个；\n2.快递员。建会1个。", ["paragraph: 1.货车司机。建会7个；", "paragraph: 2.快递员。建会1个。"]),
        ("编者按 今年以来，各市\n工会主动作为。\n\n今年，新增会员3人。", ["note: 编者按 今年以来，各市工会主动作为。", "paragraph: 今年，新增会员3人。"]),
        ("图为技能竞赛现场。\n\n新增会员3人。", ["caption: 图为技能竞赛现场。", "paragraph: 新增会员3人。"]),
        ("新增会员3人。（李某某）", ["paragraph: 新增会员3人。", "byline: （李某某）"]),
        ("出台《办法（试行）》。", ["paragraph: 出台《办法（试行）》。"]),
        ("新增会员3人。\n本报记者 李某 通讯员 王某", ["paragraph: 新增会员3人。", "byline: 本报记者 李某 通讯员 王某"]),
        (
            "【困难帮扶】责任部门：权益保障部；时限：全年\n目标：帮扶困难职工一千二百户次以上，筹集资金六百万元以上。",
            ["paragraph: 【困难帮扶】责任部门：权益保障部；时限：全年", "paragraph: 目标：帮扶困难职工一千二百户次以上，筹集资金六百万元以上。"]
        ),
        ("- 建会 3家\n- 入会 20人", ["paragraph: -建会3家", "paragraph: -入会20人"]),
        ("组织开展普查，\n2022年2月8日 星期二专题 责编 王某\n覆盖职工30人。", ["paragraph: 组织开展普查，覆盖职工30人。", "furniture: 2022年2月8日 星期二专题 责编 王某"]),
    ]) func `lines become blocks`(source: String, blocks: [String]) throws {
        let reports = try Documents.read(source)
        #expect(reports.flatMap { outline($0) } == blocks)
        #expect(Laws.breaches(reports, decoded: Array(source.utf8)) == [])
    }

    @Test(arguments: [
        // Signatures, labels and credits behind the last sentence, and what does not look like the text.
        ("新增会员3人。\n青岭市总工会\n2022年1月12日", ["paragraph: 新增会员3人。", "byline: 青岭市总工会", "furniture: 2022年1月12日"]),
        ("新增会员3人。\n\n（青岭市总工会办公室供稿）", ["paragraph: 新增会员3人。", "byline: （青岭市总工会办公室供稿）"]),
        ("救助职工家庭，新增会员3人。（\n\n李某某）", ["paragraph: 救助职工家庭，新增会员3人。", "byline: （李某某）"]),
        ("首页 > 工会要闻 > 正文\n新增会员3人。", ["furniture: 首页>工会要闻>正文", "paragraph: 新增会员3人。"]),
        ("新增会员3人。\n青工发〔2023〕47号", ["paragraph: 新增会员3人。", "furniture: 青工发〔2023〕47号"]),
        ("[图] 技能竞赛现场. (李某 摄)\n新增会员3人。", ["caption: [图]技能竞赛现场. (李某 摄)", "paragraph: 新增会员3人。"]),
        ("智慧工会：数据跑路数据跑路\n新增会员3人。", ["title: 智慧工会：数据跑路", "furniture: 数据跑路", "paragraph: 新增会员3人。"]),
        ("渡口新歌\n——2021年青岭市工会工作回顾\n新增会员3人。", ["title: 渡口新歌 ——2021年青岭市工会工作回顾", "paragraph: 新增会员3人。"]),
    ]) func `what stands around the text`(source: String, blocks: [String]) throws {
        let reports = try Documents.read(source)
        #expect(reports.flatMap { outline($0) } == blocks)
        #expect(Laws.breaches(reports, decoded: Array(source.utf8)) == [])
    }

    @Test func `a byte order mark stays in the source and not in the text`() throws {
        let report = try #require(try Documents.read("\u{FEFF}青岭市总工会2021年新增会员3人。").first)
        #expect(report.source.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(outline(report) == ["paragraph: 青岭市总工会2021年新增会员3人。"])
    }

    @Test func `a heading is told from a paragraph's first line by the width of what follows`() throws {
        let source = """
            举办技能竞赛十二场，参赛职工三千余人，覆盖全市各县区各主要行业企业职

            工，涌现出一批技术能手。

            强基础、抓落实，在夯实基层工会组织基础上迈出新步伐

            在推动新就业群体入会方面：指导各县区工会对辖区内各行各业的用工情

            况逐户摸底，建立台账，形成清单，落实专人负责，分片包干，限期完成建会

            入会任务，按月通报进度，确保应建尽建、应入尽入、不漏一企、不落一人，新

            建工会七十家。
            """
        let lines = outline(try #require(try Documents.read(source).first))
        #expect(lines.count == 3)
        #expect(lines.dropFirst().first == "heading1: 强基础、抓落实，在夯实基层工会组织基础上迈出新步伐")
        #expect(lines.last?.hasSuffix("新建工会七十家。") == true)
    }
}

@Suite struct OverprintTests {
    private func halves(_ text: String) -> (first: String, second: String)? {
        let bytes = Array(text.utf8)
        guard let parts = Overprint.parts(bytes.span, bytes.indices) else { return nil }
        let first = parts.map { String(decoding: bytes[$0.first], as: UTF8.self) }.joined()
        let second = parts.compactMap { $0.second }.map { String(decoding: bytes[$0], as: UTF8.self) }.joined()
        return (first, second)
    }

    @Test(arguments: [
        ("回首回首20212021", "回首2021"), ("精心实施精心实施““四个年四个年””建设建设", "精心实施“四个年”建设"), ("青岭市总工会青岭市总工会：：", "青岭市总工会："),
        ("扎实开展普惠活动扎实开展普惠活动", "扎实开展普惠活动"), ("跟着劳模20202020跟着劳模", ""), ("开创新局 开创新局 ", "开创新局"),
    ]) func `doubled lines are halved`(text: String, half: String) {
        #expect(halves(text)?.first ?? "" == half)
        if !half.isEmpty { #expect(halves(text)?.second == half) }
    }

    @Test func `only what is doubled is halved`() {
        let parts = halves("““工会力量工会力量””注入新阶段")
        #expect(parts?.first == "“工会力量”注入新阶段")
        #expect(parts?.second == "“工会力量”")
    }

    @Test(arguments: [
        "研究研究", "高高兴兴", "20202020", "新增会员3000人，新建工会20家。", "一一二二三三", "10人10人20人20人", "常态化常抓不懈，久久为功", "", "青", "“四个年”建设", "他说：“好好学习。”",
    ]) func `ordinary lines are left alone`(text: String) { #expect(halves(text) == nil) }
}
