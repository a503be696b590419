internal import Base
internal import Runtime

/// Options that several commands share.
enum CommonOptions {
    /// How to reach an aggregator; for every command that speaks to one.
    static let connection: [OptionSpec] =
        [
            OptionSpec("connect", .text, placeholder: "ENDPOINT", help: "Where the aggregator listens for clients: what its own --control (HUIBAO_CONTROL) says.", fallback: Endpoints.control)
                .configurable(),
            OptionSpec("timeout", .duration, placeholder: "TIME", help: "Give up when there was no reply for so long.", fallback: "30s")
                .configurable(),
            OptionSpec("config", .text, placeholder: "FILE", help: "A file with lines 'connect = ENDPOINT', 'timeout = TIME'.")
                .configurable(),
        ] + Security.clientOptions

    /// Where progress is published, for commands that follow a job.
    static let events = OptionSpec(
        "events", .text, placeholder: "ENDPOINT", help: "Where the aggregator publishes progress.", fallback: Endpoints.events
    ).configurable()

    /// For questions that a ledger's file alone can answer.
    static let ledger = OptionSpec(
        "ledger", .text, placeholder: "FILE", help: "Read this ledger (no running aggregator needed, none may have it open).")

    /// For questions about the table.
    static let codebook = OptionSpec(
        "codebook", .text, placeholder: "FILE", help: "Lay this codebook over the built-in one: what the table was made with.")

    static func format(_ words: [String], fallback: String) -> OptionSpec {
        OptionSpec("format", short: "f", .choice(words), help: "How data is printed.", fallback: fallback)
    }

    static let listFormat = format(["table", "json"], fallback: "table")
    static let label = OptionSpec("label", .text, placeholder: "TEXT", help: "A name for the job, for people.")
    static let priority = OptionSpec(
        "priority", .choice(["high", "normal", "low"]), help: "How urgent the job is; normal if not given.")
    static let inputName = OptionSpec(
        "name", .text, placeholder: "NAME", help: "File name for the document on standard input ('-').", fallback: "stdin.txt")
    static let language = OptionSpec("lang", .choice(["zh", "en"]), help: "Language of the table's labels.", fallback: "zh")
}
