internal import Base
internal import Platform

/// The machine in one line, from /proc.
enum BenchMachine {
    static func describe() -> String {
        let information = (try? SmallFile.read("/proc/cpuinfo", limit: 4 << 20)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let model = information.split(separator: "\n").first { $0.hasPrefix("model name") }?.split(separator: ":").last
        let name = model.map { $0.split(separator: " ").joined(separator: " ") } ?? "unknown processor"
        let kind: String
        #if DEBUG
            kind = "debug build"
        #else
            kind = "release build"
        #endif
        return "\(name), \(Machine.processorCount) processors, huibao \(Version.product) (\(kind))"
    }
}
