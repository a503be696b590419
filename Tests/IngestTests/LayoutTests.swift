import Testing
import Text

@testable import Ingest

/// One report in many layouts: wherever its lines are broken, the same headings and the same sentences come out.
@Suite struct LayoutTests {
    struct Layout: CustomTestStringConvertible {
        /// Columns of a line; 0 for lines that are not wrapped.
        var width: Int
        /// Line feeds between two lines.
        var feeds: Int
        /// Whether paragraphs begin with two ideographic spaces.
        var indented: Bool
        var testDescription: String { "\(width) columns, \(feeds) feeds, \(indented ? "indented" : "flush")" }
    }

    private static let parts: [(heading: Bool, text: String)] = [
        (true, "一、夯实组织基础"),
        (
            false,
            "按照年初部署，青岭市总工会聚焦新就业形态群体，分行业推进建会入会，全年新组建基层工会205家，吸收会员17036人，其中农民工会员9127人。自2019年开展货车司机入会以来，累计建立工会366家，覆盖企业1208家。"
        ),
        (false, "推动工会工作向基层延伸，选聘社会化工作者86名，落实补助经费124.5万元，规范化建设达标率升至91.8%，较上年提高6.4个百分点。"),
        (true, "二、帮扶困难职工"),
        (
            false,
            "救助困难职工618人次，发放资金287.4万元，完成全年任务的108.6%。金秋助学活动资助学生131名，元旦春节期间走访慰问企业92家、职工3400余人，发放慰问品折合63.7万元。"
        ),
        (true, "三、提升服务水平"),
        (false, "举办招聘会15场，提供岗位7200个，达成意向1860人。"),
        (
            false,
            "新建工会驿站26个，全市驿站总数达到143个，服务户外劳动者5.3万人次；组织职工疗休养730人，免费体检1950人，互助保障参保2.8万人，赔付196.4万元，赔付率72.5%。"
        ),
    ]

    static let layouts: [Layout] = [0, 48, 56, 60, 72].flatMap { width in
        [1, 2].flatMap { feeds in [true, false].map { Layout(width: width, feeds: feeds, indented: $0) } }
    }

    /// The parts as lines; a paragraph's first line is two characters short where paragraphs are not indented, as text layers have it.
    private func render(_ layout: Layout) -> String {
        var lines: [String] = []
        for part in Self.parts {
            if part.heading || layout.width == 0 {
                lines.append((layout.indented && !part.heading ? "　　" : "") + part.text)
            } else {
                var wrapped = wrap(part.text, layout.width)
                if layout.indented, let first = wrapped.first { wrapped[0] = "　　" + first }
                lines += wrapped
            }
        }
        return lines.joined(separator: String(repeating: "\n", count: layout.feeds)) + "\n"
    }

    /// Lines of so many columns; numbers are not divided, and no line begins with punctuation.
    private func wrap(_ text: String, _ width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var columns = 4
        var word = ""
        func flush() {
            let size = word.unicodeScalars.reduce(0) { $0 + ($1.value < 0x800 ? 1 : 2) }
            let hangs = word.unicodeScalars.allSatisfy { Glyph.isPunctuation($0.value) }
            if columns + size > width, !hangs {
                lines.append(line)
                line = ""
                columns = 0
            }
            line += word
            columns += size
            word = ""
        }
        for character in text {
            let joins = character.isASCII && (word.last?.isASCII ?? true)
            if !joins, !word.isEmpty { flush() }
            word.append(character)
        }
        if !word.isEmpty { flush() }
        lines.append(line)
        return lines.filter { !$0.isEmpty }
    }

    @Test(arguments: layouts) func `the same report in every layout`(layout: Layout) throws {
        let source = render(layout)
        let reports = try Documents.read(source)
        let report = try #require(reports.first)
        let blocks = outline(report)
        let headings = blocks.filter { !$0.hasPrefix("paragraph: ") }.map { $0.drop { $0 != " " }.dropFirst() }
        #expect(headings.map { String($0) } == Self.parts.filter { $0.heading }.map { $0.text }, "\(source)")
        let text = blocks.filter { $0.hasPrefix("paragraph: ") }.map { $0.dropFirst("paragraph: ".count) }
        #expect(text.joined() == Self.parts.filter { !$0.heading }.map { $0.text }.joined(), "\(source)")
        #expect(text.allSatisfy { $0.hasSuffix("。") }, "\(source)")
        #expect(report.city == "青岭市")
        #expect(Laws.breaches(reports, decoded: Array(source.utf8)) == [])
    }
}
