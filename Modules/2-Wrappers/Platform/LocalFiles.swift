internal import CPlatform
internal import Glibc

/// Files and folders, with errors that name the path.
public enum LocalFiles {
    /// What stands at a path.
    public enum Kind: Sendable, Equatable { case file(bytes: Int), folder, other }

    /// What stands at the path, symbolic links followed.
    public static func kind(of path: String) throws(PlatformError) -> Kind {
        var info = stat()
        guard unsafe stat(path, &info) == 0 else { throw PlatformError("read", path) }
        return kind(info)
    }

    private static func kind(_ info: stat) -> Kind {
        switch info.st_mode & S_IFMT {
        case S_IFREG: .file(bytes: Int(info.st_size))
        case S_IFDIR: .folder
        default: .other
        }
    }

    /// Who may touch a file, and what tells one state of it from another.
    public struct Attributes: Sendable, Equatable {
        /// Permissions, as in `chmod`.
        public var mode: UInt32
        /// Its user and group.
        public var owner: UInt32
        public var group: UInt32
        /// Number of the file itself, which a replacement changes.
        public var inode: UInt64
        /// When it was changed, in nanoseconds since 1970 UTC; only to be compared.
        public var changed: Int64
        /// Bytes.
        public var bytes: Int64

        /// Those of a file that this user is about to make.
        public static func new(mode: UInt32) -> Attributes {
            Attributes(mode: mode, owner: geteuid(), group: getegid(), inode: 0, changed: 0, bytes: 0)
        }
    }

    /// The attributes of what stands at the path, symbolic links followed; nil when nothing can be seen there.
    public static func attributes(of path: String) -> Attributes? {
        var info = stat()
        guard unsafe stat(path, &info) == 0 else { return nil }
        return Attributes(
            mode: info.st_mode & 0o7777, owner: info.st_uid, group: info.st_gid, inode: UInt64(info.st_ino),
            changed: Int64(info.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(info.st_mtim.tv_nsec), bytes: Int64(info.st_size))
    }

    /// The kind of file system at the path: `ext`, `xfs`, `tmpfs`, `nfs`; its number where it is none of the usual ones.
    public static func fileSystem(at path: String) -> String {
        let number = unsafe huibao_file_system(path)
        guard number != 0 else { return "unknown" }
        // the numbers of linux/magic.h
        let names: [UInt32: String] = [
            0xEF53: "ext", 0x5846_5342: "xfs", 0x9123_683E: "btrfs", 0x2FC1_2FC1: "zfs", 0x0102_1994: "tmpfs", 0x8584_58F6: "ramfs",
            0x6969: "nfs", 0xFF53_4D42: "cifs", 0xFE53_4D42: "smb2", 0x6573_5546: "fuse", 0x0102_1997: "9p", 0x794C_7630: "overlay",
            0xF2F5_2010: "f2fs",
        ]
        return names[number] ?? "0x" + String(number, radix: 16)
    }

    /// Bytes that an ordinary user may still write where the path stands; nil where the system does not tell.
    public static func room(at path: String) -> Int64? {
        var info = statvfs()
        guard unsafe statvfs(path, &info) == 0 else { return nil }
        return Int64(clamping: UInt64(info.f_bavail).multipliedReportingOverflow(by: UInt64(info.f_frsize)).partialValue)
    }

    /// Whether the path is a symbolic link.
    public static func isLink(_ path: String) -> Bool {
        var info = stat()
        return unsafe lstat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFLNK
    }

    /// Whether the path is a file that may be executed.
    public static func isExecutable(_ path: String) -> Bool {
        guard case .file? = try? kind(of: path) else { return false }
        return unsafe access(path, X_OK) == 0
    }

    /// Names in a folder, without `.` and `..`, sorted by their bytes.
    public static func names(in folder: String) throws(PlatformError) -> [String] {
        guard let handle = unsafe opendir(folder) else { throw PlatformError("read", folder) }
        defer { unsafe _ = closedir(handle) }
        var names: [String] = []
        while let entry = unsafe readdir(handle) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
                unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Makes the folder, and those above it, where absent.
    public static func makeFolder(_ path: String) throws(PlatformError) {
        var at = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            at += (at.isEmpty || at.hasSuffix("/") ? "" : "/") + part
            guard unsafe mkdir(at, 0o777) == 0 || errno == EEXIST else { throw PlatformError("mkdir", at) }
        }
        guard try kind(of: path) == .folder else { throw PlatformError("mkdir", path, number: ENOTDIR) }
    }

    /// A new folder of this user's alone (0700), its name beginning with `prefix` (a path).
    public static func makePrivateFolder(prefix: String) throws(PlatformError) -> String {
        var template = Array("\(prefix)XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else { throw PlatformError("mkdtemp", prefix + "…") }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Removes a file or a folder with all that it holds; symbolic links are removed, not followed. What is gone already is fine.
    public static func remove(_ path: String) throws(PlatformError) {
        if !isLink(path), let kind = try? kind(of: path), kind == .folder {
            for name in try names(in: path) { try remove("\(path)/\(name)") }
            guard unsafe rmdir(path) == 0 || errno == ENOENT else { throw PlatformError("remove", path) }
        } else {
            guard unsafe unlink(path) == 0 || errno == ENOENT else { throw PlatformError("remove", path) }
        }
    }

    /// Puts a file in another's place, within one file system: whole or not at all.
    public static func move(_ path: String, to target: String) throws(PlatformError) {
        guard unsafe rename(path, target) == 0 else { throw PlatformError("write", target) }
    }

    /// The paths that a shell pattern (`*`, `?`, `[…]`) stands for, sorted by their bytes; empty when none does.
    public static func matches(_ pattern: String) -> [String] {
        var found = unsafe glob_t()
        defer { unsafe globfree(&found) }
        guard unsafe glob(pattern, GLOB_NOSORT, nil, &found) == 0 else { return [] }
        var paths: [String] = []
        for index in 0..<Int(unsafe found.gl_pathc) {
            if let path = unsafe found.gl_pathv[index] { paths.append(unsafe String(cString: path)) }
        }
        return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The path of this process's executable, symbolic links resolved; nil where the machine does not tell.
    public static func executablePath() -> String? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = unsafe buffer.withUnsafeMutableBytes { raw -> Int in
            guard let base = raw.baseAddress else { return 0 }
            return unsafe readlink("/proc/self/exe", base.assumingMemoryBound(to: CChar.self), raw.count)
        }
        guard count > 0 else { return nil }
        return String(decoding: buffer.prefix(count), as: UTF8.self)
    }
}

/// A file open for appending, for a child's output. Closed with its last reference.
public final class OutputFile {
    /// Where it is.
    public let path: String
    /// To be given to a child.
    public let descriptor: Int32

    /// Opens the file, made for this user alone where absent.
    public init(_ path: String) throws(PlatformError) {
        self.path = path
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw PlatformError("write", path, advice: "check the folder and its permissions") }
    }

    deinit { _ = close(descriptor) }

    /// What was written so far, its last `limit` bytes at most.
    public func text(limit: Int = 1 << 16) -> String {
        let bytes = (try? SmallFile.read(path, limit: 64 << 20)) ?? []
        return String(decoding: bytes.suffix(limit), as: UTF8.self)
    }
}
