internal import CZeroMQ

/// A CURVE key pair, each key as 40 characters of Z85.
public struct CurveKeyPair: Sendable, Equatable, CustomStringConvertible {
    /// What others may know.
    public var publicKey: String
    /// What nobody else may know; not part of `description`.
    public var secretKey: String

    /// A pair from a key file.
    public init(publicKey: String, secretKey: String) {
        self.publicKey = publicKey
        self.secretKey = secretKey
    }

    /// A fresh pair from the system's randomness. Throws `socket.security` where libzmq has no CURVE.
    public static func generate() throws(ZeroMQError) -> CurveKeyPair {
        var publicKey = [CChar](repeating: 0, count: 41)
        var secretKey = [CChar](repeating: 0, count: 41)
        guard unsafe zmq_curve_keypair(&publicKey, &secretKey) == 0 else {
            throw ZeroMQError(.security, "generate", "CURVE keys", cause: unsafe String(cString: zmq_strerror(zmq_errno())))
        }
        return CurveKeyPair(publicKey: text(publicKey), secretKey: text(secretKey))
    }

    /// The pair that a secret key belongs to. Throws `socket.security` for anything that is no key.
    public init(secretKey: String) throws(ZeroMQError) {
        guard CurveKeyPair.isKey(secretKey) else {
            throw ZeroMQError(.security, "read", "CURVE secret key", cause: "a key is 40 characters of Z85")
        }
        var publicKey = [CChar](repeating: 0, count: 41)
        guard unsafe zmq_curve_public(&publicKey, secretKey) == 0 else {
            throw ZeroMQError(.security, "read", "CURVE secret key", cause: "a key is 40 characters of Z85")
        }
        self.init(publicKey: CurveKeyPair.text(publicKey), secretKey: secretKey)
    }

    /// Whether the text has the form of a key: 40 characters of Z85.
    public static func isKey(_ text: String) -> Bool {
        let extra = ".-:+=^!/*?&<>()[]{}@%$#".utf8
        return text.utf8.count == 40
            && text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || extra.contains(byte)
            }
    }

    /// The public key alone: the secret one never reaches a log.
    public var description: String { "CurveKeyPair(\(publicKey))" }

    private static func text(_ buffer: [CChar]) -> String {
        String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// How a socket proves itself and what it asks of its peers.
public enum SocketSecurity: Sendable, Equatable {
    /// No encryption: loopback and ipc.
    case open
    /// Listens with CURVE; peers are let in by the process's ZAP handler, which hears the domain. libzmq lets everybody in who knows
    /// the public key where no handler listens, so start the handler first.
    case curveServer(secretKey: String, zapDomain: String)
    /// Connects with CURVE to the server of that public key.
    case curveClient(serverKey: String, keys: CurveKeyPair)
}
