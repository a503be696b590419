import Testing
import Text

@testable import Ingest

@Suite struct CityTests {
    @Test(arguments: [
        ("青岭市总工会2021年工作总结\n2021年，青岭市总工会新增会员30人。", "青岭市"),
        ("举办石屏岭市总工会培训班。石屏岭市总工会新增会员30人。", "石屏岭市"),
        ("安徽省池州市总工会新增会员30人。", "池州市"),
        ("安徽青岭市总工会服务职工见闻\n青岭市总工会新增会员30人。", "青岭市"),
        ("湖北石屏岭市总工会：新增会员30人。", "石屏岭市"),
        ("吉林市总工会新增会员30人。", "吉林市"),
        ("黑龙江白塔县总工会新增会员30人。白塔县总工会帮扶职工5户。", "白塔县"),
        ("湖北青岭市总工会新增会员30人。湖北青岭市工会干部30人。", "青岭市"),
        ("黑龙江石屏岭市总工会新增会员30人。", "石屏岭市"),
        ("各县市区总工会和马鞍山市总工会新增会员30人。", "马鞍山市"),
        ("云泽市白塔县总工会新增会员30人。白塔县总工会帮扶职工5户。", "白塔县"),
        ("临湖市望江区总工会新增会员30人。望江区总工会走访职工5户。", "望江区"),
        ("省总工会2020年工作报告\n安徽省总工会全面推进工作。安徽省总工会新增会员30万人，合肥市8万人。", "安徽省"),
        ("青海省海西州总工会新建工会30家。", "海西蒙古族藏族自治州"),
        ("北京市总工会服务职工30万人。", "北京市"),
        ("今年，临湖市总工会新建工会3家。云泽市、青岭市总工会先后来临湖市学习，临湖市总工会介绍经验。", "临湖市"),
        ("全市各级工会新增会员30人。五市总工会、各市总工会、开发区总工会参加。", ""),
        ("白塔县总工会紧扣市总工会下达的目标任务，新建基层工会40家。", "白塔县"),
        ("砚县总工会新建工会3家，砚县总工会走访企业。", "砚县"),
        ("全县总工会干部、各县总工会参加。云泽市总工会新建工会3家。", "云泽市"),
        ("律师志愿者覆盖31个省、316个地市，白塔县总工会新建工会3家。", "白塔县"),
        ("市总工会2004年成立市困难职工帮扶中心，成立市网约车行业工会联合会，新增会员30人。", ""),
        ("此次安澜区总工会投入资金3万元，慰问职工30人。", "安澜区"),
        ("去年池州1900名骑手加入工会\n\n市总工会新建工会3家。", "池州市"),
        ("芜湖基本实现工会组织全覆盖\n\n市总工会新建工会3家。", "芜湖市"),
        ("云泽市总工会一行来我县考察工会工作。我县共建有工会组织1447个。", ""),
        ("全省工会会议召开，亳州市、铜陵市、合肥市白塔区、滁州市望江区总工会作经验交流。", ""),
        ("亳州晚报讯 记者从市总工会获悉，全市新建工会94家，" + String(repeating: "职工纷纷点赞，", count: 12) + "发展会员30人。", "亳州市"),
        ("池州市总工会召开推进会。白塔县总工会新建工会3家；望江区总工会建会5家。", "池州市"),
        ("安康杯竞赛收官\n\n市总工会组织3000名职工参加。", ""),
        ("五花肉500克，焯水3分钟。北京市的朋友喜欢。", ""),
    ]) func `whose report it is`(text: String, city: String) throws {
        let reports = try Documents.read(text)
        #expect(reports.map { $0.city } == [city])
    }

    @Test func `addresses of the masthead do not count`() throws {
        let report = try #require(try Documents.read("社址：合肥市湖滨路20号 邮政编码：230000\n\n云泽市总工会新增会员30人。").first)
        #expect(report.city == "云泽市")
    }
}

@Suite struct SplitterTests {
    @Test func `a page of five cities`() throws {
        let bytes = try Documents.fixture("page-five-cities.txt")
        let reports = try Ingest().read(bytes, name: "page.txt")
        #expect(reports.map { $0.city } == ["", "青岭市", "云泽市", "临湖市", "松浦市", "安澜市"])
        #expect(reports.allSatisfy { $0.year == 2020 })
        #expect(reports.first.map { outline($0) }?.first?.hasPrefix("note: 编者按9月3日，省总工会举办全省重点工作现场推进会，") == true)
        #expect(reports.dropFirst().allSatisfy { $0.blocks.first?.kind == .heading && $0.blocks.first?.level == 1 })
        #expect(outline(reports[1])[1] == "heading2: 聚焦组建添活力 扩大覆盖强根基")
        #expect(outline(reports[2]).contains("heading2: 抓培训、强素质，在提升工会干部履职能力上见到新成效"))
        #expect(outline(reports[5]).last == "furniture: 特别报道")
        #expect(Laws.breaches(reports, decoded: bytes) == [])
    }

    @Test(arguments: [
        ("青岭市：新增会员3000人。\n云泽市：新增会员200人。", ["青岭市", "云泽市"]),
        ("青岭市:新增会员3000人.\n云泽市:新增会员200人.", ["青岭市", "云泽市"]),
        ("工会巡礼\n\n【青岭市】新增会员3000人。\n\n【云泽市】新增会员200人。\n\n——临湖市总工会\n\n新建工会3家。\n\n（四）松浦市总工会\n\n救助职工55户。", ["青岭市", "云泽市", "临湖市", "松浦市"]),
        ("松浦市总工会推进困难帮扶\n\n近日，松浦市总工会走访慰问，救助职工210户。\n\n东渡市总工会竞赛掀热潮\n\n今年，东渡市总工会举办竞赛12场，参与职工3400人。", ["松浦市", "东渡市"]),
        ("白塔县总工会·组织建设\n\n新增会员3人。\n\n望江区总工会·困难帮扶\n\n救助职工5户。", ["白塔县", "望江区"]),
        ("合肥市：新增会员3000人。\n芜湖市：新增会员200人。", ["合肥市", "芜湖市"]),
    ]) func `sections of cities are cut`(text: String, cities: [String]) throws {
        let reports = try Documents.read(text)
        #expect(reports.map { $0.city } == cities)
        #expect(Laws.breaches(reports, decoded: Array(text.utf8)) == [])
    }

    @Test func `a page put together of articles`() throws {
        let bytes = try Documents.fixture("page-articles.txt")
        let reports = try Ingest().read(bytes, name: "page.txt")
        #expect(reports.map { $0.city } == ["青岭市", "云泽市", "临湖市", "松浦市"])
        #expect(reports.map { $0.year } == [2022, 2022, 2021, 2023])
        #expect(outline(reports[1]).first == "heading1: 十里驿站暖人心")
        #expect(Laws.breaches(reports, decoded: bytes) == [])
    }

    @Test(arguments: [
        ("2021年，青岭市总工会新建工会3家，发展会员40人。\n\n2022年，云泽市总工会新建工会5家。\n\n会上表彰了先进。", ["青岭市", "云泽市"]),
        ("本报讯（记者 李某）青岭市总工会走访职工30人。\n\n中工网讯 7月15日，云泽市总工会走访职工40人。", ["青岭市", "云泽市"]),
        ("云岭晚报9月6日讯 青岭市总工会走访职工30人。\n\n新华社云泽1月3日电 云泽市总工会走访职工40人。", ["青岭市", "云泽市"]),
        ("本报青岭讯 （记者 李某）青岭市总工会走访职工30人。\n\n本报云泽1月8日电 云泽市总工会走访职工40人。", ["青岭市", "云泽市"]),
        ("本报讯 合肥市总工会走访职工30人。\n\n芜湖启动驿站建设\n\n本报讯 日前，市总工会启动驿站建设，芜湖将建驿站30家。", ["合肥市", "芜湖市"]),
        ("青岭市总工会走访职工30人。\n\n昨天，记者从日前召开的云泽市总工会全委会获悉，去年新建工会5家。", ["青岭市", "云泽市"]),
    ]) func `articles are cut`(text: String, cities: [String]) throws {
        let reports = try Documents.read(text)
        #expect(reports.map { $0.city } == cities)
        #expect(Laws.breaches(reports, decoded: Array(text.utf8)) == [])
    }

    @Test(arguments: [
        "青岭市总工会2023年工作总结\n\n2023年，青岭市总工会新增会员30人。\n\n云泽市总工会来访，赠送图书。\n\n青岭市总工会救助职工5户。",
        "本报讯（记者 李某）2023年，青岭市总工会新增会员30人。\n\n本报讯（记者 张某）全市工会走访职工30人。",
        "青岭市总工会新增会员30人。\n\n合肥市总工会组织劳模来青岭疗休养，共50人。",
        "青岭市总工会新增会员30人。\n\n通讯员队伍：云泽市总工会、临湖市总工会各派3人。",
        "青岭市总工会新增会员30人。\n\n简讯一则。走访职工5户。",
    ]) func `paragraphs about others are no articles`(text: String) throws { #expect(try Documents.read(text).count == 1) }

    @Test(arguments: [
        "临湖市总工会新建工会56家。云泽市、青岭市总工会先后来临湖市总工会学习考察。",
        "临湖市总工会工作总结\n\n云泽市总工会来访。临湖市总工会与青岭市总工会签约，临湖市总工会新增会员30人。",
        "青岭市总工会·组织建设\n\n新增会员3人。\n\n青岭市总工会·困难帮扶\n\n救助职工5户。",
        "青岭市总工会帮扶情况\n\n白塔县：救助职工5户。\n\n望江区：救助职工6户。\n\n青岭市总工会发放资金3万元。",
        "全市：新增会员3人。\n县市区：新增会员2人。\n青岭市总工会发布。",
    ]) func `a report that mentions others stays whole`(text: String) throws { #expect(try Documents.read(text).count == 1) }

    @Test func `front matter takes the province of its cities`() throws {
        let text = "编者按：省总工会近日召开会议，听取各市工会介绍经验，现将发言摘登如下。\n\n池州市总工会·组织建设\n\n新增会员3人。\n\n铜陵市总工会·困难帮扶\n\n救助职工5户。"
        #expect(try Documents.read(text).map { $0.city } == ["安徽省", "池州市", "铜陵市"])
    }

    @Test func `front matter takes the province that it names where the table knows none`() throws {
        let text = "编者按：云岭省总工会近日召开会议，听取各市工会介绍经验，现将发言摘登如下。\n\n青岭市总工会·组织建设\n\n新增会员3人。\n\n云泽市总工会·困难帮扶\n\n救助职工5户。"
        #expect(try Documents.read(text).map { $0.city } == ["云岭省", "青岭市", "云泽市"])
    }

    @Test(arguments: ["没有城市也没有年份，新增会员123人。", "全年获市级表彰3项，评选市级工匠5名。", "今年以来，该市新增会员12人。"])
    func `words before 市 are no city`(_ text: String) throws { #expect(try Documents.read(text).first?.city == "") }

    @Test func `too many reports are refused`() throws {
        let text = String(repeating: "青岭市：新增会员3人。\n云泽市：新增会员2人。\n", count: 10)
        #expect(throws: IngestError.self) { try Ingest(limits: IngestLimits(reports: 5)).read(Array(text.utf8), name: "many.txt") }
    }
}

@Suite struct YearTests {
    @Test(arguments: [
        ("青岭市总工会2021年工作总结\n2020年，会员30人。2020年，会员40人。", 2021),
        ("回首2021\n\n青岭市总工会新增会员3人。自2018年以来，建会4家，较2020年增长3%。", 2021),
        ("2022年2月8日 星期二\n\n回首2021\n\n青岭市总工会新增会员3人。", 2021),
        ("2022年2月8日 星期二\n\n过去的一年，青岭市总工会新增会员3人。", 2021),
        ("2022年1月25日 星期二\n\n全年新建工会30家。2022年，市总计划再建驿站9座。\n\n过去的一年，青岭市总工会新增会员3人。", 2021),
        ("2022年1月25日 星期二\n\n过去的一年，青岭市总工会新增会员3人，2022年新年的第一场招聘会有30家企业参加。", 2021),
        ("2022年9月25日 星期二\n\n去年，青岭市总工会新增会员3人。2022年，新建驿站9座。", 2022),
        ("2021年9月28日 星期二\n\n今年以来，青岭市总工会新增会员3人。2020年，新增2人。", 2021),
        ("青岭市总工会2020年上半年工作情况\n\n今年以来，新增会员3人。2017年以来，新增9人。", 2020),
        ("青岭市总工会在《2018年工作要点》之后开展工作，2021年新增会员3人。", 2021),
        ("截至2020年7月30日，青岭市总工会新增会员3人。对2019年新组建的工会给予补助。", 2020),
        ("青岭市总工会二〇二一年工作总结\n\n新增会员3人。较2020年增长3%。", 2021),
        ("青岭市总工会2021年新增会员3人。\n三、2022年工作打算\n力争新增会员4人。", 2021),
        ("青岭晚报 2022年1月12日 星期三\n\n——2021年青岭市总工会工作掠影\n\n青岭市总工会新增会员3人，2022年力争新增4人。", 2021),
        ("A04 工会专版 2023年2月3日 周五\n\n青岭市总工会新增会员3人，2022年新建工会8家。", 2022),
        ("第6版 专题 2024年1月9日 星期二\n\n2023年，青岭市总工会新增会员3人。", 2023),
        ("青岭市总工会工作报告\n（2023年3月2日）\n\n2022年，青岭市总工会新增会员3人。2023年，要新增会员5人。", 2022),
        ("青岭市总工会2023年度工作报告\n（2024年1月22日在市总工会七届五次全委会上）\n\n青岭市总工会新增会员3人。2024年主要目标是新增4人。", 2023),
        ("时间：2023-01-30 来源：青岭市总工会\n\n青岭市总工会盘点2022年工作。青岭市总工会新增会员3人。2023年再建8家。", 2022),
        ("青岭市总工会2022年工作总结和2023年工作打算\n\n新增会员3人。", 2022),
        ("青岭市总工会2022年工作总结及下一年工作思路\n\n新增会员3人。", 2022),
        ("青岭市召开2023年全市工会工作会议\n\n会议回顾了2022年工作，全市新增会员3人。青岭市总工会2022年建会5家。", 2022),
        ("青岭市总工会召开全委会 总结2022年工作 部署2023年任务\n\n新增会员3人。", 2022),
        ("青岭市总工会2023年上半年工作推进会发言\n\n新增会员3人，较2022年增长2%。", 2023),
        ("青岭市总工会召开会议 总结2022年工作、明确2023年目标任务\n\n新增会员3人。", 2022),
    ]) func `which year it tells about`(text: String, year: Int) throws { #expect(try Documents.read(text).map { $0.year } == [year]) }

    @Test func `no year where none is told`() throws { #expect(try Documents.read("青岭市总工会新增会员3人。").first?.year == nil) }

    @Test func `a section takes its own year or the page's`() throws {
        let text = "青岭市总工会·组织建设\n\n2020年，青岭市新增会员3人。\n\n云泽市总工会·困难帮扶\n\n2019年度，云泽市救助职工5户。\n\n临湖市总工会·困难帮扶\n\n救助职工5户。截至2020年底，建会2家。"
        #expect(try Documents.read(text).map { $0.year } == [2020, 2019, 2020])
    }
}

@Suite struct ProvinceTests {
    @Test(arguments: [
        ("池州市总工会新增会员30人。", "安徽省"),
        ("池州市总工会赴浙江省总工会学习，池州市总工会新增会员30人。", "安徽省"),
        ("云岭省总工会：\n\n现将青岭市总工会工作报告如下。青岭市总工会新增会员30人。", "云岭省"),
        ("云岭省青岭市总工会新增会员30人。青岭市总工会帮扶职工5户。", "云岭省"),
        ("青岭市总工会赴东海省学习，按照云岭省委部署新增会员30人。青岭市总工会帮扶职工5户。", "云岭省"),
        ("青岭市总工会在全省率先新增会员30人。我省、外省、各省市职工来访。", ""),
        ("安徽省总工会全面推进工作。安徽省总工会新增会员30万人。", "安徽省"),
        ("湖北青岭市总工会新增会员30人。", "湖北省"),
        ("广西壮族自治区总工会通报：青岭市总工会新增会员30人，青岭市总工会帮扶职工5户。", "广西壮族自治区"),
        ("青岭市总工会荣获省总工会表彰，完成省总工会下达任务。上缴省总工会经费，上解省总工会经费。出省务工人员30人。", ""),
        ("五花肉500克，焯水3分钟。", ""),
    ]) func `which province it belongs to`(text: String, province: String) throws {
        #expect(try Documents.read(text).map { $0.province } == [province])
    }

    @Test func `sections of a page share the province that it names`() throws {
        let text = "7月9日，云岭省总工会召开推进会，各市交流了做法。\n\n青岭市总工会·组织建设\n\n新增会员3000人。\n\n临湖市总工会·困难帮扶\n\n救助职工55户。"
        #expect(try Documents.read(text).map { $0.province } == ["云岭省", "云岭省", "云岭省"])
    }
}

@Suite struct YearHintTests {
    private static let body = "青岭市总工会新建工会30家，发展会员3000人。青岭市总工会救助职工20户。"

    @Test(arguments: [
        ("青岭市总工会工作\n\n今年以来，\(body)\n\n2022年7月\n", 2022),
        ("青工发〔2022〕18号\n\n青岭市总工会工作情况\n\n上半年，\(body)\n", 2022),
        ("青岭市总工会工作\n\n半年来，\(body)\n\n2022年第15期（总第203期）\n", 2022),
        ("青岭市总工会工作\n\n今年是“十四五”开局之年，\(body)\n", 2021),
        ("青岭市总工会工作\n\n今年是“十四五”规划收官之年，\(body)\n", 2025),
        ("青岭市总工会工作\n\n今年是中国共产党成立一百周年，\(body)\n", 2021),
        ("青岭市总工会工作\n\n今年是新中国成立75周年，\(body)\n", 2024),
        ("青岭市总工会工作\n\n上半年，\(body)以优异成绩喜迎二十大。\n", 2022),
        ("青岭市总工会工作\n\n一年来，\(body)以实际行动迎接党的二十大胜利召开。\n", 2021),
        ("青岭市总工会工作\n\n上半年，\(body)\n\n图为2022年5月6日青岭市总工会开展活动。方屿 摄\n", 2022),
        ("青岭市总工会工作\n\n一年来，\(body)\n\n二、2023年工作打算\n\n新建工会40家。\n", 2022),
    ]) func `the edges of a page tell a year that its text does not`(text: String, year: Int) throws {
        #expect(try Documents.read(text).map { $0.year } == [year])
    }

    @Test(arguments: [
        ("2022-qingling.txt", 2022), ("qingling-20220719.docx", 2022), ("青岭市2022年半年.txt", 2022), ("102-half-year.txt", nil), ("eb2021a9.txt", nil), ("3120229.txt", nil),
    ] as [(String, Int?)]) func `and last of all the file's name`(name: String, year: Int?) throws {
        let text = "青岭市总工会工作\n\n上半年，\(Self.body)\n"
        #expect(try Ingest().read(Array(text.utf8), name: name).map { $0.year } == [year])
    }

    @Test(arguments: [
        "青岭市总工会工作\n\n上半年，\(body)认真学习贯彻党的二十大精神。\n", "青岭市总工会工作\n\n上半年，\(body)自2020年以来累计3000家。\n", "青岭市总工会工作\n\n上半年，\(body)较2019年同期增长5%。\n",
    ]) func `what counts since a year or is compared with one tells none`(text: String) throws {
        #expect(try Documents.read(text).map { $0.year } == [nil])
    }

    @Test func `an editor's note opens with the day of publication`() throws {
        let text = "编者按 9月3日，云岭省总工会举办推进会，各市交流做法。\n\n青岭市总工会·组织建设\n\n2020年，新增会员3000人。\n\n临湖市总工会·困难帮扶\n\n救助职工55户。"
        #expect(try Documents.read(text).map { $0.published } == Array(repeating: CalendarDay(year: 2020, month: 9, day: 3), count: 3))
        #expect(try Documents.read("9月3日，青岭市总工会2020年新增会员30人。").first?.published == nil)
    }
}

@Suite struct AreaCodeTests {
    @Test(arguments: [(551, "安徽省"), (451, "黑龙江省"), (20, "广东省"), (839, "四川省"), (10, nil), (21, nil), (0, nil)] as [(Int, String?)])
    func `a province's area codes`(code: Int, province: String?) { #expect(PlaceTable.province(ofAreaCode: code) == province) }

    @Test func `a masthead's telephone tells where nothing else does`() throws {
        let masthead = "新闻热线：0551-62119900 零售价：1.00元\n\n"
        #expect(try Documents.read(masthead + "青岭市总工会新增会员30人。全省共新增3万人。").first?.province == "安徽省")
        #expect(try Documents.read(masthead + "云岭省总工会表扬：青岭市总工会新增会员30人。").first?.province == "云岭省")
    }
}
