import Glibc
import Platform
import TestSupport
import Testing

@Suite struct FileLockTests {
    private let temporary = TemporaryFolder()
    private var folder: String { temporary.path }

    @Test func aLockIsHeldByOne() throws {
        let lock = folder + "/test.lock"
        do {
            let first = try FileLock(path: lock)
            #expect(throws: FileLock.Failure.held(by: Int(getpid()))) { _ = try FileLock(path: lock) }
            _ = consume first
        }
        _ = try FileLock(path: lock)
        #expect(throws: FileLock.Failure.unavailable(errno: ENOENT)) { _ = try FileLock(path: folder + "/none/lock") }
    }
}
