internal import CAllocations

/// What a thread has asked of the allocator: for measuring, and for tests that hold a ceiling. The executable that links this module
/// counts its own requests; see `allocations.c`.
public struct AllocationCount: Sendable, Equatable {
    /// Blocks asked for.
    public var blocks: Int
    /// Bytes asked for.
    public var bytes: Int

    /// What the calling thread has asked for since it began; nil under a sanitizer, which has an allocator of its own.
    public static func now() -> AllocationCount? {
        guard huibao_allocations_counted() == 1 else { return nil }
        return AllocationCount(
            blocks: Int(truncatingIfNeeded: huibao_allocations()), bytes: Int(truncatingIfNeeded: huibao_allocated_bytes()))
    }

    /// What the calling thread asks for while `body` runs; nil where nobody counts.
    public static func during(_ body: () throws -> Void) rethrows -> AllocationCount? {
        let before = now()
        try body()
        guard let before, let after = now() else { return nil }
        return AllocationCount(blocks: after.blocks - before.blocks, bytes: after.bytes - before.bytes)
    }
}
