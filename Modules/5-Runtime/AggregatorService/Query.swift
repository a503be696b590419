internal import Base
internal import Ledger
internal import Platform
internal import Protocol

/// A question that only reads. Answered on the reader's thread, so that a long table never holds the dispatch up.
enum Query: Sendable {
    /// What the dispatcher and the ledger's thread know is told at the moment of the question.
    case status(Address, job: Int64?, StatusReply)
    /// For the status board; nobody waits for an answer here.
    case board(StatusReply)
    case table(Address, GetTable)
    case observations(Address, GetObservations)
    case deadLetters(Address, ListDeadLetters)
    case corrections(Address, GetCorrections)
    case document(Address, GetDocument)
}

/// An answer on its way to a client.
struct Answer: Sendable {
    var address: Address
    var frames: Frames
    /// Whether somebody relies on it that what it tells stands: numbers that leave the house, a job that has ended. How things stand at
    /// the moment does not: it is another thing a moment later anyway.
    var isPromise: Bool
}

/// Answers questions from a reader's connection.
struct Librarian {
    /// Area code of each indicator, from the codebook in force.
    let areaOfIndicator: [String: String]
    let board: StatusBoard

    /// Runs on the reader's thread.
    func answer(_ queries: [Query], from reader: LedgerReader) -> [Answer] {
        queries.compactMap { query in
            switch query {
            case .board(let draft):
                // where the ledger cannot be read, what is known without it is told
                board.publish((try? status(nil, draft, reader)) ?? draft)
                return nil
            case .status(let address, let job, let draft):
                do throws(LedgerError) {
                    let reply = try status(job, draft, reader)
                    // who waits for a job goes away when it has ended
                    let hasEnded = job != nil && reply.jobs.contains { $0.state == .done || $0.state == .cancelled }
                    return Answer(address: address, frames: encode(reply), isPromise: hasEnded)
                } catch {
                    return failure(address, error)
                }
            case .table(let address, let request):
                return reply(address) { () throws(LedgerError) in try table(address, request, reader) }
            case .observations(let address, let request):
                return reply(address) { () throws(LedgerError) in
                    let page = try reader.observations(after: request.after, limit: request.limit)
                    return encode(Page(id: address.id, next: page.next, count: page.count), [page.bytes])
                }
            case .corrections(let address, let request):
                return reply(address) { () throws(LedgerError) in
                    let page = try reader.corrections(after: request.after, limit: request.limit)
                    return encode(Page(id: address.id, next: page.next, count: page.count), [page.bytes])
                }
            case .document(let address, let request):
                return reply(address) { () throws(LedgerError) in
                    let body = try reader.documentBody(sha256: request.sha256)
                    let trace = body == nil ? nil : try reader.trace(ofDocument: request.sha256)
                    return encode(Page(id: address.id, next: "", count: body == nil ? 0 : 1, trace: trace), [body ?? []])
                }
            case .deadLetters(let address, let request):
                return reply(address) { () throws(LedgerError) in
                    encode(DeadLettersReply(id: address.id, letters: try reader.deadLetters(job: request.job, limit: request.limit)))
                }
            }
        }
    }

    private func reply(_ address: Address, _ body: () throws(LedgerError) -> Frames) -> Answer {
        do throws(LedgerError) {
            return Answer(address: address, frames: try body(), isPromise: true)
        } catch {
            return failure(address, error)
        }
    }

    private func failure(_ address: Address, _ error: LedgerError) -> Answer {
        Answer(address: address, frames: encode(Failure(id: address.id, error)), isPromise: false)
    }

    private func encode(_ body: some MessageBody, _ payloads: [[UInt8]] = []) -> Frames {
        MessageCodec.encode(body, payloads: payloads)
    }

    private func status(
        _ job: Int64?, _ draft: StatusReply, _ reader: LedgerReader
    ) throws(LedgerError) -> StatusReply {
        var reply = draft
        if let job {
            reply.jobs = [try reader.job(job)]
        } else {
            reply.jobs = try reader.jobs(limit: 100)
            reply.history = try reader.history(since: WallClock.milliseconds() / 60_000 - 59)
        }
        for index in reply.jobs.indices { reply.jobs[index].trace = try reader.trace(ofJob: reply.jobs[index].job) }
        reply.ledger = try reader.status()
        reply.connections = Door.guests
        JobOutlook.complete(&reply)
        return reply
    }

    private func table(
        _ address: Address, _ request: GetTable, _ reader: LedgerReader
    ) throws(LedgerError) -> Frames {
        let filter = CellFilter(
            cities: request.cities, years: request.years, indicators: request.indicators, areas: request.areas,
            areaOfIndicator: areaOfIndicator)
        let page = try reader.cells(filter, after: request.after, limit: request.limit)
        return encode(Page(id: address.id, next: page.next, count: page.count), [page.bytes])
    }
}
