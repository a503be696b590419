internal import CPlatform
internal import Glibc

/// Whether somebody looks at an output, and how wide the window is.
public enum Terminal {
    /// Whether the stream is a terminal.
    public static func isTerminal(_ stream: StandardStream) -> Bool { isatty(stream.rawValue) == 1 }

    /// Columns of the terminal behind the stream; nil when it is none.
    public static func width(_ stream: StandardStream) -> Int? {
        let columns = huibao_terminal_width(stream.rawValue)
        return columns > 0 ? Int(columns) : nil
    }

    /// Writes all bytes to the stream; what cannot be written is given up. From any thread; up to 4096 bytes to a pipe are not mixed
    /// with other writers'.
    public static func write(_ bytes: [UInt8], to stream: StandardStream) { try? stream.write(bytes) }
}
