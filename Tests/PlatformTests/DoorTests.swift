import Glibc
import Testing

@testable import Platform

/// Limits on connections that hold at the door.
@Suite(.serialized) struct DoorTests {
    private func listener() -> (descriptor: Int32, port: in_port_t) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        unsafe withUnsafeMutablePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, size)
                listen(descriptor, 16)
                unsafe getsockname(descriptor, $0, &size)
            }
        }
        return (descriptor, address.sin_port)
    }

    private func caller(_ port: in_port_t) -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = unsafe withUnsafePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        #expect(code == 0)
        return descriptor
    }

    @Test func aConnectionWithinTheLimitIsCountedUntilItEnds() {
        let (guarded, port) = listener()
        #expect(Door.guardListener(guarded, most: 1 << 15))
        let caller = caller(port)
        let guests = Door.guests
        let guest = accept(guarded, nil, nil)
        #expect(guest >= 0 && Door.guests == guests + 1)
        close(guest)
        #expect(Door.guests == guests)
        for descriptor in [caller, guarded] { close(descriptor) }
    }

    /// Another descriptor is always in use: this one is closed at once.
    @Test func aConnectionBeyondTheLimitIsClosedAtOnce() {
        let (guarded, port) = listener()
        #expect(Door.guardListener(guarded, most: 0))
        #expect(!Door.guardListener(guarded, most: 1 << 15), "it is guarded already")
        let caller = caller(port)
        let refused = Door.refused
        let code = accept(guarded, nil, nil)
        #expect(code == -1 && errno == ECONNABORTED && Door.refused == refused + 1)
        var byte: UInt8 = 0
        #expect(unsafe recv(caller, &byte, 1, 0) <= 0, "it hears that it is not wanted")
        let next = accept(guarded, nil, nil)
        #expect(next == -1 && errno == EAGAIN, "and waits no more")
        for descriptor in [caller, guarded] { close(descriptor) }
    }

    /// A listener that nobody guards takes all, whoever had its number before.
    @Test func aListenerThatOpensLaterIsNotGuarded() {
        let (guarded, _) = listener()
        #expect(Door.guardListener(guarded, most: 0))
        close(guarded)
        let (open, port) = listener()
        let caller = caller(port)
        let taken = accept(open, nil, nil)
        #expect(taken > 0)
        for descriptor in [open, caller, taken] { close(descriptor) }
    }
}
