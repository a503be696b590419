internal import Ledger

/// The ledger's word on a waiting task; the dispatcher's has the same name in its own module.
typealias LedgerTask = ReadyTask
