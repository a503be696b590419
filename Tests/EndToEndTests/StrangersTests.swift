import Glibc
import Protocol
import TestSupport
import Testing
import ZeroMQ

/// Keys: who is on the list comes in, in its own role; nobody else gets as far as a message.
@Suite(.serialized) struct StrangersTests {
    let folder = TemporaryFolder()

    /// Makes a key file; its path and public key.
    private func key(_ name: String) throws -> (path: String, publicKey: String) {
        let path = folder.path + "/" + name
        #expect(try ChildProcess.run("huibao", ["key", "new", path], in: folder).exit == 0)
        let shown = try ChildProcess.run("huibao", ["key", "show", path], in: folder)
        return (path, shown.text.trimmingLine())
    }

    @Test func onlyKeysOnTheListComeInEachInItsRole() throws {
        let server = try key("server.key"), client = try key("client.key"), worker = try key("worker.key"), stranger = try key("stranger.key")
        let list = folder.write("allow", "# who may come in\n\(client.publicKey) client desk\n\(worker.publicKey) worker machine\n")
        let cluster = try Cluster(folder: folder, extra: ["--curve-key", server.path, "--allow", list])
        defer { cluster.stop() }
        func keys(_ own: String) -> [String] { ["--curve-key", own, "--curve-server-key", server.publicKey] }
        func ask(_ own: String) throws -> ChildProcess.Outcome {
            try ChildProcess.run("huibao", ["status", "--connect", cluster.control, "--timeout", "3s"] + keys(own), in: folder, seconds: 30)
        }
        #expect(try ask(client.path).exit == 0)
        for other in [stranger.path, worker.path] {
            let refused = try ask(other)
            #expect(refused.exit == 6 || refused.exit == 8, "\(refused.exit ?? -1): \(refused.errors)")
        }
        let plain = try ChildProcess.run("huibao", ["status", "--connect", cluster.control, "--timeout", "3s"], in: folder, seconds: 30)
        #expect(plain.exit == 6 || plain.exit == 8)
        let workers = try ["huibao-ingest", "huibao-extractor"].map {
            try ChildProcess($0, ["--work", cluster.work, "--die-with-parent"] + keys(worker.path), in: folder)
        }
        let report = folder.write("a.txt", "云泽市总工会2021年工作总结\n\n全市新增工会会员1286人。\n")
        let done = try ChildProcess.run(
            "huibao", ["submit", "--wait", report, "--connect", cluster.control] + keys(client.path), in: folder, seconds: 60)
        #expect(done.exit == 0, "\(done.errors)")
        // the list is read again without a restart
        folder.write("allow", "\(client.publicKey) client desk\n\(stranger.publicKey) client newcomer\n")
        cluster.aggregator.signal(SIGHUP)
        let admitted = Waiting.until(seconds: 10) { cluster.aggregator.errors.contains("aggregator.allow") }
        #expect(admitted)
        #expect(try ask(stranger.path).exit == 0)
        for child in workers { child.signal(SIGKILL) }
    }

    /// Keys by role, a list with them, and an aggregator that has it.
    private struct Guarded {
        let cluster: Cluster
        let list: String
        let server: String
        var keys: [String: (path: String, publicKey: String)] = [:]

        func options(_ name: String) -> [String] { ["--curve-key", keys[name]?.path ?? "", "--curve-server-key", server] }

        func huibao(_ name: String, _ arguments: String..., seconds: Double = 60) throws -> ChildProcess.Outcome {
            try ChildProcess.run(
                "huibao", arguments + ["--connect", cluster.control, "--timeout", "5s"] + options(name), in: cluster.folder, seconds: seconds)
        }

        func worker(_ program: String, _ name: String) throws -> ChildProcess {
            try ChildProcess(program, ["--work", cluster.work, "--die-with-parent"] + options(name), in: cluster.folder)
        }
    }

    private func guarded() throws -> Guarded {
        let server = try key("server.key")
        let list = folder.path + "/allow"
        var keys: [String: (path: String, publicKey: String)] = [:]
        for (name, role) in [("client", "client"), ("other", "client"), ("operator", "operator"), ("reader", "read-only"), ("worker", "worker")] {
            let pair = try key(name + ".key")
            keys[name] = pair
            let allowed = try ChildProcess.run("huibao", ["key", "allow", "--allow", list, pair.path, role, name + " 张三"], in: folder)
            #expect(allowed.exit == 0, "\(allowed.errors)")
        }
        let cluster = try Cluster(folder: folder, extra: ["--curve-key", server.path, "--allow", list])
        return Guarded(cluster: cluster, list: list, server: server.publicKey, keys: keys)
    }

    @Test func eachRoleMayDoItsOwnAndNoMore() throws {
        let guarded = try guarded()
        defer { guarded.cluster.stop() }
        let report = folder.write("a.txt", "云泽市总工会2021年工作总结\n\n全市新增工会会员1286人。\n")
        let job = try guarded.huibao("client", "submit", report, "--label", "秘密的名字").text.trimmingLine()
        #expect(job == "1")
        // who may ask
        for name in ["client", "other", "operator", "reader"] {
            for question in [["status"], ["table"], ["worker", "list"], ["dead", "list"]] {
                let outcome = try ChildProcess.run(
                    "huibao", question + ["--connect", guarded.cluster.control] + guarded.options(name), in: folder, seconds: 30)
                #expect(outcome.exit == 0, "\(name) \(question): \(outcome.errors)")
            }
        }
        // who may change what
        func denied(_ name: String, _ arguments: String...) throws {
            let outcome = try ChildProcess.run(
                "huibao", arguments + ["--connect", guarded.cluster.control] + guarded.options(name), in: folder, seconds: 30)
            #expect(outcome.exit == 7 && (outcome.errors.contains("not for a key of the role") || outcome.errors.contains("another key")), "\(name) \(arguments): \(outcome.errors)")
        }
        try denied("reader", "submit", report)
        try denied("reader", "cancel", job)
        try denied("reader", "prioritize", job, "high")
        try denied("other", "cancel", job)
        try denied("other", "prioritize", job, "low")
        for name in ["client", "reader"] {
            try denied(name, "retry", job)
            try denied(name, "dead", "replay", "7")
            try denied(name, "worker", "drain", "w")
        }
        #expect(try guarded.huibao("client", "prioritize", job, "low").exit == 0)
        #expect(try guarded.huibao("client", "cancel", job).exit == 0)
        #expect(try guarded.huibao("operator", "retry", job).exit == 0)
        #expect(try guarded.huibao("operator", "worker", "drain", "nobody").exit == 3)
        #expect(try guarded.huibao("operator", "cancel", job).exit == 0)
        let log = guarded.cluster.aggregator.errors
        #expect(log.contains("access.denied") && !log.contains("秘密"), "denials are logged, without anybody's words")
        #expect(log.components(of: "access.denied") <= 12, "a few lines, then a count")
    }

    @Test func aRevokedKeyIsServedNothingAnyMore() throws {
        let guarded = try guarded()
        defer { guarded.cluster.stop() }
        let cluster = guarded.cluster
        let workers = try [guarded.worker("huibao-ingest", "worker"), guarded.worker("huibao-extractor", "worker")]
        let joined = Waiting.until(seconds: 20) { cluster.aggregator.errors.components(of: "worker.joined") == 2 }
        #expect(joined)
        let report = folder.write("a.txt", "云泽市总工会2021年工作总结\n\n全市新增工会会员1286人。\n")
        #expect(try guarded.huibao("client", "submit", "--wait", report).exit == 0)
        // a client that follows over a connection that is open
        let waits = folder.write("b.txt", "云泽市总工会2022年工作总结\n\n全市新增工会会员1300人。\n")
        for name in ["worker 张三", "client 张三"] {
            #expect(try ChildProcess.run("huibao", ["key", "revoke", "--allow", guarded.list, name], in: folder).exit == 0)
        }
        for worker in workers {
            let end = worker.wait(seconds: 10)
            #expect(end.exit == 7 && end.errors.contains("access.revoked"), "\(end.errors)")
        }
        #expect(try JSONValue(guarded.huibao("operator", "worker", "list", "--format", "json").output).items().isEmpty)
        let refused = try guarded.huibao("client", "submit", waits)
        #expect(refused.exit == 6 || refused.exit == 7 || refused.exit == 8, "\(refused.exit ?? -1)")
        #expect(try guarded.huibao("other", "status").exit == 0)
        // and let in again
        let back = try ChildProcess.run(
            "huibao", ["key", "allow", "--allow", guarded.list, guarded.keys["client"]?.publicKey ?? "", "client"], in: folder)
        #expect(back.exit == 0)
        #expect(try guarded.huibao("client", "submit", waits).exit == 0)
    }

    @Test func anOpenConnectionOfARevokedKeyGetsATypedErrorAndNoEvents() throws {
        let guarded = try guarded()
        defer { guarded.cluster.stop() }
        let report = folder.write("a.txt", "云泽市总工会2021年工作总结\n\n全市新增工会会员1286人。\n")
        #expect(try guarded.huibao("client", "submit", report).exit == 0)
        // waits for a job that no worker is there for, asking again and again over one connection
        let follower = try ChildProcess(
            "huibao",
            ["watch", "1", "--connect", guarded.cluster.control, "--events", guarded.cluster.events, "--timeout", "20s"] + guarded.options("reader"), in: folder)
        usleep(1_500_000)
        #expect(follower.isRunning)
        #expect(try ChildProcess.run("huibao", ["key", "revoke", "--allow", guarded.list, "reader 张三"], in: folder).exit == 0)
        let end = follower.wait(seconds: 10)
        #expect(end.exit == 7 && end.errors.contains("not on the list of keys any more"), "\(end.errors)")
        // subscriptions of others came back by themselves
        #expect(try guarded.huibao("operator", "status").exit == 0)
        #expect(guarded.cluster.aggregator.isRunning)
    }

    @Test func aRevokedSubscriberHearsNothingMore() throws {
        let guarded = try guarded()
        defer { guarded.cluster.stop() }
        let context = try Context()
        func subscribed(_ name: String) throws -> Socket {
            var options = SocketOptions()
            options.immediate = false
            let secret = Repository.fileBytes(guarded.keys[name]?.path ?? "").map { String(decoding: $0, as: UTF8.self) } ?? ""
            let key = try #require(secret.split(separator: "\n").last?.split(separator: "\"").last.map(String.init))
            options.security = .curveClient(serverKey: guarded.server, keys: try CurveKeyPair(secretKey: key))
            let socket = try Socket(context, .subscribe, options: options)
            try socket.subscribe("")
            try socket.connect(guarded.cluster.events)
            return socket
        }
        func hears(_ socket: Socket, seconds: Int = 5) throws -> Bool {
            var poller = Poller()
            _ = try poller.add(socket)
            try poller.wait(milliseconds: seconds * 1000)
            var heard = false
            while case .message = try socket.receive() { heard = true }
            return heard
        }
        let gone = try subscribed("reader"), stays = try subscribed("operator")
        sleep(1)
        func submit(_ number: Int) throws {
            let report = folder.write("e\(number).txt", "云泽市总工会202\(number)年工作总结\n")
            #expect(try guarded.huibao("client", "submit", report).exit == 0)
        }
        try submit(1)
        #expect(try hears(gone) && hears(stays))
        #expect(try ChildProcess.run("huibao", ["key", "revoke", "--allow", guarded.list, "reader 张三"], in: folder).exit == 0)
        // the next thing that anybody says lets the aggregator see it; whoever may still listen is back within a moment
        #expect(try guarded.huibao("operator", "status").exit == 0)
        // what was published before that may still be on its way
        while try hears(gone, seconds: 1) {}
        var heardAgain = false
        for number in 2..<12 where !heardAgain {
            try submit(number)
            heardAgain = try hears(stays, seconds: 2)
        }
        #expect(heardAgain)
        #expect(try !hears(gone, seconds: 1))
    }

    @Test func keyFilesThatOthersMayReadAreRefused() throws {
        let own = try key("own.key")
        #expect(unsafe chmod(own.path, 0o644) == 0)
        let shown = try ChildProcess.run("huibao", ["key", "show", own.path], in: folder)
        #expect(shown.exit == 1 && shown.errors.contains("open to others") && shown.errors.contains("chmod 600"), "\(shown.errors)")
        let list = folder.write("allow", "")
        #expect(unsafe chmod(list, 0o666) == 0)
        let allowed = try ChildProcess.run("huibao", ["key", "allow", "--allow", list, String(repeating: "a", count: 40), "client"], in: folder)
        #expect(allowed.exit == 1 && allowed.errors.contains("written by others"), "\(allowed.errors)")
    }

    @Test func keysWithoutAListAreRefused() throws {
        let server = try key("server.key")
        let outcome = try ChildProcess.run(
            "huibao-aggregator", ["--ledger", folder.path + "/l.sqlite", "--curve-key", server.path], in: folder, seconds: 20)
        #expect(outcome.exit == 2 && outcome.errors.contains("--allow"), "\(outcome.errors)")
    }

    /// Every socket of every program, one at a time.
    @Test(arguments: [
        ("huibao-aggregator", ["--work", "tcp://0.0.0.0:17411"]), ("huibao-aggregator", ["--control", "tcp://*:17410"]),
        ("huibao-aggregator", ["--events", "tcp://[::]:17412"]), ("huibao-ingest", ["--work", "tcp://192.0.2.7:7411"]),
        ("huibao-extractor", ["--work", "tcp://desk.example:7411"]), ("huibao", ["status", "--connect", "tcp://192.0.2.7:7410"]),
        ("huibao", ["watch", "1", "--connect", "tcp://127.0.0.1:9", "--events", "tcp://192.0.2.7:7412"]),
    ]) func anOpenEndpointBeyondThisMachineIsRefused(_ program: String, _ arguments: [String]) throws {
        let own = program == "huibao-aggregator" ? ["--ledger", folder.path + "/l.sqlite"] : []
        let outcome = try ChildProcess.run(program, arguments + own, in: folder, seconds: 20)
        #expect(outcome.exit == 2 && outcome.errors.contains("reaches beyond this machine") && outcome.errors.contains("--insecure"), "\(outcome.exit ?? -1): \(outcome.errors)")
    }

    @Test func insecureInSoManyWordsIsTakenAndLogged() throws {
        let child = try ChildProcess(
            "huibao-aggregator",
            ["--ledger", folder.path + "/l.sqlite", "--control", "tcp://0.0.0.0:*", "--work", "tcp://127.0.0.1:*", "--events", "tcp://127.0.0.1:*",
             "--insecure", "--die-with-parent"], in: folder)
        #expect(Waiting.until(seconds: 20) { child.output.contains("listening") && child.errors.contains("aggregator.insecure") }, "\(child.errors)")
        child.signal(SIGKILL)
        _ = child.wait(seconds: 5)
    }
}

extension String {
    /// How often the text stands in this one.
    func components(of text: String) -> Int { ranges(of: text).count }

    /// More clients than may be: those that are here are served, the next ones are told why not.
    @Test func whoComesWhenAllPlacesAreTakenIsTold() throws {
        let cluster = try Cluster(extra: ["--clients", "3"])
        defer { cluster.stop() }
        var sockets: [Socket] = []
        let context = try Context()
        for number in 0..<5 {
            let socket = try Socket(context, .dealer)
            try socket.connect(cluster.control)
            sockets.append(socket)
            for round in 0..<2 {
                let request = MessageCodec.encode(ListWorkers(id: "\(number).\(round)"))
                #expect(Waiting.until(seconds: 10) { (try? socket.send([request.header])) == .sent })
                var answer: ToClient?
                let came = Waiting.until(seconds: 10) {
                    guard case .message(let frames)? = try? socket.receive() else { return false }
                    answer = try? MessageCodec.decode(Frames(header: frames[0], payloads: []), as: ToClient.self)
                    return true
                }
                #expect(came)
                switch answer {
                case .workers(let reply)?: #expect(number < 3 && reply.id == "\(number).\(round)")
                case .failure(let failure)?: #expect(number >= 3 && failure.code == "client.limit" && failure.id == "\(number).\(round)")
                default: Issue.record("no answer for \(number)")
                }
            }
        }
        let more = try cluster.huibao("status", "--timeout", "3s")
        #expect(more.exit == 6 && more.errors.contains("as many as may be"), "\(more.exit ?? -1) \(more.errors)")
    }
}
