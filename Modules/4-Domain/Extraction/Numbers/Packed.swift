/// A position, count or index in half the room, so that what holds many of them is copied fast. A page has less than 2³¹ characters.
@propertyWrapper struct Packed {
    private var stored: Int32

    @inline(__always)
    init(wrappedValue: Int) { stored = Int32(truncatingIfNeeded: wrappedValue) }

    var wrappedValue: Int {
        @inline(__always) get { Int(stored) }
        @inline(__always) set { stored = Int32(truncatingIfNeeded: newValue) }
    }
}

/// A small number in a quarter of the room; one that has no room there counts as the largest that has.
@propertyWrapper struct Small {
    private var stored: Int16

    @inline(__always)
    init(wrappedValue: Int) { stored = Int16(clamping: wrappedValue) }

    var wrappedValue: Int {
        @inline(__always) get { Int(stored) }
        @inline(__always) set { stored = Int16(clamping: newValue) }
    }
}

/// A range of positions in half the room.
@propertyWrapper struct PackedRange {
    @Packed private var low: Int
    @Packed private var high: Int

    @inline(__always)
    init(wrappedValue: Range<Int>) {
        low = wrappedValue.lowerBound
        high = wrappedValue.upperBound
    }

    var wrappedValue: Range<Int> {
        @inline(__always) get { low..<high }
        @inline(__always) set { self = PackedRange(wrappedValue: newValue) }
    }
}

/// A range of positions in half the room, or none at all: it begins before the page then.
@propertyWrapper struct PackedMaybe {
    @Packed private var low: Int
    @Packed private var high: Int

    @inline(__always)
    init(wrappedValue: Range<Int>?) {
        low = wrappedValue?.lowerBound ?? -1
        high = wrappedValue?.upperBound ?? -1
    }

    var wrappedValue: Range<Int>? {
        @inline(__always) get { low < 0 ? nil : low..<high }
        @inline(__always) set { self = PackedMaybe(wrappedValue: newValue) }
    }
}
