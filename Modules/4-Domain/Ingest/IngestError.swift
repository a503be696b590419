public import Base

/// Why a document gives no reports.
public struct IngestError: ProductError, Equatable {
    /// The closed list of reasons; the raw value is the stable code.
    public enum Reason: String, Sendable, CaseIterable {
        /// The file has no bytes.
        case empty = "document.empty"
        /// More bytes, lines or reports than `IngestLimits` allows.
        case tooLarge = "document.too-large"
        /// Not text: a type without a reader, named in the message, or binary junk.
        case binary = "document.binary"
        /// Text whose encoding is cut short, broken or unknown; the message names the byte.
        case encoding = "document.encoding"
        /// White space or markup alone.
        case noText = "document.no-text"
    }

    /// The reason.
    public var reason: Reason
    /// The document's name, as given to `Ingest.read`.
    public var document: String
    /// What was found, in words.
    public var detail: String
    /// Where, in bytes from the start of the file; nil where no place is to blame.
    public var byte: Int?

    /// An error about a document.
    public init(_ reason: Reason, document: String, detail: String, byte: Int? = nil) {
        self.reason = reason
        self.document = document
        self.detail = detail
        self.byte = byte
    }

    /// The reason's stable code.
    public var code: String { reason.rawValue }

    /// What happened, to which document, where.
    public var message: String {
        let place = byte.map { " at byte \($0)" } ?? ""
        switch reason {
        case .empty: return "\(document) is empty: \(detail)"
        case .tooLarge: return "\(document) is too large: \(detail)"
        case .binary: return "\(document) cannot be read: \(detail)"
        case .encoding: return "\(document) has a broken encoding\(place): \(detail)"
        case .noText: return "\(document) holds no text: \(detail)"
        }
    }

    /// What the reader can do about it.
    public var advice: String {
        switch reason {
        case .empty: "check that the file was copied completely"
        case .tooLarge: "split the document, or raise the limit"
        case .binary: "save it as plain text or HTML and submit that"
        case .encoding: "copy the file again, or save it as UTF-8"
        case .noText: "if it is a scan, submit its recognised text"
        }
    }
}
