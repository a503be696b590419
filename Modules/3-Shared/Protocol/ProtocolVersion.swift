/// The protocol's version and the limits that both sides hold each other to. `PROTOCOL.md` beside this file is the specification.
public enum ProtocolVersion {
    /// What this build speaks.
    public static let current = 2
    /// What this build understands: one version to each side, so that a rolling upgrade goes through.
    public static let understood = 1...3
}
