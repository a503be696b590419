/// What a document's bytes are, to judge by their first ones.
enum DocumentType: Equatable {
    case plainText
    case html
    /// A type that has no reader, with the name that people know it by.
    case unsupported(String)

    /// The reader of this type, or nil. A new type gets its case, its magic and its reader here.
    var reader: (any DocumentReader)? {
        switch self {
        case .plainText: PlainTextReader()
        case .html: PlainTextReader()
        case .unsupported: nil
        }
    }

    /// The type's name in a message.
    var label: String {
        switch self {
        case .plainText: "plain text"
        case .html: "HTML"
        case .unsupported(let name): name
        }
    }

    /// Looks at the first kilobytes.
    static func detect(_ bytes: [UInt8]) -> DocumentType {
        return .plainText
    }
}
