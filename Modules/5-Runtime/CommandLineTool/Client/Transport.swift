internal import Protocol

/// A connection to an aggregator that carries messages both ways: ZeroMQ in the program, a script in tests.
///
/// A message that was sent may be lost when the peer goes; whoever sends repeats. Used from one thread.
protocol Transport: AnyObject {
    /// Waits until somebody is at the other end; false when nobody came in the time.
    func reach(milliseconds: Int) throws -> Bool
    /// Hands a message over; it may be queued.
    func send(_ frames: Frames) throws
    /// The next message, or nil when none came in the time.
    func receive(milliseconds: Int) throws -> Frames?
    /// Drops the connection with all that is queued on it and connects anew.
    func reset() throws
}

/// Tells whether a signal asked this process to stop.
protocol Interruption: AnyObject {
    /// The signal's number, once; nil when none came.
    func pending() -> Int32?
}

/// For commands that a signal ends at once.
final class NoInterruption: Interruption {
    func pending() -> Int32? { nil }
}
