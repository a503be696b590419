internal import Glibc

/// What the process can ask about itself and the machine it runs on.
public enum Machine {
    /// The variables of this process; where a name stands twice, the first counts.
    public static func environment() -> [String: String] {
        var found: [String: String] = [:]
        var entry = unsafe environ
        while let variable = unsafe entry.pointee {
            let text = unsafe String(cString: variable)
            if let equals = text.firstIndex(of: "=") {
                let name = String(text[..<equals])
                if found[name] == nil { found[name] = String(text[text.index(after: equals)...]) }
            }
            unsafe entry += 1
        }
        return found
    }
}
