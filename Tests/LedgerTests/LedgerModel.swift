import Ledger
import Protocol

/// What the ledger should hold, kept in the plainest way: everything is counted anew whenever it is asked for.
struct LedgerModel {
    enum Ending: Equatable { case open, done, dead, cancelled }

    struct Task: Equatable {
        var ending = Ending.open
        var isLeased = false
        var attempts = 0
        var crashes = 0
        var observations = 0
        /// Of the extraction that stands, also while the task is open again.
        var engine: String?

        /// Open, without a stain; what an earlier extraction told stays until it is replaced.
        var anew: Task { Task(observations: observations, engine: engine) }
    }

    struct Document {
        var name: String
        var tasks: [Int64: Task]
        var reports = 0

        var observations: Int { tasks.values.reduce(0) { $0 + $1.observations } }
        var ending: Ending {
            let endings = tasks.values.map(\.ending)
            return endings.contains(.open) ? .open : endings.contains(.dead) ? .dead : endings.contains(.cancelled) ? .cancelled : .done
        }
    }

    struct Entry {
        var document: Int64
        var isKnown: Bool
        var isGivenUp = false
    }

    struct Job {
        var isClosed = false
        var isCancelled = false
        var entries: [Entry] = []
    }

    var jobs: [Int64: Job] = [:]
    var documents: [Int64: Document] = [:]
    var documentOfText: [String: Int64] = [:]
    var engine = "e1"

    func document(of task: Int64) -> Int64? { documents.first { $0.value.tasks[task] != nil }?.key }
    func task(_ id: Int64) -> Task? { document(of: id).flatMap { documents[$0]?.tasks[id] } }

    mutating func change(_ id: Int64, _ body: (inout Task) -> Void) {
        guard let document = document(of: id) else { return }
        if var task = documents[document]?.tasks[id] {
            body(&task)
            documents[document]?.tasks[id] = task
        }
    }

    func openTasks(_ stage: Int64) -> [Int64] {
        documents.values.flatMap(\.tasks).filter { $0.value.ending == .open && !$0.value.isLeased && stageOf($0.key) == stage }.map(\.key)
            .sorted()
    }

    func allTasks() -> [Int64] { documents.values.flatMap(\.tasks.keys).sorted() }
    func stageOf(_ task: Int64) -> Int64 { task % (1 << 20) == 0 ? 0 : 1 }

    func counts(_ stage: Stage) -> StageCounts {
        let tasks = documents.values.flatMap(\.tasks).filter { stageOf($0.key) == (stage == .ingest ? 0 : 1) }.map(\.value)
        func count(_ test: (Task) -> Bool) -> Int { tasks.filter(test).count }
        return StageCounts(
            ready: count { $0.ending == .open && !$0.isLeased }, leased: count { $0.isLeased }, done: count { $0.ending == .done },
            dead: count { $0.ending == .dead }, cancelled: count { $0.ending == .cancelled })
    }

    /// The job as it should be told, its times apart.
    func status(_ id: Int64) -> JobStatus? {
        guard let job = jobs[id] else { return nil }
        var status = JobStatus(
            job: id, label: "", state: .open, documents: job.entries.count, known: job.entries.filter(\.isKnown).count, done: 0, failed: 0,
            cancelled: 0, reports: 0, observations: 0, createdAt: 0, finishedAt: nil, priority: .normal)
        var counted: Set<Int64> = []
        for entry in job.entries {
            guard let document = documents[entry.document], !entry.isGivenUp else { status.cancelled += 1; continue }
            switch document.ending {
            case .open: break
            case .done: status.done += 1
            case .dead: status.failed += 1
            case .cancelled: status.cancelled += 1
            }
            if [.done, .dead].contains(document.ending), counted.insert(entry.document).inserted {
                status.reports += document.reports
                status.observations += document.observations
            }
        }
        status.state = job.isCancelled ? .cancelled : !job.isClosed ? .open : status.waiting > 0 ? .running : .done
        return status
    }

    // MARK: operations

    mutating func add(_ text: String, to job: Int64, document: Int64) {
        let known = documentOfText[text]
        if let known {
            if documents[known]?.ending == .cancelled { reopen(known) }
        } else {
            documentOfText[text] = document
            documents[document] = Document(name: text, tasks: [document << 20: Task()])
        }
        jobs[job]?.entries.append(Entry(document: known ?? document, isKnown: known != nil))
    }

    mutating func reopen(_ document: Int64) {
        for (id, task) in documents[document]?.tasks ?? [:] where task.ending == .dead || task.ending == .cancelled {
            documents[document]?.tasks[id] = task.anew
        }
    }

    mutating func adopt(_ new: String) -> Int {
        engine = new
        let stale = documents.values.flatMap(\.tasks).filter { $0.value.ending == .done && ($0.value.engine ?? new) != new }.map(\.key)
        for task in stale { change(task) { $0 = $0.anew } }
        return stale.count
    }

    mutating func cancel(_ id: Int64) -> [Int64] {
        guard let status = status(id), status.state == .open || status.state == .running else { return [] }
        jobs[id]?.isCancelled = true
        var stopped: [Int64] = []
        for (place, entry) in (jobs[id]?.entries ?? []).enumerated() where documents[entry.document]?.ending == .open {
            jobs[id]?.entries[place].isGivenUp = true
        }
        for entry in jobs[id]?.entries ?? [] where entry.isGivenUp && documents[entry.document]?.ending == .open {
            let wanted = jobs.values.contains { job in
                !job.isCancelled && job.entries.contains { $0.document == entry.document && !$0.isGivenUp }
            }
            guard !wanted else { continue }
            for (task, state) in documents[entry.document]?.tasks ?? [:] where state.ending == .open {
                change(task) {
                    $0.ending = .cancelled; $0.isLeased = false
                }
                stopped.append(task)
            }
        }
        return stopped.sorted()
    }

    mutating func retry(_ id: Int64) -> Int {
        if jobs[id]?.isCancelled == true { jobs[id]?.isCancelled = false; jobs[id]?.isClosed = true }
        var count = 0
        for (place, entry) in (jobs[id]?.entries ?? []).enumerated() {
            jobs[id]?.entries[place].isGivenUp = false
            guard let document = documents[entry.document], [.dead, .cancelled].contains(document.ending) else { continue }
            count += document.tasks.values.filter { $0.ending == .dead || $0.ending == .cancelled }.count
            reopen(entry.document)
        }
        return count
    }
}
