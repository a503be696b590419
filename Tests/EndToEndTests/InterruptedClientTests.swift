import Glibc
import TestSupport
import Testing

/// Ctrl-C on clients that wait: they say so and go, and the job goes on without them.
@Suite struct InterruptedClientTests {
    @Test(arguments: ["watch", "submit"]) func aWaitingClientGoesCleanly(verb: String) throws {
        let cluster = try Cluster()
        let one = cluster.folder.write("one.txt", "青岭市总工会2021年工作总结\n\n全市新增工会会员1286人。\n")
        let other = cluster.folder.write("other.txt", "云泽市总工会2021年工作总结\n\n全市新增工会会员2186人。\n")
        let connect = ["--connect", cluster.control]
        let words = verb == "watch" ? [verb, "1"] : [verb, "--wait", other]
        #expect(try ChildProcess.run("huibao", ["submit", one] + connect, in: cluster.folder, seconds: 60).exit == 0)
        // nothing tells from outside that it waits: a signal that came too early to be minded is sent again to another one, later
        var said: ChildProcess.Outcome?
        for delay: UInt32 in [1, 2, 4, 8] where said?.exit != 130 {
            let client = try ChildProcess("huibao", words + connect, in: cluster.folder)
            sleep(delay)
            #expect(client.isRunning)
            client.signal(SIGINT)
            said = client.wait(seconds: 30)
        }
        #expect(said?.exit == 130)
        #expect(said?.errors.contains("stopped by a signal") == true, "\(said?.errors ?? "")")
        try cluster.start("huibao-ingest")
        try cluster.start("huibao-extractor")
        #expect(try ChildProcess.run("huibao", ["watch", "1"] + connect, in: cluster.folder, seconds: 60).exit == 0)
    }
}
