internal import Platform

/// Where private daemons keep sockets, logs and a passing ledger: a folder of this user's alone, with the number of its process inside.
enum PrivateFolder {
    private static let prefix = "huibao-"
    private static let owner = "owner"

    /// A new folder below TMPDIR, or below /tmp where that leaves no room for a socket's path (107 bytes). Folders that killed
    /// processes left there are removed on the way.
    static func make(_ environment: [String: String]) throws(PlatformError) -> String {
        let wanted = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        let base = wanted.hasPrefix("/") && wanted.utf8.count <= 80 ? wanted : "/tmp"
        sweep(base)
        let folder = try LocalFiles.makePrivateFolder(prefix: "\(base)/\(prefix)")
        let file = try FileWriter("\(folder)/\(owner)", durable: false)
        try file.write(Array("\(Machine.processID)".utf8))
        try file.commit()
        return folder
    }

    /// Removes folders whose process is gone. What cannot be read or removed is left alone.
    private static func sweep(_ base: String) {
        for name in (try? LocalFiles.names(in: base)) ?? [] where name.hasPrefix(prefix) && name.utf8.count == prefix.utf8.count + 6 {
            let folder = "\(base)/\(name)"
            guard !LocalFiles.isLink(folder), let bytes = try? SmallFile.read("\(folder)/\(owner)", limit: 32) else { continue }
            guard let process = Int32(String(decoding: bytes, as: UTF8.self)), process > 0 else { continue }
            if (try? LocalFiles.kind(of: "/proc/\(process)")) == nil { try? LocalFiles.remove(folder) }
        }
    }
}
