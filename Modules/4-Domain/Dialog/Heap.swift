/// A binary heap, smallest first.
struct Heap<Element: Comparable> {
    private var items: [Element] = []

    var first: Element? { items.first }
    var count: Int { items.count }

    mutating func removeAll() { items.removeAll(keepingCapacity: items.capacity <= 4096) }

    mutating func insert(_ element: Element) {
        items.append(element)
        var child = items.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            if items[parent] <= items[child] { return }
            items.swapAt(parent, child)
            child = parent
        }
    }

    mutating func popFirst() -> Element? {
        guard let top = items.first, let last = items.popLast() else { return nil }
        if items.isEmpty { return top }
        items[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < items.count && items[child] < items[least] { least = child }
            if least == parent { return top }
            items.swapAt(parent, least)
            parent = least
        }
    }
}

extension Heap: Sendable where Element: Sendable {}
