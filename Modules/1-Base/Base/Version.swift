/// What this build calls itself.
public enum Version {
    /// The product's version, as `--version` prints it.
    public static let product = "0.1.0"
}
