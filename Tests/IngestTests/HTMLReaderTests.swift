import Testing
import Text

@testable import Ingest

@Suite struct HTMLReaderTests {
    @Test func `a web page`() throws {
        let bytes = try Documents.fixture("web-page.html")
        let reports = try Ingest().read(bytes, name: "web-page.html")
        #expect(reports.count == 1)
        let report = try #require(reports.first)
        #expect(report.city == "松浦市" && report.year == 2021)
        #expect(report.published == CalendarDay(year: 2021, month: 12, day: 28))
        let lines = outline(report)
        #expect(lines.contains("title: 松浦市总工会:扎实推进产业工人队伍建设改革"))
        #expect(lines.contains("furniture: 工会要闻"))
        #expect(lines.contains("paragraph: 2021年,松浦市总工会聚焦产改,新建创新工作室25个,培育工匠18名.全市共有会员21.3万人,建会率达98%。"))
        #expect(lines.contains("caption: 图为12月3日，松浦市职工技能竞赛现场。王某 摄"))
        #expect(lines.contains("heading1: 一、提升工会基层组织建设"))
        #expect(lines.contains("paragraph: 全年新增会员8,215人,新建基层工会103家."))
        #expect(lines.contains("byline: (李某某)"))
        #expect(lines.contains("paragraph: 救助户数") && lines.contains("paragraph: 331"))
        #expect(lines.contains("furniture: ICP备12345678号"))
        #expect(!lines.joined().contains("12345;") && !lines.joined().contains("margin"))
        #expect(Laws.breaches(reports, decoded: bytes, countNumerals: false) == [])
    }

    @Test(arguments: [
        ("<p>新增会员<b>14</b>863人</p>", ["paragraph: 新增会员14863人"], "14863人", "14</b>863人"),
        ("<p>培育工匠&#49;8名。</p>", ["paragraph: 培育工匠18名。"], "18名", "&#49;8名"),
        ("<p>建会率\n  98&nbsp;%。</p>", ["paragraph: 建会率98%。"], "98%", "98&nbsp;%"),
        ("<p>A&amp;B 公司 3家</p>", ["paragraph: A&B公司3家"], "A&B", "A&amp;B"),
        ("<p>5 < 6 且 7&bogus;</p>", ["paragraph: 5 < 6且7&bogus;"], "5 < 6", "5 < 6"),
    ]) func `markup within words`(page: String, blocks: [String], clean: String, source: String) throws {
        let report = try #require(try Documents.read("<html>" + page, name: "p.html").first)
        #expect(outline(report) == blocks)
        let bytes = report.clean.bytes
        let part = Array(clean.utf8)
        let at = try #require(bytes.indices.first { $0 + part.count <= bytes.count && Array(bytes[$0..<$0 + part.count]) == part })
        #expect(String(decoding: report.source[report.clean.source(of: at..<at + part.count)], as: UTF8.self) == source)
    }

    @Test(arguments: [
        ("<h1>标题</h1><h2>组织建设</h2><h3>入会</h3><p>新增3人。</p>", ["title: 标题", "heading1: 组织建设", "heading2: 入会", "paragraph: 新增3人。"]),
        ("<div>新增3人。<div>新建2家。</div>救助1户。</div>", ["paragraph: 新增3人。", "paragraph: 新建2家。", "paragraph: 救助1户。"]),
        ("<p>新增3人，<br>新建2家。<br>救助1户。</p>", ["paragraph: 新增3人，新建2家。", "paragraph: 救助1户。"]),
        ("<nav>首页 12</nav><p>新增3人。</p><footer>电话 1</footer>", ["furniture: 首页12", "paragraph: 新增3人。", "furniture: 电话1"]),
        ("<div class=\"left menu\"><div>首页</div>栏目</div><p>新增3人。</p>", ["furniture: 首页", "furniture: 栏目", "paragraph: 新增3人。"]),
        ("<figure><img><figcaption>活动现场</figcaption></figure><p>新增3人。</p>", ["caption: 活动现场", "paragraph: 新增3人。"]),
        ("<ul><li>新增3人</li><li>新建2家</li></ul>", ["paragraph: 新增3人", "paragraph: 新建2家"]),
        ("<!-- 99 --><p>新增3人。</p><!-- 98", ["paragraph: 新增3人。"]),
        ("<p title='>77'>新增3人。</p>", ["paragraph: 新增3人。"]),
        ("<p><strong>主要做法</strong></p><p>新增3人。</p>", ["heading2: 主要做法", "paragraph: 新增3人。"]),
        ("<script>x=1<p>新增3人。</p>", ["paragraph: x=1", "paragraph: 新增3人。"]),
        ("<title>甲</title><p>新增3人。</p>", ["title: 甲", "paragraph: 新增3人。"]),
    ]) func `elements become blocks`(page: String, blocks: [String]) throws {
        let report = try #require(try Documents.read("<html>" + page, name: "p.html").first)
        #expect(outline(report) == blocks)
    }

    @Test func `pages of several cities are cut too`() throws {
        let page = "<html><h2>青岭市总工会</h2><p>新增会员3人。</p><h2>云泽市总工会</h2><p>新增会员2人。</p>"
        let reports = try Documents.read(page, name: "p.html")
        #expect(reports.map { $0.city } == ["青岭市", "云泽市"])
        #expect(Laws.breaches(reports, decoded: Array(page.utf8), countNumerals: false) == [])
    }
}
