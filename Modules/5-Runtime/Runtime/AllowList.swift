internal import Platform
internal import ZeroMQ

/// Whose keys may come in, and as what: the file that `--allow` names, read again at SIGHUP.
///
/// ```
/// # key (40 characters)                    role      who
/// rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7  worker    desk-2
/// ```
public struct AllowList: Sendable, Equatable {
    /// What a key may be used for. `operator` may do all that a client may, and more; `reader` asks and changes nothing.
    public enum Role: String, Sendable, CaseIterable {
        case client, worker, `operator`, reader
    }

    /// One line.
    public struct Entry: Sendable, Equatable {
        /// Public key, Z85.
        public var key: String
        /// What it may be used for.
        public var role: Role
        /// Whose it is, for people.
        public var name: String
    }

    /// In the file's order.
    public private(set) var entries: [Entry]
    private let byKey: [String: Entry]

    /// A list from its parts; of two lines with one key the last counts.
    public init(_ entries: [Entry]) {
        self.entries = entries
        byKey = Dictionary(entries.map { ($0.key, $0) }) { _, last in last }
    }

    /// Reads the file. Throws `config.*` codes, each with its line.
    public init(file path: String) throws(RuntimeError) { try self.init(text: Configuration.read(path), path: path) }

    /// Reads a file's text; `path` stands in errors.
    public init(text: String, path: String) throws(RuntimeError) {
        var entries: [Entry] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let fields = line.split(maxSplits: 2, whereSeparator: \.isWhitespace)
            guard let key = fields.first, !key.hasPrefix("#") || key.count == 40 && fields.count > 1 else { continue }
            guard CurveKeyPair.isKey(String(key)), fields.count >= 2, let role = Role(rawValue: String(fields[1])) else {
                let roles = Role.allCases.map(\.rawValue).joined(separator: ", ")
                throw RuntimeError(
                    .fileSyntax, "\(path):\(index + 1): no line 'KEY ROLE NAME'",
                    advice: "write a public key of 40 characters and one of \(roles)")
            }
            entries.append(Entry(key: String(key), role: role, name: fields.count > 2 ? String(fields[2].drop(while: \.isWhitespace)) : ""))
        }
        self.init(entries)
    }

    /// The line of a key, if it is allowed anything.
    public subscript(key: String) -> Entry? { byKey[key] }

    /// Whether the key may come in where these roles do.
    public func allows(_ key: String, as roles: Set<Role>) -> Bool { byKey[key].map { roles.contains($0.role) } ?? false }
}
