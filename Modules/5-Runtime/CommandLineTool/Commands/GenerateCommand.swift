internal import Base
internal import Platform
internal import ReportGenerator
internal import Runtime
internal import Text

/// `huibao generate`: invented reports whose true cells are known, for load and for correctness at scale.
enum GenerateCommand {
    static let options: [OptionSpec] = [
        OptionSpec("seed", .integer(0...Int.max), placeholder: "SEED", help: "Equal seeds give equal reports.", fallback: "1"),
        OptionSpec("clean", help: "Plain UTF-8 text without furniture, for load alone."),
        OptionSpec("dense", help: "Hardly a word between the figures: more than twice as many a page as in real reports."),
        OptionSpec("clash-every", .integer(2...1_000_000), placeholder: "N", help: "Every N-th report contradicts the one before it."),
    ]

    static let command = Command(
        ["generate"], .local, "write invented reports into a folder", operands: "DIR", count: 1...1,
        options: [
            OptionSpec("count", short: "n", .integer(1...10_000_000), placeholder: "N", help: "How many.", fallback: "100"),
            OptionSpec("truth", .text, placeholder: "FILE", help: "Write the cells that they truly hold here, one JSON object a line."),
        ] + options,
        examples: [
            ("huibao generate --count 2000 load/ && huibao run load/", "load for a try"),
            ("huibao generate --seed 7 --truth truth.jsonl reports/", "with the answers"),
        ]
    ) { invocation in
        let folder = invocation.operands[0]
        try LocalFiles.makeFolder(folder)
        let count = invocation.options.integer("count") ?? 100
        let generator = generator(invocation)
        let truth = try invocation.options.string("truth").map { try FileWriter($0) }
        var bytes = 0
        for index in 0..<count {
            let document = generator.document(index)
            let file = try FileWriter("\(folder)/\(document.name)", durable: false)
            try file.write(document.bytes)
            try file.commit()
            bytes += document.bytes.count
            if let truth { try truth.write(lines(document)) }
        }
        try truth?.commit()
        invocation.console.say("wrote \(JobReport.count(count, "report")), \(bytes) bytes, into \(folder)")
        return .done
    }

    /// The generator that `options` describe; `dense` where it is not theirs to say.
    static func generator(_ invocation: Invocation, dense: Bool? = nil) -> ReportGenerator {
        ReportGenerator(
            seed: UInt64(invocation.options.integer("seed") ?? 1),
            options: .init(
                clean: invocation.options.flag("clean"), dense: dense ?? invocation.options.flag("dense"),
                clashEvery: invocation.options.integer("clash-every")))
    }

    private static func lines(_ document: GeneratedDocument) -> [UInt8] {
        var line = JSONLine(reserving: 4096)
        for cell in document.truth {
            line.openObject()
            line.key("document"); line.string(document.name)
            line.key("city"); line.string(cell.city)
            line.key("year"); line.int(cell.year)
            line.key("indicator"); line.string(cell.indicator)
            line.key("value"); line.double(cell.value)
            line.key("approximation"); line.string(cell.approximation.rawValue)
            line.key("quote"); line.string(cell.quote)
            line.closeObject()
            line.newline()
        }
        return line.bytes
    }
}
