internal import Platform
internal import Protocol

/// A test hook, off unless the environment says `HUIBAO_TEST_POISON=1`: documents whose names say so do harm, to show that the harm
/// stays with them; or `HUIBAO_TEST_SLOW=40`: each document takes so many milliseconds more.
///
/// `poison-crash` kills the process, `poison-hang` never ends, `poison-memory` takes memory until there is none, `poison-fail` fails and
/// asks to be tried again, `poison-slow` takes a second more.
struct TestPoison: TaskReader {
    let reader: any TaskReader
    let isPoisonous: Bool
    let slowness: Int

    /// The reader itself, or with the hook around it.
    static func around(_ reader: any TaskReader, environment: [String: String]) -> any TaskReader {
        let isPoisonous = environment["HUIBAO_TEST_POISON"] == "1"
        let slowness = environment["HUIBAO_TEST_SLOW"].flatMap { Int($0) } ?? 0
        guard isPoisonous || slowness > 0 else { return reader }
        return TestPoison(reader: reader, isPoisonous: isPoisonous, slowness: min(max(0, slowness), 60_000))
    }

    func read(_ payload: [UInt8], document: String) -> TaskOutcome {
        if slowness > 0 { Machine.sleep(milliseconds: Int64(slowness)) }
        guard isPoisonous else { return reader.read(payload, document: document) }
        if document.contains("poison-crash") { Machine.crash() }
        if document.contains("poison-memory") { takeAllMemory() }
        while document.contains("poison-hang") { Machine.sleep(milliseconds: 1000) }
        if document.contains("poison-fail") {
            var outcome = TaskOutcome()
            outcome.failure = TaskFailure(code: "test.poison", message: "failed as the test asked", retry: true)
            return outcome
        }
        if document.contains("poison-slow") { Machine.sleep(milliseconds: 1000) }
        return reader.read(payload, document: document)
    }

    /// Holds ever more until the limit of `--memory-limit` ends the process; without a limit it stops at 4 GB.
    private func takeAllMemory() -> Never {
        var hoard: [[UInt8]] = []
        while hoard.count < 256 {
            var block: [UInt8] = []
            block.reserveCapacity(16 << 20)
            hoard.append(block)
        }
        Machine.crash()
    }
}
