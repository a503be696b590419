internal import Base
internal import Text

/// The observation lines of one extraction, by their place: a claim says where it was told, and need not say it all again.
struct ToldLines {
    private let bytes: [UInt8]
    private var ranges: [Range<Int>] = []
    private var places: [Int: Int]?
    private static let key: [UInt8] = Array("\"start\":".utf8)

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var begin = 0
        for (index, byte) in bytes.enumerated() where byte == 10 {
            ranges.append(begin..<index)
            begin = index + 1
        }
        if begin < bytes.count { ranges.append(begin..<bytes.count) }
    }

    /// Bytes that it holds.
    var byteCount: Int { bytes.count + 16 * ranges.count }

    /// The observation at a place; nil for a place or a line that is none.
    func observation(_ place: Int) -> Observation? {
        guard ranges.indices.contains(place) else { return nil }
        var reader = JSONReader(Array(bytes[ranges[place]]))
        return try? Observation(reading: &reader)
    }

    /// Where evidence was told, and the observation there, if it is exactly that.
    mutating func find(_ evidence: Evidence) -> (place: Int, observation: Observation)? {
        if places == nil { places = index() }
        guard let place = places?[evidence.start], let observation = observation(place), Evidence(observation) == evidence else { return nil }
        return (place, observation)
    }

    /// The place of each start: read from the line without the rest of it. Whoever uses it looks whether it is true.
    private func index() -> [Int: Int] {
        var found: [Int: Int] = [:]
        for (place, range) in ranges.enumerated() {
            guard let after = Self.key(in: bytes[range]) else { continue }
            var start = 0
            for byte in bytes[after..<range.upperBound].prefix(10) {
                guard (48...57).contains(byte) else { break }
                start = start * 10 + Int(byte - 48)
            }
            if found[start] == nil { found[start] = place }
        }
        return found
    }

    private static func key(in line: ArraySlice<UInt8>) -> Int? {
        var at = line.startIndex
        while at + key.count <= line.endIndex {
            if line[at] == key[0], line[at..<at + key.count].elementsEqual(key) { return at + key.count }
            at += 1
        }
        return nil
    }
}
