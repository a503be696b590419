internal import FoundationEssentials

/// A JSON value, for tests that look inside messages.
public indirect enum JSONValue: Decodable, Equatable, Sendable {
    case null, bool(Bool), number(Double), string(String), array([JSONValue]), object([String: JSONValue])

    public init(from decoder: any Decoder) throws {
        let single = try decoder.singleValueContainer()
        if single.decodeNil() {
            self = .null
        } else if let value = try? single.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? single.decode(Double.self) {
            self = .number(value)
        } else if let value = try? single.decode(String.self) {
            self = .string(value)
        } else if let value = try? single.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try single.decode([String: JSONValue].self))
        }
    }

    /// The value that the bytes hold.
    public init(_ bytes: [UInt8]) throws { self = try JSONDecoder().decode(JSONValue.self, from: Data(bytes)) }

    public subscript(_ key: String) -> JSONValue? { if case .object(let members) = self { members[key] } else { nil } }
    public var keys: [String] { if case .object(let members) = self { members.keys.sorted() } else { [] } }
    public var strings: [String] {
        guard case .array(let items) = self else { return [] }
        return items.compactMap { if case .string(let s) = $0 { s } else { nil } }
    }
    var number: Double? { if case .number(let n) = self { n } else { nil } }
}

/// The part of JSON Schema (2020-12) that the protocol's schemas use; any other keyword is reported, so that none is passed over.
public struct JSONSchema {
    private let schema: JSONValue

    public init(_ schema: JSONValue) { self.schema = schema }

    /// What is wrong with the value, one line each; empty when it is valid.
    public func complaints(_ value: JSONValue) -> [String] { Self.check(value, schema, "$") }

    private static func check(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
        var found: [String] = []
        for key in schema.keys {
            guard let rule = schema[key] else { continue }
            switch key {
            case "$schema", "title", "description": continue
            case "properties":
                for name in rule.keys {
                    if let member = value[name], let sub = rule[name] { found += check(member, sub, path + "." + name) }
                }
            case "items":
                if case .array(let items) = value {
                    for (i, item) in items.enumerated() { found += check(item, rule, "\(path)[\(i)]") }
                }
            case "required":
                for name in rule.strings where value[name] == nil { found.append("\(path): '\(name)' is missing") }
            case "type":
                if rule != .string(typeName(value)) && !(rule == .string("number") && typeName(value) == "integer") {
                    found.append("\(path): \(typeName(value)) instead of \(rule)")
                }
            case "enum":
                if case .array(let allowed) = rule, !allowed.contains(value) { found.append("\(path): not one of the enum") }
            case "const": if rule != value { found.append("\(path): not the constant") }
            case "minimum": if let n = value.number, let least = rule.number, n < least { found.append("\(path): below \(least)") }
            case "maximum": if let n = value.number, let most = rule.number, n > most { found.append("\(path): above \(most)") }
            case "maxLength": if case .string(let s) = value, let most = rule.number, Double(s.utf8.count) > most { found.append("\(path): too long") }
            case "minLength": if case .string(let s) = value, let least = rule.number, Double(s.utf8.count) < least { found.append("\(path): too short") }
            case "maxItems": if case .array(let a) = value, let most = rule.number, Double(a.count) > most { found.append("\(path): too many") }
            default: found.append("schema keyword '\(key)' is not understood")
            }
        }
        return found
    }

    private static func typeName(_ value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool: "boolean"
        case .number(let n): n == n.rounded() ? "integer" : "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
