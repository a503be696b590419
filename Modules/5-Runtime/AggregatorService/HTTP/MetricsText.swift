internal import Base
internal import Protocol

/// The status as Prometheus reads it (text format 0.0.4). Pure.
///
/// Counters are the ledger's own totals: they go on after a restart. Names follow Prometheus' own habits: base units, `_total` behind
/// counters. `promtool check metrics` has no complaint.
struct MetricsText {
    /// What the process knows of itself.
    struct Machine {
        var processorSeconds: Double
        var residentBytes: Int64
        var freeBytes: Int64?
        var ready: Bool
    }

    private var text = ""

    /// The whole page.
    static func page(_ status: StatusReply, _ machine: Machine) -> String {
        var metrics = MetricsText()
        metrics.add("huibao_info", "gauge", "What runs here.", [(["version": status.software, "engine": status.engine, "codebook": status.codebook], 1)])
        metrics.one("huibao_ready", "gauge", "Whether /readyz says yes.", machine.ready ? 1 : 0)
        metrics.one("huibao_uptime_seconds", "gauge", "Since the aggregator started.", Double(status.uptimeMilliseconds) / 1000)
        if let totals = status.totals { metrics.totals(totals) }
        metrics.stages(status.stages)
        metrics.workers(status.workers)
        if let connections = status.connections, let most = status.connectionsMost {
            metrics.one("huibao_connections", "gauge", "Connections at the aggregator's sockets.", Double(connections))
            metrics.one("huibao_connections_most", "gauge", "Connections that there may be.", Double(most))
        }
        metrics.ledger(status.ledger, machine.freeBytes)
        metrics.one("process_cpu_seconds_total", "counter", "Processor time of the aggregator, user and system.", machine.processorSeconds)
        metrics.one("process_resident_memory_bytes", "gauge", "Memory that the aggregator holds.", Double(machine.residentBytes))
        return metrics.text
    }

    private mutating func totals(_ totals: WorkTotals) {
        one("huibao_documents_total", "counter", "Documents that ended, given up ones included, since the ledger began.", Double(totals.documents))
        one("huibao_documents_failed_total", "counter", "Documents that were given up, since the ledger began.", Double(totals.failedDocuments))
        func count(_ name: String, _ help: String, _ path: KeyPath<StageTotals, Int>) {
            add(name, "counter", help, Stage.allCases.map { (["stage": $0.rawValue], Double(totals[$0][keyPath: path])) })
        }
        count("huibao_tasks_finished_total", "Tasks that ended with a result.", \.finished)
        count("huibao_tasks_failed_total", "Tasks that were given up.", \.failed)
        count("huibao_task_retries_total", "Tasks that were handed out again.", \.retries)
        count("huibao_results_late_total", "Results that came too late or twice.", \.late)
    }

    private mutating func stages(_ stages: [StageStatus]) {
        add(
            "huibao_tasks", "gauge", "Tasks by stage and state.",
            stages.flatMap { stage in
                [("ready", stage.ready), ("leased", stage.leased), ("done", stage.done), ("dead", stage.dead), ("cancelled", stage.cancelled)].map {
                    (["stage": stage.stage.rawValue, "state": $0.0], Double($0.1))
                }
            })
        add(
            "huibao_stage_waiting", "gauge", "Whether tasks of the stage wait, and why.",
            stages.flatMap { stage in
                ["no-worker", "workers-busy", "draining", "ledger"].map {
                    (["stage": stage.stage.rawValue, "reason": $0], stage.waiting == $0 ? 1 : 0)
                }
            })
    }

    private mutating func workers(_ workers: [WorkerStatus]) {
        func sum(_ role: Stage, _ value: (WorkerStatus) -> Int) -> Double {
            Double(workers.reduce(0) { $0 + ($1.role == role ? value($1) : 0) })
        }
        add(
            "huibao_workers", "gauge", "Workers that are here.",
            Stage.allCases.flatMap { role in
                ["working", "idle", "draining"].map { state in
                    (["role": role.rawValue, "state": state], sum(role) { $0.state == state ? 1 : 0 })
                }
            })
        add("huibao_worker_capacity", "gauge", "Tasks that all workers take at a time.", Stage.allCases.map { (["role": $0.rawValue], sum($0, \.capacity)) })
        add("huibao_worker_held", "gauge", "Tasks in workers' hands.", Stage.allCases.map { (["role": $0.rawValue], sum($0, \.held)) })
    }

    private mutating func ledger(_ ledger: LedgerStatus, _ free: Int64?) {
        one("huibao_ledger_bytes", "gauge", "The ledger on disk.", Double(ledger.bytes))
        if let free { one("huibao_ledger_free_bytes", "gauge", "Room left where the ledger stands.", Double(free)) }
        add(
            "huibao_ledger_entries", "gauge", "What the ledger holds.",
            [("documents", ledger.documents), ("reports", ledger.reports), ("observations", ledger.observations), ("cells", ledger.cells)].map {
                (["kind": $0.0], Double($0.1))
            })
    }

    // MARK: format

    private mutating func one(_ name: String, _ type: String, _ help: String, _ value: Double) { add(name, type, help, [([:], value)]) }

    private mutating func add(_ name: String, _ type: String, _ help: String, _ samples: [(labels: [String: String], value: Double)]) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
        for sample in samples {
            let labels = sample.labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\(Self.escape($0.value))\"" }
            let number = sample.value.rounded() == sample.value && abs(sample.value) < 1e15 ? "\(Int64(sample.value))" : "\(sample.value)"
            text += name + (labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}") + " \(number)\n"
        }
    }

    private static func escape(_ text: String) -> String {
        text.reduce(into: "") { out, character in
            switch character {
            case "\\": out += "\\\\"
            case "\"": out += "\\\""
            case "\n", "\r\n": out += "\\n"
            default: out.append(character)
            }
        }
    }
}
