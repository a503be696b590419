internal import Ledger
internal import Platform
internal import Protocol
internal import Synchronization

/// Words that others rely on wait here for the disk.
///
/// ```
///  ledger's thread: a group is in the file ──┬─► what promises nothing ────────────────► role: tasks go out
///                                            └─► the rest ─► this thread: flush ───────► role: replies, Recorded, progress
///  reader's thread: how things stand ────────────────────────────────────────────────► role: replies
///                   numbers, a job's end ──────────────────►
/// ```
/// Work on a document goes on while the disk is still busy with the step before, and one flush serves all that gathered meanwhile. A power
/// cut takes back the groups since the last flush, none of which anybody was told of: workers keep their results until `Recorded`, clients
/// repeat, and what was handed out of it is handed out again.
struct Promises: Sendable {
    /// What may be told after the next flush.
    enum Word: Sendable {
        case outcome(LedgerOutcome)
        case answer(Answer)
        /// The flush failed: what is on disk only a restart can tell.
        case lost(LedgerError)
    }

    private enum Input: Sendable {
        case word(Word)
        /// Something was written since the last flush.
        case written
    }

    private let thread: WorkThread<Input, Word>
    private let steps: Steps

    /// Counts the beginnings and ends of groups: odd while one is being written.
    private final class Steps: Sendable {
        let count = Atomic<UInt64>(0)
    }

    /// `ring`: rung whenever words are there to `take`.
    init(ledger path: String, ring: Wakeup) throws {
        let steps = Steps()
        self.steps = steps
        thread = try WorkThread<Input, Word>(name: "flush", ring: ring, make: { LogAtFirstUse(path: path) }) { log, inputs in
            var words: [Word] = []
            var written = false
            for input in inputs {
                switch input {
                case .word(let word):
                    words.append(word)
                    // what it was read from may have been written a moment ago, and not be told of here yet
                    if case .answer = word, steps.count.load(ordering: .acquiring) != log.flushed { written = true }
                case .written: written = true
                }
            }
            do throws(LedgerError) {
                if written {
                    let now = steps.count.load(ordering: .acquiring)
                    try log.flush()
                    // a group that was being written may be on disk in part
                    log.flushed = now & ~1
                }
                return words
            } catch {
                return [.lost(error)]
            }
        }
    }

    /// Runs a group on the ledger's thread, and takes what must wait out of its outcomes.
    func writing(_ group: () -> [LedgerOutcome]) -> [LedgerOutcome] {
        steps.count.add(1, ordering: .acquiringAndReleasing)
        let outcomes = group()
        steps.count.add(1, ordering: .acquiringAndReleasing)
        return keep(outcomes)
    }

    /// Takes what must wait out of the outcomes of a group, and returns the rest. From the ledger's thread, when the group is in the file.
    func keep(_ outcomes: [LedgerOutcome]) -> [LedgerOutcome] {
        // nothing of a group that failed is in the file, and nothing of it is a promise
        let failed = outcomes.contains { if case .again = $0 { true } else { false } }
        let promises = failed ? [] : outcomes.filter(\.isPromise)
        guard !promises.isEmpty else { return outcomes }
        thread.submit([.written] + promises.map { .word(.outcome($0)) })
        return outcomes.filter { !$0.isPromise }
    }

    /// Takes what must wait out of the answers, which come from what was written perhaps a moment ago, and returns the rest. From the
    /// reader's thread.
    func keep(_ answers: [Answer]) -> [Answer] {
        let promises = answers.filter(\.isPromise)
        if !promises.isEmpty { thread.submit(promises.map { .word(.answer($0)) }) }
        return answers.filter { !$0.isPromise }
    }

    /// What may be told now, in order.
    func take() -> [Word] { thread.take() }

    /// Whether nothing waits. Ask the threads that submit first.
    var isIdle: Bool { thread.isIdle }

    /// Flushes what is left, then ends.
    func stop() { thread.stop() }

    /// The log stands once the ledger is open.
    private final class LogAtFirstUse {
        private let path: String
        private var log: LedgerLog?
        /// The step up to which all is on disk; none before the first flush, since the opening writes, too.
        var flushed: UInt64?

        init(path: String) { self.path = path }

        func flush() throws(LedgerError) {
            if log == nil { log = try LedgerLog(path: path) }
            try log?.flush()
        }
    }
}

extension LedgerOutcome {
    /// Whether somebody relies on it: then it is told after the flush. Which tasks are ready, and who holds them, is nobody's to rely on.
    ///
    /// A task that was opened again must not reach the dispatcher before it has heard of the task's first end: `ledgerHasMore` waits behind
    /// `settled`.
    var isPromise: Bool {
        switch self {
        case .reply(_, .failure, _): false
        case .reply, .settled, .jobs, .ledgerHasMore: true
        case .granted, .notGranted, .ended, .becameReady, .cancelled, .more, .reordered, .loaded, .stages, .again: false
        }
    }
}
