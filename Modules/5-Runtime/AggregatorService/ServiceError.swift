internal import Base

/// What the aggregator itself cannot do, beside what its parts report.
enum ServiceError: ProductError {
    case noWorker(String)
    case draining

    var code: String {
        switch self {
        case .noWorker: "worker.unknown"
        case .draining: "ledger.busy"
        }
    }

    var message: String {
        switch self {
        case .noWorker(let name): "no worker '\(name)' is here"
        case .draining: "the aggregator is shutting down and takes nothing new"
        }
    }

    var advice: String {
        switch self {
        case .noWorker: "huibao worker list shows the workers"
        case .draining: "send it again when the aggregator is back"
        }
    }

    var exitCode: ExitCode {
        switch self {
        case .noWorker: .notFound
        case .draining: .unreachable
        }
    }
}
