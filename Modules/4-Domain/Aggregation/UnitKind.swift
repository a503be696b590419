/// Units that count the same, whatever classifier the report chose.
public enum UnitKind {
    /// Whether two units count the same: equal, or both classifiers of people, or both of things.
    public static func areAlike(_ a: String, _ b: String) -> Bool { a == b || kinds.contains { $0.contains(a) && $0.contains(b) } }

    private static let kinds: [Set<String>] = [
        ["人", "名", "位"], ["个", "家", "对", "项", "场", "场次", "次", "件", "条", "份", "篇", "期", "座", "处", "所", "支", "批", "间"],
    ]
}
