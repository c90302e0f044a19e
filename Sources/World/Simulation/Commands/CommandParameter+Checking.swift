import Foundation

extension CommandParameter.Kind {
    /// What is wanted, if the value is something else.
    func complaint(about value: JSONValue) -> String? {
        let isGood: Bool =
            switch self {
            case .string: value.string != nil
            case .integer: value.integer != nil
            case .integerIn(let range): value.integer.map(range.contains) ?? false
            case .number: value.number != nil
            case .boolean: value.bool != nil
            case .instant: value.string.flatMap { Date(rfc3339: $0) } != nil
            case .duration: value.string.flatMap { Duration(text: $0) } != nil
            case .choice(let words): value.string.map { words.contains($0) } ?? false
            case .hexadecimal(let bytes): value.string.map { Self.isHexadecimal($0, bytes) } ?? false
            case .object: value.object != nil
            case .any: true
            case .list(let kind): value.array?.allSatisfy { kind.complaint(about: $0) == nil } ?? false
            }
        return isGood ? nil : wanted
    }

    private static func isHexadecimal(_ text: String, _ bytes: Int) -> Bool {
        text.utf8.count == 2 * bytes && text.unicodeScalars.allSatisfy { $0.properties.isASCIIHexDigit }
    }

    private var wanted: String {
        switch self {
        case .string: "a string"
        case .integer: "an integer"
        case .integerIn(let range): "an integer from \(range.lowerBound) to \(range.upperBound)"
        case .number: "a number"
        case .boolean: "true or false"
        case .instant: "an instant such as 2026-04-01T09:00:00+09:00"
        case .duration: "a duration such as 15d, 2h30m or -1d"
        case .choice(let words): "one of " + words.joined(separator: ", ")
        case .hexadecimal(let bytes): "\(2 * bytes) hexadecimal digits in quotes"
        case .object: "an object"
        case .any: "a value"
        case .list(let kind): "a list, each \(kind.wanted)"
        }
    }

    /// JSON Schema (2020-12) of such a value.
    var schema: [String: JSONValue] {
        switch self {
        case .string: ["type": "string"]
        case .integer: ["type": "integer"]
        case .integerIn(let range):
            ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
        case .number: ["type": "number"]
        case .boolean: ["type": "boolean"]
        case .instant: ["type": "string", "format": "date-time"]
        case .duration: ["type": "string", "examples": ["15d", "2h30m", "PT1H"]]
        case .choice(let words): ["type": "string", "enum": .array(words.map { .string($0) })]
        case .hexadecimal(let bytes): ["type": "string", "pattern": .string("^[0-9A-Fa-f]{\(2 * bytes)}$")]
        case .object: ["type": "object"]
        case .any: [:]
        case .list(let kind): ["type": "array", "items": .object(kind.schema)]
        }
    }
}
