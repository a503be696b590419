internal import Platform
public import Protocol
internal import ZeroMQ

/// Whose keys may come in, and as what: the file that `--allow` names, read again when it changes and at SIGHUP.
///
/// ```
/// # key (40 characters)                    role      who
/// rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7  worker    desk-2
/// ```
public struct AllowList: Sendable, Equatable {
    /// What a key may be used for. What each may do at the control socket stands with `Permission`; workers work and nothing else.
    public enum Role: String, Sendable, CaseIterable {
        case client, worker, `operator`
        case readOnly = "read-only"

        /// Whether a key of this role may send requests that need the permission.
        public func may(_ permission: Permission) -> Bool {
            switch self {
            case .worker: false
            case .readOnly: permission == .ask
            case .client: permission == .ask || permission == .submit
            case .operator: true
            }
        }

        /// Whether it decides on jobs of its own only.
        public var ownsOnly: Bool { self == .client }
    }

    /// One line.
    public struct Entry: Sendable, Equatable {
        /// Public key, Z85.
        public var key: String
        /// What it may be used for.
        public var role: Role
        /// Whose it is, for people.
        public var name: String

        /// From its fields.
        public init(key: String, role: Role, name: String) {
            self.key = key
            self.role = role
            self.name = name
        }
    }

    /// In the file's order.
    public private(set) var entries: [Entry]
    private let byKey: [String: Entry]

    /// A list from its parts; of two lines with one key the last counts.
    public init(_ entries: [Entry]) {
        self.entries = entries
        byKey = Dictionary(entries.map { ($0.key, $0) }) { _, last in last }
    }

    /// Reads the file. Throws `config.*` codes, each with its line, and `key.file` where others than its owner could write to it.
    public init(file path: String) throws(RuntimeError) {
        if LocalFiles.attributes(of: path).map({ $0.mode & 0o022 != 0 }) ?? false {
            throw RuntimeError(.keyFile, "the list of keys '\(path)' can be written by others than its owner", advice: "chmod 640 '\(path)'")
        }
        try self.init(text: Configuration.read(path), path: path)
    }

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
