internal import Base
internal import Platform
internal import Protocol
internal import Runtime
internal import ZeroMQ

/// Who may come in and do what: the list of keys, looked at again whenever its file changes.
///
/// ```
/// handshake ── ZAP: on the list, in a role of that socket? ──► messages ── each: still on the list? may its role do that? ──► served
/// ```
/// Every message is held against the list as it stands then, by the key that its connection proved itself with: who is taken off
/// gets nothing served from that moment on, whatever connections are open. Without keys (loopback, ipc) everybody may do everything.
struct Gatekeeper {
    private(set) var list: AllowList?
    private let path: String?
    private var seen: LocalFiles.Attributes?
    private var lookedAt: MonotonicTime?
    private let log: Log

    /// `list` nil: no keys are set. `path`: the file that it came from.
    init(list: AllowList?, path: String?, log: Log) {
        self.list = list
        self.path = list == nil ? nil : path
        self.log = log
        seen = self.path.flatMap(LocalFiles.attributes)
    }

    /// Reads the list again where its file has changed; asked at each turn, looks ten times a second at most, unless somebody knocks
    /// (`atOnce`). True when the list is another one now. A file that cannot be read leaves the list as it was.
    mutating func refresh(at now: MonotonicTime, atOnce: Bool = false) -> Bool {
        guard let path else { return false }
        if !atOnce, let lookedAt, now.milliseconds(since: lookedAt) < 100 { return false }
        lookedAt = now
        guard LocalFiles.attributes(of: path) != seen else { return false }
        return reload()
    }

    /// Reads the list again. True when it is another one now.
    mutating func reload() -> Bool {
        guard let path else { return false }
        seen = LocalFiles.attributes(of: path)
        do throws(RuntimeError) {
            let fresh = try AllowList(file: path)
            log.info("aggregator.allow", "the list of keys was read again", ["keys": .number(fresh.entries.count)])
            guard fresh != list else { return false }
            list = fresh
            return true
        } catch {
            log.error(error)
            return false
        }
    }

    /// Whether a peer may connect to one of the aggregator's sockets, told by its ZAP domain.
    func admits(_ request: ZAPRequest) -> Bool {
        guard let role = list?[request.publicKey]?.role else { return list == nil }
        return switch request.domain {
        case "work": role == .worker
        case "control", "events": role.may(.ask)
        default: false
        }
    }

    /// Whether the peer may speak at the work socket.
    func checkWorker(_ key: String) throws(AccessError) {
        guard let list else { return }
        guard let role = list[key]?.role else { throw AccessError.revoked }
        guard role == .worker else { throw AccessError.denied("work", role.rawValue) }
    }

    /// What a request may touch: nil for all, else only jobs of the key returned.
    func check(_ request: FromClient, _ key: String) throws(AccessError) -> String? {
        guard let list else { return nil }
        guard let role = list[key]?.role else { throw AccessError.revoked }
        guard role.may(request.permission) else { throw AccessError.denied(type(of: request.body).kind, role.rawValue) }
        return role.ownsOnly ? key : nil
    }

    /// Keys that the other list allowed something and this one does not.
    func lost(since before: AllowList?) -> Bool {
        before?.entries.contains { list?[$0.key]?.role != $0.role } ?? false
    }
}

/// A request that its sender may not make.
enum AccessError: ProductError {
    /// The kind of request, and the role that does not allow it.
    case denied(String, String)
    /// The key is on the list no more.
    case revoked
    /// More messages a second than one peer may send.
    case rate
    /// As many clients are here as may be.
    case crowd(Int)

    var code: String {
        switch self {
        case .denied: "access.denied"
        case .revoked: "access.revoked"
        case .rate: "protocol.rate"
        case .crowd: "client.limit"
        }
    }

    var message: String {
        switch self {
        case .denied(let kind, let role): "'\(kind)' is not for a key of the role \(role)"
        case .revoked: "this key is not on the list of keys any more"
        case .rate: "more messages a second than one peer may send; what was too much is dropped"
        case .crowd(let most): "\(most) clients are here, as many as may be"
        }
    }

    var advice: String {
        switch self {
        case .denied: "ask an operator, or have the key allowed in another role with 'huibao key allow'"
        case .revoked: "have it allowed again with 'huibao key allow'"
        case .rate: "send larger groups, or wait"
        case .crowd: "try again in a minute, or have the aggregator started with more --clients"
        }
    }

    var exitCode: ExitCode {
        switch self {
        case .denied, .revoked: .denied
        case .rate: .failure
        case .crowd: .unreachable
        }
    }
}

extension AccessError: Equatable {}
