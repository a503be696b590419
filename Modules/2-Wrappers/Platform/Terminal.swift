internal import CPlatform
internal import Glibc

/// Whether somebody looks at an output, and how wide the window is.
public enum Terminal {
    /// The three streams of a process.
    public enum Stream: Int32, Sendable { case input = 0, output = 1, error = 2 }

    /// Whether the stream is a terminal.
    public static func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

    /// Columns of the terminal behind the stream; nil when it is none.
    public static func width(_ stream: Stream) -> Int? {
        let columns = huibao_terminal_width(stream.rawValue)
        return columns > 0 ? Int(columns) : nil
    }

    /// Writes all bytes to the stream, past the language's own buffers; what cannot be written is given up. From any thread;
    /// up to 4096 bytes to a pipe are not mixed with other writers'.
    public static func write(_ bytes: [UInt8], to stream: Stream) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(stream.rawValue, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
