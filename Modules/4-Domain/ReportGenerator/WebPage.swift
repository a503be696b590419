/// A report as a web page: navigation above, captions between, half-width punctuation in the text.
enum WebPage {
    static func write(_ paragraphs: [Paragraph], captions: [Paragraph], into out: inout [UInt8]) {
        let title = paragraphs.first { $0.kind == .title }?.text ?? []
        text("<!DOCTYPE html>\n<html lang=\"zh\">\n<head><meta charset=\"utf-8\"><title>", into: &out)
        out.append(contentsOf: title)
        text("</title>\n<style>p{line-height:1.8}</style></head>\n<body>\n<nav><a href=\"/\">首页</a> <a href=\"/news\">工会要闻</a></nav>\n", into: &out)
        var nextCaption = captions.startIndex
        for paragraph in paragraphs {
            switch paragraph.kind {
            case .title: element("h1", paragraph.text, into: &out)
            case .heading:
                if nextCaption < captions.endIndex {
                    text("<figure><img src=\"photo.jpg\" alt=\"\">", into: &out)
                    element("figcaption", captions[nextCaption].text, into: &out)
                    text("</figure>\n", into: &out)
                    nextCaption += 1
                }
                element("h2", paragraph.text, into: &out)
            case .body, .byline, .caption, .masthead: element("p", paragraph.text, into: &out)
            }
        }
        text("<footer>版权所有 未经许可不得转载</footer>\n</body>\n</html>\n", into: &out)
    }

    private static func element(_ name: String, _ content: [UInt8], into out: inout [UInt8]) {
        text("<\(name)>", into: &out)
        narrow(content, into: &out)
        text("</\(name)>\n", into: &out)
    }

    private static func text(_ s: String, into out: inout [UInt8]) { out.append(contentsOf: s.utf8) }

    /// Full-width commas, semicolons, colons and parentheses (EF BC 8C, 9B, 9A, 88, 89) as ASCII; the full stop 。 stays.
    private static func narrow(_ content: [UInt8], into out: inout [UInt8]) {
        var at = 0
        while at < content.count {
            if content[at] == 0xEF, at + 2 < content.count, content[at + 1] == 0xBC, let ascii = ascii(content[at + 2]) {
                out.append(ascii)
                at += 3
            } else {
                out.append(content[at])
                at += 1
            }
        }
    }

    private static func ascii(_ last: UInt8) -> UInt8? {
        switch last {
        case 0x8C: UInt8(ascii: ",")
        case 0x9B: UInt8(ascii: ";")
        case 0x9A: UInt8(ascii: ":")
        case 0x88: UInt8(ascii: "(")
        case 0x89: UInt8(ascii: ")")
        default: nil
        }
    }
}
