internal import Base
internal import Export
internal import Platform

/// Examines the disk on which a ledger shall stand.
enum DiskDoctor {
    /// File system, room, and what a flush costs: each group of results waits for one.
    static func examine(_ folder: String) -> [Diagnosis] {
        guard case .folder? = try? LocalFiles.kind(of: folder) else {
            return [
                .fail("disk.folder", "没有文件夹 '\(folder)'", "there is no folder '\(folder)'", "建立它，或用 --folder 指明", "make it, or name another with --folder")
            ]
        }
        return [fileSystem(folder), room(folder), flush(folder)]
    }

    private static func fileSystem(_ folder: String) -> Diagnosis {
        let name = LocalFiles.fileSystem(at: folder)
        switch name {
        case "nfs", "cifs", "smb2", "fuse", "9p":
            return .warn(
                "disk.system", "文件系统 \(name)", "file system \(name)", "账本要放在本机磁盘上：网络文件系统的锁与落盘靠不住",
                "keep the ledger on a local disk: locks and flushes of network file systems cannot be relied on")
        case "tmpfs", "ramfs":
            return .warn(
                "disk.system", "文件系统 \(name)，在内存里", "file system \(name), in memory", "断电就没有了：换一个磁盘上的文件夹",
                "it is gone with the power: choose a folder on a disk")
        default: return .ok("disk.system", "文件系统 \(name)", "file system \(name)")
        }
    }

    private static func room(_ folder: String) -> Diagnosis {
        guard let room = LocalFiles.room(at: folder) else {
            return .warn("disk.room", "不知道还有多少空间", "the room left is unknown", "请自行查看：df", "look for yourself: df")
        }
        let told = NumberText.bytes(room)
        if room < 64 << 20 {
            return .fail("disk.room", "只剩 \(told)", "\(told) left", "至少腾出 1 GiB", "make room: 1 GiB at least")
        }
        if room < 1 << 30 {
            return .warn("disk.room", "只剩 \(told)", "\(told) left", "腾出 1 GiB 以上为好", "1 GiB or more would be better")
        }
        return .ok("disk.room", "还有 \(told)", "\(told) left")
    }

    private static func flush(_ folder: String) -> Diagnosis {
        var times: [Int64] = []
        do {
            for number in 0..<5 {
                let path = "\(folder)/.huibao-doctor-\(Machine.processID)-\(number)"
                defer { try? LocalFiles.remove(path) }
                let file = try FileWriter(path, durable: true)
                try file.write([UInt8](repeating: 7, count: 4096))
                let start = MonotonicTime.now()
                try file.commit()
                times.append((MonotonicTime.now().nanoseconds - start.nanoseconds) / 1000)
            }
        } catch {
            return .fail("disk.flush", "写不进：\(error.message)", "cannot be written: \(error.message)", "检查权限与空间", "check permissions and room")
        }
        let median = times.sorted()[times.count / 2]
        let told = median < 1000 ? "\(median) µs" : "\(NumberText.short(Double(median) / 1000)) ms"
        if median > 30_000 {
            return .warn(
                "disk.flush", "落盘一次 \(told)，偏慢", "a flush takes \(told): slow", "换固态盘；数据不会丢，只是慢",
                "use a solid-state disk; nothing is lost, it is only slow")
        }
        return .ok("disk.flush", "落盘一次 \(told)", "a flush takes \(told)")
    }
}
