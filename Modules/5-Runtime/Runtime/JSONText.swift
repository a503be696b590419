internal import FoundationEssentials

/// JSON of control messages for people's scripts: keys sorted, one value a document, a line feed at the end.
package enum JSONText {
    /// The value as JSON. `without` names members of the outermost object that are left out.
    package static func encode(_ value: some Encodable, without: Set<String> = []) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        let data = try encoder.encode(Filtered(value: value, without: without))
        return [UInt8](data) + [10]
    }

    /// Drops members while encoding, so that nothing is decoded again.
    private struct Filtered<Value: Encodable>: Encodable {
        let value: Value
        let without: Set<String>

        func encode(to encoder: any Encoder) throws {
            guard !without.isEmpty else { return try value.encode(to: encoder) }
            var container = encoder.container(keyedBy: Name.self)
            for child in Mirror(reflecting: value).children {
                guard let label = child.label, !without.contains(label), let member = child.value as? any Encodable, !isNil(member) else { continue }
                try container.encode(AnyEncodable(member), forKey: Name(stringValue: label))
            }
        }
    }

    /// An optional without a value is left out, as it is within the value.
    private static func isNil(_ value: any Encodable) -> Bool {
        let mirror = Mirror(reflecting: value)
        return mirror.displayStyle == .optional && mirror.children.isEmpty
    }

    private struct AnyEncodable: Encodable {
        let value: any Encodable
        init(_ value: any Encodable) { self.value = value }
        func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { return nil }
    }
}
