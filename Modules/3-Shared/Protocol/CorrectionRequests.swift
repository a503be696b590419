/// Entries for the journal of corrections, as JSON lines in the payload; all of them are recorded or none. Replied with `Page`: the entries
/// as they were recorded.
public struct AddCorrections: RequestBody {
    /// Its name in the header.
    public static let kind = "correct"
    /// The request's identifier, which the reply repeats.
    public var id: String
    /// Chosen by the client: entries that come again under the same token are recorded once.
    public var token: String

    /// From its fields.
    public init(id: String, token: String) {
        self.id = id
        self.token = token
    }

    /// One frame.
    public var payloadCount: Int { 1 }

    /// Holds the fields against the protocol's limits.
    public func check() throws(ProtocolError) {
        try ProtocolError.limit(name: token, "token")
        guard !token.isEmpty else { throw ProtocolError(.malformed, "an empty token") }
    }
}

/// The journal of corrections from the oldest entry on, by page. Replied with `Page`: JSON lines in the payload.
public struct GetCorrections: RequestBody {
    /// Its name in the header.
    public static let kind = "corrections"
    /// The request's identifier, which the reply repeats.
    public var id: String
    /// Cursor of the page before; empty for the first page.
    public var after: String
    /// Entries a page.
    public var limit: Int

    /// From its fields.
    public init(id: String, after: String = "", limit: Int = 1000) {
        self.id = id
        self.after = after
        self.limit = limit
    }

    /// Holds the fields against the protocol's limits.
    public func check() throws(ProtocolError) {
        guard (1...10_000).contains(limit) else { throw ProtocolError(.limit, "page of \(limit)") }
    }
}

/// The bytes of one document as they were submitted. Replied with `Page`: the bytes in the payload, `count` 1; without such a document
/// `count` is 0 and the payload empty.
public struct GetDocument: RequestBody {
    /// Its name in the header.
    public static let kind = "document"
    /// The request's identifier, which the reply repeats.
    public var id: String
    /// SHA-256 of the bytes: 64 hexadecimal digits.
    public var sha256: String

    /// From its fields.
    public init(id: String, sha256: String) {
        self.id = id
        self.sha256 = sha256
    }

    /// Holds the fields against the protocol's limits.
    public func check() throws(ProtocolError) {
        guard sha256.utf8.count == 64 else { throw ProtocolError(.malformed, "a SHA-256 of \(sha256.utf8.count) characters") }
    }
}
