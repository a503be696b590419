internal import Base
internal import Export
internal import Runtime

/// `huibao doctor`: whether everything that Huibao stands on is there and works, down to a document through the whole line.
enum DoctorCommand {
    static let command = Command(
        ["doctor"], .operating, "examine libraries, sockets, clock, disk and the whole line",
        options: [
            OptionSpec("folder", .text, placeholder: "FOLDER", help: "Where the ledger shall stand: its disk is examined.", fallback: "."),
            OptionSpec("quick", help: "Leave the document through the whole line out."),
            CommonOptions.listFormat, CommonOptions.language,
        ] + CommonOptions.connection,
        examples: [
            ("huibao doctor", "all, in two seconds"),
            ("huibao doctor --folder /var/lib/huibao --lang en", "the disk where the service keeps its ledger"),
            ("huibao doctor --format json --lang en", "for scripts: name, state, text, advice"),
        ],
        details: """
            Each line says ok, warn or FAIL, and what to do where it is not ok. Nothing is changed: what is written is removed again. Exit
            code 1 if anything failed; warnings are no failure.
            """,
        exits: [.timedOut]
    ) { invocation in
        let language = Language(rawValue: invocation.options.string("lang") ?? "zh") ?? .zh
        let asJSON = invocation.options.string("format") == "json"
        // before any thread starts
        let interruption = try invocation.context.listen()
        var findings: [Diagnosis] = []
        func tell(_ more: [Diagnosis]) throws {
            findings += more
            if let signal = interruption.pending() { throw ToolError(.interrupted(signal), "stopped by a signal") }
            if !asJSON { for finding in more { try invocation.console.write(DoctorReport.line(finding, language)) } }
        }
        try tell(MachineDoctor.libraries())
        try tell(MachineDoctor.limits())
        try tell(MachineDoctor.words(invocation.context.environment, columns: invocation.console.outputColumns))
        try tell(MachineDoctor.clock())
        try tell(DiskDoctor.examine(invocation.options.string("folder") ?? "."))
        try tell(LineDoctor.programs(invocation.context.environment))
        try tell(LineDoctor.sockets(invocation))
        if !invocation.options.flag("quick") { try tell(LineDoctor.document(invocation, interruption)) }
        try invocation.console.write(asJSON ? DoctorReport.json(findings, language) : [UInt8](DoctorReport.summary(findings, language).utf8))
        return DoctorReport.exit(findings)
    }
}
