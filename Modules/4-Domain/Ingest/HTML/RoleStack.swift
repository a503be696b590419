/// The elements with a role that are open. An element ends at its own end tag, elements of the same name within it counted.
struct RoleStack {
    private struct Open {
        var name: String
        var role: HTMLRole
        /// Elements of the same name within, and itself.
        var count: Int
    }

    private var open: [Open] = []

    /// The role of text here: the outermost furniture, else the innermost role.
    var role: HTMLRole? { open.first?.role == .furniture ? .furniture : open.last?.role }

    mutating func open(_ name: String, _ role: HTMLRole?) {
        guard !HTMLElement.isVoid(name) else { return }
        if let last = open.last, last.name == name { open[open.count - 1].count += 1; return }
        if case .heading = open.last?.role, HTMLElement.kind(name) == .block { open.removeLast() }
        if let role { open.append(Open(name: name, role: role, count: 1)) }
    }

    /// Whether an end tag of this name ends the innermost role.
    func endsRole(_ name: String) -> Bool { open.last?.name == name && open.last?.count == 1 }

    mutating func close(_ name: String) {
        if name == "body" || name == "html" { open.removeAll() }
        guard let last = open.last else { return }
        if last.name == name {
            if last.count > 1 { open[open.count - 1].count -= 1 } else { open.removeLast() }
        } else if open.count > 1, open[open.count - 2].name == name {
            // The inner element was never closed: its end goes with the outer one's.
            open.removeLast()
            close(name)
        }
    }
}
