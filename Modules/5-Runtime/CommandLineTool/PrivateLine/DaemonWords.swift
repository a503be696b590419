internal import FoundationEssentials

/// What a daemon writes on standard error, for people.
enum DaemonWords {
    /// The line as it stands; the message of a log line (JSON) that is a warning or an error; nil for other log lines.
    static func plain(_ line: String) -> String? {
        guard line.hasPrefix("{"), let entry = try? JSONDecoder().decode(Entry.self, from: Data(line.utf8)) else { return line }
        return entry.level == "warning" || entry.level == "error" ? entry.message : nil
    }

    private struct Entry: Decodable {
        var level: String
        var message: String
    }
}
