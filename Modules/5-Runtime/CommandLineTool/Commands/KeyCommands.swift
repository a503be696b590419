internal import Base
internal import Platform
internal import Runtime
internal import ZeroMQ

/// `huibao key …`: CURVE keys for sockets that other machines reach.
enum KeyCommands {
    static let all = [new, show]

    private static let new = Command(
        ["key", "new"], .operating, "make a key pair for sockets that other machines reach", operands: "FILE", count: 1...1,
        examples: [
            ("huibao key new aggregator.key", "prints the public key, for the others' --curve-server-key"),
            ("huibao key new desk.key", "the key of a client or worker, for --curve-key"),
        ],
        details: "The file holds the secret and can be read by its owner alone. A file that is there already is not touched.",
        exits: [.denied]
    ) { invocation in
        let path = invocation.operands[0]
        guard (try? LocalFiles.kind(of: path)) == nil else {
            throw ToolError(.usage, "'\(path)' is there already", advice: "choose another name, or remove it yourself")
        }
        let pair = try CurveKeyPair.generate()
        let file = try FileWriter(path, isSecret: true)
        try file.write(Array("public = \"\(pair.publicKey)\"\nsecret = \"\(pair.secretKey)\"\n".utf8))
        try file.commit()
        try invocation.console.write(pair.publicKey + "\n")
        return .done
    }

    private static let show = Command(
        ["key", "show"], .operating, "print the public key of a key file", operands: "FILE", count: 1...1,
        examples: [("huibao key show aggregator.key", "for the others' --curve-server-key")]
    ) { invocation in
        try invocation.console.write(Security.keys(invocation.operands[0]).publicKey + "\n")
        return .done
    }
}
