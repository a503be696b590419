internal import Base
internal import Platform

/// Finds the daemons' programs: in HUIBAO_BIN, beside this program, then along PATH.
struct DaemonFinder {
    let environment: [String: String]
    /// The folder of this program; nil where the machine does not tell.
    let ownFolder: String?

    init(environment: [String: String], ownPath: String? = LocalFiles.executablePath()) {
        self.environment = environment
        ownFolder = ownPath.map { String($0.split(separator: "/").dropLast().map { "/" + $0 }.joined()) }
    }

    /// The program's path; `run.daemon-missing` with the folders that were looked into.
    func find(_ program: String) throws(ToolError) -> String {
        var folders: [String] = []
        if let set = environment["HUIBAO_BIN"], !set.isEmpty { folders.append(set) }
        if let ownFolder { folders.append(ownFolder) }
        folders += (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        for folder in folders where LocalFiles.isExecutable("\(folder)/\(program)") { return "\(folder)/\(program)" }
        throw ToolError(
            .daemonMissing, "the program '\(program)' is neither in HUIBAO_BIN, nor beside huibao, nor along PATH",
            advice: "build it with 'swift build -c release', or set HUIBAO_BIN to its folder")
    }
}
