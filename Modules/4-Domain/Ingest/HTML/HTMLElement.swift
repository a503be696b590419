/// What an element means to the text within it.
enum HTMLRole: Equatable {
    case pageTitle, caption, furniture
    case heading(Int)
}

/// The elements that matter, by name.
enum HTMLElement {
    /// How an element breaks text.
    enum Kind {
        /// A paragraph ends where it begins and where it ends.
        case block
        /// A line ends.
        case line
        case link, bold, inline
    }

    static func kind(_ name: String) -> Kind {
        switch name {
        case "br": .line
        case "a": .link
        case "b", "strong": .bold
        case "p", "div", "section", "article", "main", "li", "ul", "ol", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "td",
            "th", "caption",
            "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "figure", "figcaption", "nav", "header", "footer", "aside", "form",
            "fieldset",
            "legend", "hr", "body", "head", "html", "title", "option", "select", "button", "address", "center", "details", "summary",
            "textarea",
            "frameset", "noscript", "iframe", "script", "style", "xmp", "video", "audio", "object":
            .block
        default: .inline
        }
    }

    static func role(_ name: String) -> HTMLRole? {
        switch name {
        case "title": .pageTitle
        case "h1": .heading(1)
        case "h2": .heading(2)
        case "h3": .heading(3)
        case "h4", "h5", "h6": .heading(4)
        case "figcaption": .caption
        case "nav", "footer", "select", "button", "form", "noscript": .furniture
        default: nil
        }
    }

    /// Whether an element of this name may be set aside for its class or id.
    static func mayBeNoise(_ name: String) -> Bool {
        switch name {
        case "div", "ul", "ol", "section", "aside", "p", "span", "header", "td", "table", "dl": true
        default: false
        }
    }

    /// Elements that never have content.
    static func isVoid(_ name: String) -> Bool {
        switch name {
        case "br", "img", "hr", "meta", "link", "input", "area", "base", "col", "embed", "source", "track", "wbr", "param": true
        default: false
        }
    }
}
