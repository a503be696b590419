internal import CPlatform

/// How many connections come in: limits that hold before a library has taken a connection in. From any thread.
///
/// ```
///   a connection ──► listener ── guarded? ── descriptors left up to its limit? ──► taken in
///                                                        └── no ──► closed at once, counted
/// ```
/// Descriptors above a listener's limit stay free for the rest of the process. Those who are in stay in.
public enum Door {
    /// Guards all listeners of this process that are open and not guarded yet: a library does not tell which descriptor its listener has.
    /// `most`: the highest descriptor that their connections may have.
    public static func guardListeners(most: Int) {
        for descriptor in 0..<Int32(min(Machine.openFilesLimit(), 1 << 16)) { guardListener(descriptor, most: most) }
    }

    /// Guards one; false where it is none, or guarded already.
    @discardableResult
    static func guardListener(_ descriptor: Int32, most: Int) -> Bool { huibao_door_guard(descriptor, Int32(clamping: max(0, most))) == 1 }

    /// Connections through guarded listeners that are open. Asks the system about each of them: some hundred nanoseconds.
    public static var guests: Int { Int(huibao_door_guests()) }

    /// Connections that were closed at once since the process began.
    public static var refused: Int { Int(clamping: huibao_door_refused()) }
}
