internal import Aggregation
internal import Base
internal import Platform
internal import Protocol
internal import Runtime
internal import ZeroMQ

/// Examines the daemons' programs, the endpoints, and a document's way through everything.
enum LineDoctor {
    private static let daemons = ["huibao-aggregator", "huibao-ingest", "huibao-extractor"]

    /// Where the daemons are, and whether they are of this version.
    static func programs(_ environment: [String: String]) -> [Diagnosis] {
        let finder = DaemonFinder(environment: environment)
        return daemons.map { name in
            do {
                let path = try finder.find(name)
                let said = try output(of: path, ["--version"], environment)
                let version = said.split(whereSeparator: \.isWhitespace).last.map(String.init) ?? ""
                guard version == Version.product else {
                    return .fail(
                        "program.\(name.dropFirst(7))", "\(path) 是版本 \(version)，huibao 是 \(Version.product)",
                        "\(path) is of version \(version), huibao of \(Version.product)", "装同一版本，或设 HUIBAO_BIN",
                        "install one version, or set HUIBAO_BIN")
                }
                return .ok("program.\(name.dropFirst(7))", "\(path)，版本 \(version)", "\(path), version \(version)")
            } catch {
                let words = (error as? any ProductError)?.message ?? "\(error)"
                return .fail("program.\(name.dropFirst(7))", "找不到 \(name)：\(words)", words, "安装它，或设 HUIBAO_BIN", "install it, or set HUIBAO_BIN to its folder")
            }
        }
    }

    private static func output(of path: String, _ arguments: [String], _ environment: [String: String]) throws -> String {
        let folder = try PrivateFolder.make(environment)
        defer { try? LocalFiles.remove(folder) }
        let file = try OutputFile(folder + "/version")
        let child = try ChildProcess(path, arguments, output: .descriptor(file.descriptor), error: .discard)
        let end = MonotonicTime.now().adding(milliseconds: 10_000)
        while child.poll() == nil {
            guard MonotonicTime.now() < end else {
                child.signal(.kill)
                _ = child.wait()
                throw ToolError(.timedOut, "\(path) does not end")
            }
            Machine.sleep(milliseconds: 2)
        }
        return file.text()
    }

    /// Whether the default endpoints are free, or an aggregator of this version is there.
    static func sockets(_ invocation: Invocation) -> [Diagnosis] {
        let endpoint = invocation.options.string("connect") ?? Endpoints.control
        let running = try? Session.open(invocation).status()
        var findings: [Diagnosis] = []
        if let running {
            findings.append(
                running.software == Version.product
                    ? .ok("socket.aggregator", "\(endpoint) 有版本 \(running.software) 的聚合进程", "an aggregator of version \(running.software) answers at \(endpoint)")
                    : .warn(
                        "socket.aggregator", "\(endpoint) 的聚合进程是版本 \(running.software)", "the aggregator at \(endpoint) is of version \(running.software)",
                        "升级到同一版本；相差一版仍能通话", "bring both to one version; versions that differ by one still talk"))
            return findings
        }
        for port in 7410...7412 {
            let address = "tcp://127.0.0.1:\(port)"
            do throws(ZeroMQError) {
                let socket = try Socket(Context(), .router, options: SocketOptions())
                try socket.bind(address)
                socket.close()
                findings.append(.ok("socket.\(port)", "\(address) 可用", "\(address) is free"))
            } catch {
                findings.append(
                    .warn(
                        "socket.\(port)", "\(address) 已被占用，却没有聚合进程应答", "\(address) is taken, and no aggregator answers there",
                        "看是谁占用：ss -ltnp；或另选地址：--control、--work、--events",
                        "see by whom: ss -ltnp; or choose others: --control, --work, --events"))
            }
        }
        return findings
    }

    /// Invented, as its city is.
    private static let report = """
        青岭市总工会2021年工作总结

        一、组织建设。全年新建基层工会213个，新发展会员18426人，其中农民工会员9735人。
        二、帮扶救助。全年救助困难职工1364人次，发放帮扶资金618.7万元。
        """
    private static let expected: [String: Double] = [
        "org.new_unions": 213, "org.new_members": 18_426, "org.new_migrant_members": 9735, "aid.cases": 1364, "aid.funds": 6_187_000,
    ]

    /// Private daemons, one document, and the cells that it must give.
    static func document(_ invocation: Invocation, _ interruption: any Interruption) -> [Diagnosis] {
        let advice = ("看上面各项；再试 huibao run 一个文件", "see the lines above, then try 'huibao run' with a file")
        do {
            let start = MonotonicTime.now()
            let line = try PrivateLine(environment: invocation.context.environment)
            defer { line.stop(interruption: interruption) }
            try line.start(PrivateLine.Plan(), interruption: interruption)
            let client = try Session.open(invocation, endpoint: line.control, interruption: interruption, connect: 10_000)
            let job = try client.jobRequest(OpenJob(id: client.nextIdentifier(), token: Submission.randomToken(), label: "doctor")).job
            _ = try client.ask(
                AddDocuments(id: client.nextIdentifier(), job: job, first: 0, names: ["doctor.txt"]), payloads: [Array(report.utf8)])
            _ = try client.jobRequest(CloseJob(id: client.nextIdentifier(), job: job))
            let end = MonotonicTime.now().adding(milliseconds: 20_000)
            while try client.job(job).state != .done {
                guard MonotonicTime.now() < end else { throw ToolError(.timedOut, "the document was not read within 20 s") }
                try client.pause(milliseconds: 20)
            }
            var found: [String: Double] = [:]
            try client.eachPageOfCells(GetTable(id: "")) { for cell in try TablePrinter.cells($0) { found[cell.indicator] = cell.value } }
            let spent = MonotonicTime.now().milliseconds(since: start)
            guard found == expected else {
                return [
                    .fail(
                        "line.document", "试验文件应得 \(expected.count) 个数，得到的不同", "the test document gave other numbers than its \(expected.count)",
                        "各程序要出自同一次构建", "all programs must be of one build")
                ]
            }
            return [
                .ok(
                    "line.document", "试验文件走完全程：\(found.count) 个数都对，\(spent) 毫秒",
                    "a test document went through the whole line: \(found.count) numbers, all right, in \(spent) ms")
            ]
        } catch {
            let words = (error as? any ProductError)?.message ?? "\(error)"
            return [.fail("line.document", "试验文件没有走完：\(words)", "the test document did not get through: \(words)", advice.0, advice.1)]
        }
    }
}
