internal import Base
internal import Digest
internal import Platform
internal import SQLite
internal import ZeroMQ

/// Examines libraries, limits, locale and clock.
enum MachineDoctor {
    /// Versions of the libraries, and whether what Huibao needs of each works.
    static func libraries() -> [Diagnosis] {
        var findings = [
            .ok("library.zeromq", Context.libraryVersion, Context.libraryVersion),
            .ok("library.sqlite", SQLiteConnection.libraryVersion, SQLiteConnection.libraryVersion),
            .ok("library.openssl", SHA256Digest.libraryVersion, SHA256Digest.libraryVersion),
        ] as [Diagnosis]
        let known = SHA256Digest.hash(Array("abc".utf8)).prefix(4) == [0xBA, 0x78, 0x16, 0xBF]
        if !known {
            findings.append(.fail("library.sha256", "SHA-256 算得不对", "SHA-256 gives a wrong digest", "重新安装 libssl3", "install libssl3 anew"))
        }
        do throws(ZeroMQError) {
            _ = try CurveKeyPair.generate()
            findings.append(.ok("library.curve", "CURVE 可用：别的机器可以加密连接", "CURVE works: other machines can connect encrypted"))
        } catch {
            findings.append(
                .warn(
                    "library.curve", "这个 libzmq 不带 CURVE", "this libzmq comes without CURVE",
                    "只在本机使用，或安装带 libsodium 的 libzmq", "stay on this machine, or install a libzmq with libsodium"))
        }
        return findings
    }

    /// Open files, processors, memory.
    static func limits() -> [Diagnosis] {
        let files = Machine.openFilesLimit()
        let processors = Machine.processorCount
        return [
            files >= 1024
                ? .ok("limit.files", "可打开 \(files) 个文件", "\(files) open files")
                : .warn(
                    "limit.files", "只能打开 \(files) 个文件", "\(files) open files only", "ulimit -n 4096，或在单元里设 LimitNOFILE",
                    "ulimit -n 4096, or LimitNOFILE in the unit"),
            .ok("limit.processors", "\(processors) 个处理器", "\(processors) processors"),
        ]
    }

    /// Whether Chinese reaches the screen.
    static func words(_ environment: [String: String], columns: Int?) -> [Diagnosis] {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        let isUnicode = locale.uppercased().replacing("-", with: "").contains("UTF8")
        var findings: [Diagnosis] = [
            isUnicode
                ? .ok("words.locale", "语言环境 \(locale)", "locale \(locale)")
                : .warn(
                    "words.locale", "语言环境 \(locale.isEmpty ? "未设" : locale) 不是 UTF-8", "locale \(locale.isEmpty ? "unset" : locale) is no UTF-8",
                    "export LANG=C.UTF-8（Huibao 总是输出 UTF-8）", "export LANG=C.UTF-8 (Huibao always writes UTF-8)")
        ]
        if let columns {
            findings.append(
                columns >= 80
                    ? .ok("words.terminal", "终端宽 \(columns) 列", "terminal of \(columns) columns")
                    : .warn(
                        "words.terminal", "终端只有 \(columns) 列", "terminal of \(columns) columns only", "表格至少要 80 列，请加宽窗口",
                        "tables want 80 at least: widen the window"))
        }
        return findings
    }

    /// Wall clock against the monotonic one over a short while, and the time zone.
    static func clock() -> [Diagnosis] {
        let wall = WallClock.milliseconds()
        let steady = MonotonicTime.now()
        Machine.sleep(milliseconds: 100)
        let drift = abs(WallClock.milliseconds() - wall - MonotonicTime.now().milliseconds(since: steady))
        let zone = Machine.timeZone()
        var findings: [Diagnosis] = []
        // 2024-01-01 to 2100-01-01
        if !(1_704_067_200_000...4_102_444_800_000).contains(wall) {
            findings.append(
                .fail("clock.date", "系统日期不对", "the system's date is wrong", "校准时间：timedatectl set-ntp true", "set the time: timedatectl set-ntp true"))
        }
        findings.append(
            drift <= 20
                ? .ok("clock.steady", "时钟走得稳（百毫秒内差 \(drift) 毫秒）", "the clock is steady (\(drift) ms off within 100 ms)")
                : .warn(
                    "clock.steady", "百毫秒内时钟跳了 \(drift) 毫秒", "the wall clock jumped by \(drift) ms within 100 ms",
                    "等对时完成；租约不受影响，只是记录的时刻会跳", "let the time service settle; leases are not touched, recorded times jump"))
        findings.append(.ok("clock.zone", "时区 \(zone)", "time zone \(zone)"))
        return findings
    }
}
