import Base
import Platform

import Testing

@Suite struct WakeupTests {
    @Test func ringsAreOneUntilDrained() throws {
        let wakeup = try Wakeup()
        #expect(!wakeup.drain())
        wakeup.ring()
        wakeup.ring()
        #expect(wakeup.drain())
        #expect(!wakeup.drain())
    }
}

@Suite struct PlainThreadTests {
    @Test func bodiesRunAndAreJoined() throws {
        let sum = Locked(0)
        let threads = try (1...8).map { n in try PlainThread(name: "a-name-that-is-too-long-\(n)") { sum.withLock { $0 += n } } }
        threads.forEach { $0.join() }
        threads.first?.join()
        #expect(sum.withLock { $0 } == 36)
    }

    @Test func aDeepStackIsGiven() throws {
        let reached = Locked(0)
        // five thousand frames of four kilobytes are beyond the eight megabytes that threads get by themselves
        @Sendable func dive(_ n: Int) -> Int {
            var room = InlineArray<512, Int>(repeating: n)
            room[n % 512] = n == 0 ? 0 : 1 + dive(n - 1)
            return room[n % 512]
        }
        try PlainThread(name: "deep", stackBytes: 64 << 20) { reached.withLock { $0 = dive(5000) } }.join()
        #expect(reached.withLock { $0 } == 5000)
    }
}

@Suite struct ChildProcessTests {
    @Test func theEndingIsTold() throws {
        #expect(try ChildProcess("/bin/sh", ["-c", "exit 7"]).wait() == .exited(7))
        let sleeper = try ChildProcess("/bin/sleep", ["100"])
        #expect(sleeper.poll() == nil)
        sleeper.signal(.kill)
        #expect(sleeper.wait() == .killed(signal: 9))
        #expect(sleeper.poll() == .killed(signal: 9))
    }

    @Test func onlyThreeDescriptorsArePassedOn() throws {
        let open = try Wakeup()
        let child = try ChildProcess(
            "/bin/sh", ["-c", "test ! -e /proc/self/fd/\(open.descriptor) && test \"$HUIBAO_X\" = 1"], environment: ["HUIBAO_X": "1"])
        #expect(child.wait() == .exited(0))
    }

    @Test func aMissingProgramIsNamed() {
        let error = #expect(throws: PlatformError.self) { try ChildProcess("/nowhere/huibao", []) }
        #expect(
            error?.description == "spawn '/nowhere/huibao': No such file or directory; check that the program is there [platform.spawn]")
        #expect(error?.exitCode == .notFound)
    }
}

@Suite struct MachineTests {
    @Test func theProcessKnowsItself() {
        #expect(!Machine.hostName().isEmpty)
        #expect(Machine.residentBytes() > 1 << 20)
        #expect(Machine.processorCount >= 1)
        #expect(Machine.processorMilliseconds() >= 0)
        #expect(Machine.environment()["PATH"] != nil)
    }

    @Test func aFileBeyondTheLimitIsRefused() throws {
        #expect(try SmallFile.read("/proc/self/comm", limit: 100).last == 10)
        let error = #expect(throws: PlatformError.self) { try SmallFile.read("/proc/self/maps", limit: 10) }
        #expect(error?.message.contains("File too large") == true)
        #expect(throws: PlatformError.self) { try SmallFile.read("/proc", limit: 10) }
    }
}

@Suite struct FileWriterTests {
    @Test func whatIsNoFileIsWrittenToAndNotReplaced() throws {
        try #require(LocalFiles.kind(of: "/dev/null") == .other)
        let writer = try FileWriter("/dev/null")
        try writer.write(Array("表".utf8))
        try writer.commit()
        #expect(try LocalFiles.kind(of: "/dev/null") == .other)
    }
}
