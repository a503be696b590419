internal import CPlatform
internal import Glibc

/// A terminal taken over whole: keys one by one without echo, the alternate screen, no cursor; given back as it was by `close`.
///
/// ```
/// shell's screen ── init ──► ours: draw, keys, resized ── close (or deinit) ──► shell's screen, as it was
/// ```
/// Belongs to one thread. Ctrl-C stays a signal. What was drawn is remembered: only lines that changed are written, between marks
/// that let the terminal show them at once, so nothing flickers.
@safe public final class FullScreen {
    /// A key that was pressed.
    public enum Key: Sendable, Equatable {
        case up, down, left, right, pageUp, pageDown, home, end, escape
        case character(Character)
    }

    /// To be polled for reading: keys.
    public let keysDescriptor: Int32 = 0
    /// To be polled for reading: the window's size changed.
    public let resizeDescriptor: Int32
    private var saved = termios()
    private var shown: [String] = []
    private var shownSize: (rows: Int, columns: Int) = (0, 0)
    private var isOpen = false

    /// Takes the terminal over. Throws where standard input or output is none.
    public init() throws(PlatformError) {
        guard isatty(0) == 1, isatty(1) == 1, unsafe tcgetattr(0, &saved) == 0 else {
            throw PlatformError("terminal", number: ENOTTY, advice: "run it in a terminal")
        }
        resizeDescriptor = huibao_resize_fd()
        guard resizeDescriptor >= 0 else { throw PlatformError("signalfd", advice: "raise the limit of open files") }
        var raw = saved
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
        unsafe tcsetattr(0, TCSAFLUSH, &raw)
        isOpen = true
        write("\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l\u{1B}[2J")
    }

    deinit {
        close()
        _ = Glibc.close(resizeDescriptor)
    }

    /// Gives the terminal back. Harmless when repeated.
    public func close() {
        guard isOpen else { return }
        isOpen = false
        write("\u{1B}[?2026l\u{1B}[0m\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l")
        unsafe tcsetattr(0, TCSAFLUSH, &saved)
    }

    /// The window's size; 24 × 80 where it does not tell.
    public var size: (rows: Int, columns: Int) {
        let (rows, columns) = (Int(huibao_terminal_rows(1)), Int(huibao_terminal_width(1)))
        return (rows > 0 ? rows : 24, columns > 0 ? columns : 80)
    }

    /// Takes the news of a new size; whether there was any.
    public func takeResize() -> Bool {
        var changed = false
        while huibao_signalfd_next(resizeDescriptor) > 0 { changed = true }
        return changed
    }

    /// Shows these lines, from the top; they fit the size, and carry their own colours. Throws where the terminal is gone.
    public func draw(_ lines: [String]) throws(PlatformError) {
        let size = self.size
        var out = ""
        if size != shownSize {
            shown = []
            shownSize = size
            out += "\u{1B}[2J"
        }
        let lines = Array(lines.prefix(size.rows))
        for row in 0..<max(lines.count, shown.count) {
            let line = row < lines.count ? lines[row] : ""
            guard row >= shown.count || shown[row] != line else { continue }
            out += "\u{1B}[\(row + 1);1H\(line)\u{1B}[0m\u{1B}[K"
        }
        shown = lines
        guard !out.isEmpty else { return }
        try StandardStream.output.write(Array("\u{1B}[?2026h\(out)\u{1B}[?2026l".utf8))
    }

    /// Keys that were pressed, without waiting: call it when `keysDescriptor` is readable. Nil when nobody is at the other end any more.
    public func takeKeys() -> [Key]? {
        guard let bytes = try? StandardStream.input.readSome(256), !bytes.isEmpty else { return nil }
        return Self.keys(bytes)
    }

    /// What a terminal sends, as keys; sequences that mean nothing here are passed over.
    static func keys(_ bytes: [UInt8]) -> [Key] {
        var keys: [Key] = []
        var rest = bytes[...]
        while let first = rest.popFirst() {
            guard first == 0x1B else {
                if first < 0x80 { keys.append(.character(Character(UnicodeScalar(first)))) }
                continue
            }
            guard rest.first == UInt8(ascii: "[") || rest.first == UInt8(ascii: "O") else {
                keys.append(.escape)
                continue
            }
            rest.removeFirst()
            let number = rest.prefix { $0 < 0x40 }
            rest = rest.dropFirst(number.count)
            guard let last = rest.popFirst() else { break }
            switch (last, number.first) {
            case (UInt8(ascii: "A"), _): keys.append(.up)
            case (UInt8(ascii: "B"), _): keys.append(.down)
            case (UInt8(ascii: "C"), _): keys.append(.right)
            case (UInt8(ascii: "D"), _): keys.append(.left)
            case (UInt8(ascii: "H"), _): keys.append(.home)
            case (UInt8(ascii: "F"), _): keys.append(.end)
            case (UInt8(ascii: "~"), UInt8(ascii: "5")): keys.append(.pageUp)
            case (UInt8(ascii: "~"), UInt8(ascii: "6")): keys.append(.pageDown)
            default: break
            }
        }
        return keys
    }

    private func write(_ text: String) { Terminal.write(Array(text.utf8), to: .output) }
}
