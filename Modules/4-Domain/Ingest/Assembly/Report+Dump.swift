public import Text

extension Report {
    /// The report for looking at: a line of what is known, then each block with its kind and level. For people and tests; no interface.
    ///
    /// ```
    /// report 0 of page.txt: 青岭市 2021, 2 blocks
    /// [heading 1] 青岭市总工会·组织建设提升年
    /// [paragraph] 今年以来，……
    /// ```
    public var debugDump: String {
        var out = "report \(number) of \(document): \(city.isEmpty ? "—" : city) \(year.map(String.init) ?? "—")"
        if let published { out += ", published \(published.iso)" }
        out += ", \(blocks.count) blocks, source \(byteOffset)+\(source.count)\n"
        let bytes = clean.bytes
        for block in blocks {
            let level = block.level > 0 ? " \(block.level)" : ""
            out += "[\(block.kind.rawValue)\(level)] \(String(decoding: bytes[block.range], as: UTF8.self))\n"
        }
        return out
    }
}
