/// Text ordered by Unicode scalars, which is the order of its UTF-8 bytes: the same everywhere, without a locale.
public enum ScalarOrder {
    /// Whether `a` stands before `b`; nil when they are the same scalars.
    public static func before(_ a: String, _ b: String) -> Bool? {
        var left = a.utf8.makeIterator()
        var right = b.utf8.makeIterator()
        while true {
            switch (left.next(), right.next()) {
            case (nil, nil): return nil
            case (nil, _): return true
            case (_, nil): return false
            case (let x?, let y?): if x != y { return x < y }
            }
        }
    }
}
