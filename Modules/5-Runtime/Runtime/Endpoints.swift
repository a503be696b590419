internal import Base
public import ZeroMQ
internal import Platform

/// Which endpoints a socket may have, given its keys: nothing leaves the machine unencrypted unless told so in so many words.
public enum Endpoints {
    /// Where clients connect, where nobody says otherwise; as the protocol's document has it.
    public static let control = "tcp://127.0.0.1:7410"
    /// Where workers connect.
    public static let work = "tcp://127.0.0.1:7411"
    /// Where progress is published.
    public static let events = "tcp://127.0.0.1:7412"
    /// Where pages and figures are served to read.
    public static let http = "127.0.0.1:7413"

    /// Whether only this machine can reach the endpoint: ipc, inproc, and tcp on the loopback.
    public static func isPrivate(_ endpoint: String) -> Bool {
        if endpoint.hasPrefix("ipc://") || endpoint.hasPrefix("inproc://") { return true }
        guard endpoint.hasPrefix("tcp://") else { return false }
        var host = endpoint.dropFirst(6)
        // connecting may name a source address first: tcp://SOURCE;HOST:PORT
        if let semicolon = host.lastIndex(of: ";") { host = host[host.index(after: semicolon)...] }
        if let colon = host.lastIndex(of: ":") { host = host[..<colon] }
        if host == "localhost" || host == "lo" || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// Throws `endpoint.open` for an endpoint beyond this machine without CURVE, unless `insecure`, and a usage error for what is
    /// no endpoint.
    public static func check(_ endpoint: String, security: SocketSecurity, insecure: Bool) throws(RuntimeError) {
        guard ["tcp://", "ipc://", "inproc://"].contains(where: { endpoint.hasPrefix($0) }) else {
            throw RuntimeError(.badValue, "'\(endpoint)' is no endpoint", advice: "write tcp://ADDRESS:PORT or ipc:///PATH")
        }
        guard !isPrivate(endpoint), security == .open, !insecure else { return }
        throw RuntimeError(
            .endpointOpen, "'\(endpoint)' reaches beyond this machine and no CURVE keys are set",
            advice: "set keys with --curve-key (and --curve-server-key where it connects), or say --insecure to go without")
    }
}

/// The options about keys, and what they make of a socket.
public enum Security {
    /// For a process that connects: its own key and the server's public one.
    public static let clientOptions = [
        OptionSpec("curve-key", .text, placeholder: "FILE", help: "File with this process's CURVE keys.").configurable(),
        OptionSpec("curve-server-key", .text, placeholder: "KEY", help: "Public CURVE key of the aggregator, 40 characters.")
            .configurable(),
        insecure,
    ]

    /// For a process that listens.
    public static let serverOptions = [
        OptionSpec("curve-key", .text, placeholder: "FILE", help: "File with this process's CURVE keys.").configurable(),
        OptionSpec("allow", .text, placeholder: "FILE", help: "Whose keys may come in: lines 'KEY ROLE NAME'; read again at SIGHUP.").configurable(),
        insecure,
    ]

    private static let insecure = OptionSpec(
        "insecure", help: "Allow endpoints beyond this machine without encryption."
    ).configurable()

    /// How a connecting socket proves itself; `.open` when no keys are set. Throws `key.file` and usage errors.
    public static func client(_ configuration: Configuration) throws(RuntimeError) -> SocketSecurity {
        guard let serverKey = configuration.string("curve-server-key") else { return .open }
        guard CurveKeyPair.isKey(serverKey) else {
            throw RuntimeError(.badValue, "--curve-server-key is no CURVE key", advice: "give the aggregator's public key, 40 characters")
        }
        guard let path = configuration.string("curve-key") else {
            throw RuntimeError(.missingOption, "--curve-server-key needs --curve-key", advice: "make keys with 'huibao key new'")
        }
        return .curveClient(serverKey: serverKey, keys: try keys(path))
    }

    /// How a listening socket proves itself; `.open` when no key is set.
    public static func server(_ configuration: Configuration, zapDomain: String = "") throws(RuntimeError) -> SocketSecurity {
        guard let path = configuration.string("curve-key") else { return .open }
        return .curveServer(secretKey: try keys(path).secretKey, zapDomain: zapDomain)
    }

    /// The list of keys that may come in; nil when no keys are set. A listener with keys must have one: encryption alone keeps nobody out.
    public static func allowList(_ configuration: Configuration) throws(RuntimeError) -> AllowList? {
        guard configuration.string("curve-key") != nil else { return nil }
        guard let path = configuration.string("allow") else {
            throw RuntimeError(
                .missingOption, "--curve-key needs --allow", advice: "name a file with one line 'KEY ROLE NAME' for each client and worker")
        }
        return try AllowList(file: path)
    }

    /// The pair of a key file: lines `public = …` and `secret = …`. Throws `key.file` when it is absent, of a wrong form, or readable
    /// by others than its owner.
    public static func keys(_ path: String) throws(RuntimeError) -> CurveKeyPair {
        let fix = "make keys with 'huibao key new'"
        guard let open = SmallFile.isOpenToOthers(path) else {
            throw RuntimeError(.keyFile, "key file '\(path)' is not there", advice: fix)
        }
        guard !open else {
            throw RuntimeError(.keyFile, "key file '\(path)' is open to others than its owner", advice: "chmod 600 '\(path)'")
        }
        let file = try ConfigurationFile(text: Configuration.read(path), path: path)
        guard let secret = file.lines.last(where: { $0.key == "secret" })?.value, let pair = try? CurveKeyPair(secretKey: secret) else {
            throw RuntimeError(.keyFile, "key file '\(path)' holds no line 'secret = KEY'", advice: fix)
        }
        if let told = file.lines.last(where: { $0.key == "public" })?.value, told != pair.publicKey {
            throw RuntimeError(.keyFile, "key file '\(path)': public and secret key do not belong together", advice: fix)
        }
        return pair
    }
}
