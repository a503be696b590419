internal import Glibc

/// Short waits between two looks at something that cannot be polled.
enum Pause {
    static func milliseconds(_ count: Int) { _ = usleep(UInt32(clamping: count * 1000)) }
}
