/// Words as the checks look for them.
extension Collection where Element == Unicode.Scalar {
    /// Whether the word stands somewhere in the text.
    func has(_ word: String) -> Bool {
        let word = Array(word.unicodeScalars)
        let text = Array(self)
        guard !word.isEmpty, text.count >= word.count else { return false }
        return (0...(text.count - word.count)).contains { text[$0] == word[0] && text[$0..<$0 + word.count].elementsEqual(word) }
    }

    /// Whether one of the words does.
    func has(anyOf words: [String]) -> Bool { words.contains { has($0) } }

    /// Whether nothing but these characters is left when the words are taken out.
    func isOnly(_ characters: String, and words: [String]) -> Bool {
        var rest = String(String.UnicodeScalarView(self))
        for word in words { rest = rest.split(separator: word).joined() }
        let allowed = Set(characters.unicodeScalars)
        return rest.unicodeScalars.allSatisfy { allowed.contains($0) }
    }
}

extension BidirectionalCollection where Element == Unicode.Scalar {
    /// Whether the text ends with one of the words, when what stands between a name and its number (达, 为, 约 …) is taken off.
    func ends(withAnyOf words: [String]) -> Bool {
        var rest = Array(self)
        let fillers = Set("达到为约近超过了至是均已的：:".unicodeScalars)
        while let last = rest.last, fillers.contains(last) { rest.removeLast() }
        return words.contains { rest.count >= $0.unicodeScalars.count && rest.suffix($0.unicodeScalars.count).elementsEqual($0.unicodeScalars) }
    }
}

/// What two figures count in common: pairs of characters that both tell, those left out that tell nothing.
enum Common {
    static func share(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Bool { !pairs(a).isDisjoint(with: pairs(b)) }

    private static func pairs(_ text: [Unicode.Scalar]) -> Set<String> {
        var out: Set<String> = []
        for (x, y) in zip(text, text.dropFirst()) where isIdeograph(x) && isIdeograph(y) {
            var pair = String.UnicodeScalarView()
            pair.append(x)
            pair.append(y)
            if !empty.contains(String(pair)) { out.insert(String(pair)) }
        }
        return out
    }

    private static func isIdeograph(_ s: Unicode.Scalar) -> Bool { s.value >= 0x4E00 && s.value <= 0x9FFF }

    private static let empty: Set<String> = [
        "其中", "全市", "职工", "工会", "累计", "新增", "共有", "开展", "组织", "活动", "全年", "市总", "总工", "各级", "完成", "发放", "今年", "上半", "半年", "参加",
        "举办", "建立", "服务",
    ]
}
