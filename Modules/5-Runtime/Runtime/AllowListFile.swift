internal import Base
internal import Platform
internal import ZeroMQ

/// Edits the list of keys in its file: other lines and comments stay as they are, and a reader sees the old list or the new one.
///
/// A file that is made anew is its owner's to write and his group's to read (0640); one that stands keeps its permissions and owner.
public struct AllowListFile {
    /// Where it stands.
    public let path: String
    private let lock: String

    /// The file need not be there yet.
    public init(_ path: String) {
        self.path = path
        lock = path + ".lock"
    }

    /// The list; an empty one where there is no file.
    public func read() throws(RuntimeError) -> AllowList {
        guard LocalFiles.attributes(of: path) != nil else { return AllowList([]) }
        return try AllowList(file: path)
    }

    /// Allows a key in a role: a new line at the end, or in place of the key's own. Returns what stood there before.
    @discardableResult
    public func allow(_ entry: AllowList.Entry) throws -> AllowList.Entry? {
        guard CurveKeyPair.isKey(entry.key) else {
            throw RuntimeError(.badValue, "'\(entry.key)' is no public key", advice: "give the 40 characters that 'huibao key show' prints")
        }
        let name = entry.name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard name.utf8.count <= 200, !name.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }) else {
            throw RuntimeError(.badValue, "a name of \(name.utf8.count) bytes, or one with control characters", advice: "give a short name")
        }
        let line = "\(entry.key) \(entry.role.rawValue)\(name.isEmpty ? "" : " " + name)"
        return try edit { list, lines in
            let before = list[entry.key]
            if let first = lines.firstIndex(where: { Self.key($0) == entry.key }) {
                lines[first] = line
                lines = lines.enumerated().filter { $0.offset == first || Self.key($0.element) != entry.key }.map(\.element)
            } else {
                lines.append(line)
            }
            return before
        }
    }

    /// Takes a key off, named by itself or by its name. Returns the lines that are gone; throws where none or several names fit.
    public func revoke(_ word: String) throws -> AllowList.Entry {
        try edit { list, lines in
            let named = list.entries.filter { $0.key == word || $0.name == word }
            let keys = Set(named.map(\.key))
            guard let entry = named.last else {
                throw RuntimeError(.badValue, "'\(path)' has no key '\(word)' and none of that name", advice: "see 'huibao key list'")
            }
            guard keys.count == 1 else {
                throw RuntimeError(.badValue, "\(keys.count) keys are named '\(word)'", advice: "give the key itself, as 'huibao key list' prints it")
            }
            lines.removeAll { Self.key($0) == entry.key }
            return entry
        }
    }

    /// The key of a line, if it is one of a key.
    private static func key(_ line: String) -> String? { (try? AllowList(text: line, path: ""))?.entries.first?.key }

    /// One edit at a time, by a lock beside the file.
    private func edit<T>(_ change: (AllowList, inout [String]) throws -> T) throws -> T {
        let held: FileLock
        do throws(FileLock.Failure) {
            held = try FileLock(path: lock)
        } catch {
            let advice = "wait until the other edit is done, or check the permissions of its folder"
            throw RuntimeError(.keyFile, "the list of keys '\(path)' cannot be locked for an edit (\(error))", advice: advice)
        }
        let result = Result { try rewrite(change) }
        _ = consume held
        return try result.get()
    }

    private func rewrite<T>(_ change: (AllowList, inout [String]) throws -> T) throws -> T {
        let attributes = LocalFiles.attributes(of: path)
        let list = try read()
        let text = attributes == nil ? "# key (40 characters)                    role      who\n" : try Configuration.read(path)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        let result = try change(list, &lines)
        let fresh = lines.joined(separator: "\n") + "\n"
        // what is written must be what will be read
        _ = try AllowList(text: fresh, path: path)
        let like = attributes ?? LocalFiles.Attributes.new(mode: 0o640)
        let file = try FileWriter(path, like: like)
        try file.write(Array(fresh.utf8))
        try file.commit()
        return result
    }
}
