import Base
import Glibc
import Ledger
import Protocol

// Writes groups into a ledger for as long as it lives, and tells each on standard output once it is committed: `documents done`.
// For tests that kill it between any two instructions. Goes on where an earlier life ended.

/// One line, at once: what was told stays told when the process is killed.
func tell(_ text: String) {
    let line = Array((text + "\n").utf8)
    _ = unsafe write(1, line, line.count)
}

func body(_ number: Int) -> [UInt8] { Array("第\(number)份材料。".utf8) + [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: number % 3000) }

func run(_ path: String) throws {
    let ledger = try Ledger(path: path)
    var random = SplitMix64(seed: UInt64(getpid()))
    var (count, done) = try ledger.group(at: 1) { (group) throws(LedgerError) in
        let job = try group.openJob(token: "only", label: "")
        return (job.documents, job.done)
    }.value
    tell("\(count) \(done)")
    while true {
        let fresh = Int.random(in: 1...16, using: &random)
        let ready = try ledger.ready(.ingest, limit: Int.random(in: 0...12, using: &random))
        let reports = try ledger.ready(.extraction, limit: Int.random(in: 0...12, using: &random))
        let status = try ledger.group(at: 2) { (group) throws(LedgerError) in
            let job = try group.openJob(token: "only", label: "").job
            _ = try group.addDocuments(job: job, first: count, (count..<count + fresh).map { SubmittedDocument(name: "d\($0)", bytes: body($0)) })
            for task in ready {
                _ = try group.lease(task.task, token: "t", worker: "w")
                let header = ReportHeader(number: 0, city: "青岭市", year: 2031)
                _ = try group.recordIngest(task.task, [(header: header, body: Array("体 \(task.task)".utf8))])
            }
            for task in reports {
                let lines = Array("{\"of\":\(task.task)}\n".utf8)
                _ = try group.recordExtraction(task.task, engine: "1", codebook: "c", lines: lines, observations: 1, rejections: 0, claims: [])
            }
            return try group.job(job)
        }.value
        (count, done) = (status.documents, status.done)
        tell("\(count) \(done)")
    }
}

do {
    try run(CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : "")
} catch {
    let words = Array("\(error)\n".utf8)
    _ = unsafe write(2, words, words.count)
    exit(1)
}
