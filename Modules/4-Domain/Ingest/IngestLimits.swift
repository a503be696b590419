/// What one document may cost. A document beyond a limit is refused with `IngestError`, never cut short in silence.
public struct IngestLimits: Sendable, Equatable {
    /// Bytes of the file.
    public var documentBytes: Int
    /// Lines that are not blank (plain text), or pieces of text (HTML).
    public var lines: Int
    /// Reports that one document may be cut into.
    public var reports: Int

    /// The defaults suit a worker with a few hundred megabytes of memory.
    public init(documentBytes: Int = 32 << 20, lines: Int = 2_000_000, reports: Int = 1_000) {
        self.documentBytes = documentBytes
        self.lines = lines
        self.reports = reports
    }
}
