internal import Base
internal import Export
internal import FoundationEssentials
internal import Platform
internal import Runtime
internal import ZeroMQ

/// `huibao key …`: CURVE keys for sockets that other machines reach, and the list of those that may come in.
enum KeyCommands {
    static let all = [new, show, allow, list, revoke]

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

    /// The aggregator's own option of that name, so that one variable serves both.
    private static let file = OptionSpec(
        "allow", .text, placeholder: "FILE", help: "The list of keys that the aggregator was given with --allow.", environment: "HUIBAO_ALLOW")

    private static let allow = Command(
        ["key", "allow"], .operating, "let a key in, or give it another role", operands: "KEY ROLE [NAME]", count: 2...3,
        options: [file],
        examples: [
            ("huibao key allow --allow keys 'rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7' worker desk-2", "a public key, as 'key show' prints it"),
            ("huibao key allow --allow keys desk.key read-only 统计处", "the public key of a key file"),
        ],
        details: """
            Roles: client submits, cancels and prioritises its own jobs and asks; operator does all that there is; read-only
            asks; worker works and nothing else. A running aggregator sees the change within a moment.
            """,
        exits: [.denied]
    ) { invocation in
        let words = invocation.operands
        guard let role = AllowList.Role(rawValue: words[1]) else {
            let roles = AllowList.Role.allCases.map(\.rawValue)
            let near = Spelling.nearest(to: words[1], among: roles).map { "did you mean '\($0)'? " } ?? ""
            throw ToolError(.usage, "'\(words[1])' is no role", advice: near + "give one of \(roles.joined(separator: ", "))")
        }
        let key = CurveKeyPair.isKey(words[0]) ? words[0] : try Security.keys(words[0]).publicKey
        let before = try keys(invocation).allow(AllowList.Entry(key: key, role: role, name: words.count > 2 ? words[2] : ""))
        let was = before.map { $0.role == role ? " (as before)" : " (was \($0.role.rawValue))" } ?? ""
        invocation.console.say("\(key) may come in as \(role.rawValue)\(was)")
        return .done
    }

    private static let list = Command(
        ["key", "list"], .operating, "the keys that may come in", options: [file, CommonOptions.listFormat],
        examples: [("huibao key list --allow keys", "key, role and whose it is"), ("huibao key list --format json", "for scripts")]
    ) { invocation in
        let entries = try keys(invocation).read().entries
        if invocation.options.string("format") == "json" {
            try invocation.console.write(JSONText.encode(entries.map { ListedKey(key: $0.key, role: $0.role.rawValue, name: $0.name) }))
        } else if entries.isEmpty {
            invocation.console.say("no key may come in; allow one with 'huibao key allow'")
        } else {
            var table = TextTable([.init("Key"), .init("Role"), .init("Name", yields: 1)])
            for entry in entries { table.add([entry.key, entry.role.rawValue, entry.name]) }
            try invocation.console.write(table.text(width: invocation.console.outputColumns))
        }
        return .done
    }

    private static let revoke = Command(
        ["key", "revoke"], .operating, "let a key in no more", operands: "KEY|NAME", count: 1...1, options: [file],
        examples: [("huibao key revoke --allow keys desk-2", "by its name, where one key has it")],
        details: "A running aggregator serves the key nothing from the next moment on, also over connections that are open.",
        exits: [.denied]
    ) { invocation in
        let gone = try keys(invocation).revoke(invocation.operands[0])
        invocation.console.say("\(gone.key) (\(gone.role.rawValue)\(gone.name.isEmpty ? "" : ", \(gone.name)")) may come in no more")
        return .done
    }

    private static func keys(_ invocation: Invocation) throws -> AllowListFile { AllowListFile(try invocation.options.required("allow")) }

    /// One line of `key list` as JSON.
    private struct ListedKey: Encodable {
        var key: String
        var role: String
        var name: String
    }
}
