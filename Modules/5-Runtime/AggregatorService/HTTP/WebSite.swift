internal import Base
internal import HTTPServer
internal import Ledger
internal import Platform
internal import Protocol
internal import Runtime

/// What is served over HTTP: read-only, for operators and their tools. `handle` runs on the server's threads.
///
/// | path | what |
/// | --- | --- |
/// | `/` | the dashboard |
/// | `/status` | JSON, as `huibao status --format json` prints it |
/// | `/metrics` | for Prometheus |
/// | `/livez`, `/readyz` | 200 or 503, a line a check |
/// | `/history?minutes=N` | work by minute, a week at most |
/// | `/dead?limit=N` | dead letters |
/// | `/table?city=&year=&indicator=&area=&after=&limit=N` | cells with their evidence, and where the next page begins |
/// | `/names` | names of indicators and areas |
///
/// How workers and queues stand comes from the role thread by way of the `StatusBoard`; everything else from a reader of the ledger of its
/// own, so that no page holds the dispatch up.
final class WebSite: Sendable {
    /// Below so much room the aggregator is not ready: a group and its log must fit.
    static let leastRoom: Int64 = 64 << 20
    private let board: StatusBoard
    private let reader: Locked<LedgerReader>
    private let librarian: Librarian
    private let page = DashboardPage()
    private let names: [UInt8]
    private let ledgerPath: String
    /// Pages may only be asked for by names of this machine: no foreign site leads a browser here under its own name.
    private let ownNamesOnly: Bool

    /// Opens a reader of its own. `ownNamesOnly` where the server listens on loopback.
    init(board: StatusBoard, librarian: Librarian, names: [UInt8], ledgerPath: String, ownNamesOnly: Bool) throws {
        self.board = board
        self.librarian = librarian
        self.names = names
        self.ledgerPath = ledgerPath
        self.ownNamesOnly = ownNamesOnly
        reader = Locked(try LedgerReader(path: ledgerPath))
    }

    /// Answers one request.
    func handle(_ request: HTTPRequest) -> HTTPResponse {
        var response = isOwnName(request.host) ? route(request) : .text("this server is not known under that name", status: 421)
        response.headers += [
            .init("Cache-Control", "no-store"), .init("X-Content-Type-Options", "nosniff"), .init("Referrer-Policy", "no-referrer"),
            .init("Cross-Origin-Resource-Policy", "same-origin"),
        ]
        return response
    }

    private func route(_ request: HTTPRequest) -> HTTPResponse {
        do throws(LedgerError) {
            switch request.path {
            case "/":
                return HTTPResponse(type: "text/html; charset=utf-8", body: page.html, headers: [.init("Content-Security-Policy", page.policy)])
            case "/status": return status()
            case "/metrics": return metrics()
            case "/livez": return checks([live()])
            case "/readyz": return checks(ready())
            case "/history": return try history(request)
            case "/dead":
                let limit = number(request, "limit", 1...10_000) ?? 200
                return json(try reading { reader throws(LedgerError) in try reader.deadLetters(limit: limit) })
            case "/table": return try table(request)
            case "/names": return HTTPResponse(type: "application/json", body: names)
            default: return .text("there is nothing here; see / for the dashboard", status: 404)
            }
        } catch {
            return .text(error.description, status: error.code == "page.cursor" || error.concernsRequestOnly ? 400 : 503)
        }
    }

    // MARK: how things stand

    private func status() -> HTTPResponse {
        guard let status = board.current() else { return .text("the aggregator does not answer", status: 503) }
        return json(status, without: ["id"])
    }

    private func metrics() -> HTTPResponse {
        guard let status = board.current() else { return .text("the aggregator does not answer", status: 503) }
        let machine = MetricsText.Machine(
            processorSeconds: Double(Platform.Machine.processorMilliseconds()) / 1000, residentBytes: Platform.Machine.residentBytes(),
            freeBytes: LocalFiles.room(at: ledgerPath), ready: ready().allSatisfy(\.isGood))
        return HTTPResponse(
            type: "text/plain; version=0.0.4; charset=utf-8", body: Array(MetricsText.page(status, machine).utf8))
    }

    /// One line of a health page.
    private struct Check {
        var name: String
        var isGood: Bool
        var words: String
    }

    private func checks(_ checks: [Check]) -> HTTPResponse {
        let lines = checks.map { "\($0.isGood ? "ok  " : "FAIL") \($0.name): \($0.words)" }
        return .text(lines.joined(separator: "\n"), status: checks.allSatisfy(\.isGood) ? 200 : 503)
    }

    private func live() -> Check {
        let answers = board.current() != nil
        return Check(name: "loop", isGood: answers, words: answers ? "answers" : "no answer within 2 s: start the aggregator anew")
    }

    /// The sockets are bound before anything is served.
    private func ready() -> [Check] {
        let condition = board.condition
        let opened = try? reading { reader throws(LedgerError) in try reader.totals() }
        let room = LocalFiles.room(at: ledgerPath)
        return [
            live(), Check(name: "sockets", isGood: true, words: "bound"),
            Check(name: "ledger", isGood: opened != nil, words: opened != nil ? "reads" : "cannot be read"),
            Check(name: "writes", isGood: condition.refusal == nil, words: condition.refusal ?? "recorded"),
            Check(
                name: "disk", isGood: (room ?? .max) >= Self.leastRoom,
                words: room.map { "\($0 >> 20) MB left\($0 < Self.leastRoom ? ", \(Self.leastRoom >> 20) are needed: make room" : "")" } ?? "room unknown"),
            Check(name: "drain", isGood: !condition.draining, words: condition.draining ? "shutting down, takes nothing new" : "takes work"),
        ]
    }

    // MARK: from the ledger

    private func history(_ request: HTTPRequest) throws(LedgerError) -> HTTPResponse {
        let minutes = number(request, "minutes", 1...10_080) ?? 60
        let now = WallClock.milliseconds() / 60_000
        let since = now - Int64(minutes) + 1
        let found = try reading { reader throws(LedgerError) in try reader.history(since: since) }
        return json(HistoryPage(since: since, until: now, minutes: found))
    }

    private struct HistoryPage: Encodable {
        var since: Int64
        var until: Int64
        var minutes: [HistoryMinute]
    }

    private func table(_ request: HTTPRequest) throws(LedgerError) -> HTTPResponse {
        func list(_ name: String) -> [String] { request.query[name].map { $0.isEmpty ? [] : [$0] } ?? [] }
        // as typed, and with 市 where the ending was left out
        let cities = list("city").flatMap { $0.hasSuffix("市") ? [$0] : [$0, $0 + "市"] }
        let filter = CellFilter(
            cities: cities, years: number(request, "year", 0...9999).map { [$0] } ?? [], indicators: list("indicator"),
            areas: list("area"), areaOfIndicator: librarian.areaOfIndicator)
        let limit = number(request, "limit", 1...1000) ?? 200
        let page = try reading { reader throws(LedgerError) in
            try reader.cells(filter, after: request.query["after"] ?? "", limit: limit)
        }
        var line = JSONLine(reserving: 256)
        line.openObject()
        line.key("next"); line.string(page.next)
        line.key("count"); line.int(page.count)
        line.closeObject()
        // the cells are JSON already
        let body = line.bytes.dropLast() + Array(",\"cells\":".utf8) + page.bytes + [UInt8(ascii: "}")]
        return HTTPResponse(type: "application/json", body: Array(body))
    }

    private func reading<T: Sendable>(_ body: (LedgerReader) throws(LedgerError) -> T) throws(LedgerError) -> T {
        let outcome: Result<T, LedgerError> = reader.withLock { reader in
            reader.handOver()
            do throws(LedgerError) { return .success(try body(reader)) } catch { return .failure(error) }
        }
        return try outcome.get()
    }

    // MARK: small things

    private func json(_ value: some Encodable, without: Set<String> = []) -> HTTPResponse {
        guard let body = try? JSONText.encode(value, without: without) else { return .text("this cannot be told as JSON", status: 500) }
        return HTTPResponse(type: "application/json", body: body)
    }

    private func number(_ request: HTTPRequest, _ name: String, _ range: ClosedRange<Int>) -> Int? {
        request.query[name].flatMap { Int($0) }.map { min(max($0, range.lowerBound), range.upperBound) }
    }

    private func isOwnName(_ host: String?) -> Bool {
        guard ownNamesOnly, let host else { return true }
        var name = Substring(host.lowercased())
        if name.hasPrefix("[") {
            name = name.prefix { $0 != "]" }.dropFirst()
        } else if let colon = name.lastIndex(of: ":") {
            name = name[..<colon]
        }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return name == "localhost" || name == "::1" || parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }
}
