internal import Base
internal import Dialog
internal import Digest
internal import HTTPServer
internal import Ledger
internal import Platform
internal import Protocol
internal import Runtime
internal import ZeroMQ

/// What the ledger tells when it is opened.
struct LedgerOpening: Sendable {
    var leases: [StandingLease]
    var ingest: StageCounts
    var extraction: StageCounts
    var totals: WorkTotals
    /// Jobs whose cancellation ended halfway.
    var halfCancelled: [Int64]
    /// Reports that another engine or codebook extracted and that are read anew.
    var reopened: Int
}

/// Puts the aggregator together and runs it.
public enum AggregatorDaemon {
    /// The daemon's `main`: never returns.
    public static func main() -> Never {
        DaemonMain.run(AggregatorOptions.table) { surroundings in try run(surroundings) }
    }

    private static func run(_ surroundings: DaemonMain.Surroundings) throws {
        let settings = AggregatorSettings(surroundings.configuration)
        let codebook = try CodebookInForce(path: settings.codebookPath)
        let ring = try Wakeup()
        let opening = Locked<LedgerOpening?>(nil)
        let promises = try Promises(ledger: settings.ledgerPath, ring: ring)
        defer { promises.stop() }
        let ledger = try openLedger(settings, codebook, ring, promises, opening)
        defer { ledger.stop() }
        let board = StatusBoard(ring: ring)
        let librarian = Librarian(areaOfIndicator: codebook.areaOfIndicator, board: board)
        let path = settings.ledgerPath
        let reader = try WorkThread<Query, Answer>(name: "reader", ring: ring, make: { try LedgerReader(path: path) }) { reader, queries in
            promises.keep(librarian.answer(queries, from: reader))
        }
        defer { reader.stop() }
        let configuration = surroundings.configuration
        let connections = Connections(descriptors: Machine.raiseOpenFilesLimit(), clients: settings.clients)
        let allowed = try Security.allowList(configuration)
        let sockets = try AggregatorSockets(
            settings, security: { name throws(RuntimeError) in try Security.server(configuration, zapDomain: name) }, connections: connections,
            context: try Context())
        guard let opened = opening.withLock({ $0 }) else { return }
        let web = try WebFront.open(settings, log: surroundings.log) { ownNamesOnly in
            try WebSite(board: board, librarian: librarian, names: codebook.names, ledgerPath: path, ownNamesOnly: ownNamesOnly)
        }
        let role = AggregatorRole(
            settings, codebook: codebook, sockets: sockets, dispatcher: dispatcher(settings, codebook, opened), opening: opened, ledger: ledger,
            reader: reader, promises: promises, board: board, connections: connections, log: surroundings.log,
            gatekeeper: Gatekeeper(list: allowed, path: configuration.string("allow"), log: surroundings.log))
        let listening = sockets.listening + (web.map { " http=http://\($0.address)/" } ?? "")
        Terminal.write([UInt8]((listening + "\n").utf8), to: .output)
        if allowed == nil, settings.listensBeyondThisMachine {
            surroundings.log.warning("aggregator.insecure", "--insecure: anybody who reaches these sockets may do everything")
        }
        surroundings.log.info(
            "aggregator.ready", listening, ["ledger": .text(path), "codebook": .text(codebook.digest), "reopened": .number(opened.reopened)])
        let drain = surroundings.configuration.milliseconds("drain-time") ?? 30_000
        try RoleLoop(wakeup: ring, signals: surroundings.signals, drainMilliseconds: drain).run(role)
        withExtendedLifetime(web) {}
        surroundings.log.info("aggregator.over", "stopped")
    }

    private static func openLedger(
        _ settings: AggregatorSettings, _ codebook: CodebookInForce, _ ring: Wakeup, _ promises: Promises,
        _ opening: Locked<LedgerOpening?>
    ) throws -> WorkThread<LedgerWork, LedgerOutcome> {
        let turn = LedgerTurn(engine: codebook.engine, codebook: codebook.digest)
        let path = settings.ledgerPath
        let keeps = settings.keepsExtractions
        let told = Told()
        let thread = try WorkThread<LedgerWork, LedgerOutcome>(name: "ledger", ring: ring) {
            let ledger = try Ledger(path: path)
            let reopened = try ledger.group(at: WallClock.milliseconds()) { group throws(LedgerError) in
                keeps ? 0 : try group.adopt(engine: codebook.engine, codebook: codebook.digest)
            }
            let leases = try ledger.leases()
            let halfCancelled = try ledger.halfCancelledJobs()
            told.opening.withLock {
                $0 = LedgerOpening(
                    leases: leases, ingest: ledger.stageCounts(.ingest), extraction: ledger.stageCounts(.extraction),
                    totals: ledger.totals, halfCancelled: halfCancelled, reopened: reopened.value)
            }
            return ledger
        } turn: { ledger, works in
            promises.writing { turn.perform(works, on: ledger) }
        }
        opening.withLock { $0 = told.opening.withLock { $0 } }
        return thread
    }

    /// Carries the opening from the ledger's thread.
    private final class Told: Sendable {
        let opening = Locked<LedgerOpening?>(nil)
    }

    private static func dispatcher(_ settings: AggregatorSettings, _ codebook: CodebookInForce, _ opening: LedgerOpening) -> Dispatcher {
        var measures = DispatchSettings()
        measures.heartbeatMilliseconds = settings.heartbeatMilliseconds
        measures.leaseMilliseconds = settings.leaseMilliseconds
        measures.engine = codebook.engine
        measures.codebook = codebook.digest
        var dispatcher = Dispatcher(settings: measures, incarnation: String(RandomToken.make().prefix(12)))
        let leases = opening.leases.map { lease in
            RestoredLease(
                ready: ReadyTask(task: lease.task, byteCount: 0, handouts: lease.attempt, blames: max(0, lease.attempt - 1)),
                stage: lease.stage, token: lease.token, worker: lease.worker)
        }
        dispatcher.restore(leases, at: .now())
        return dispatcher
    }
}
