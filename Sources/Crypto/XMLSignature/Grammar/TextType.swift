/// The simple types of XML Schema (part 2) that signatures use, as far as a value can break them.
enum TextType: Hashable, Sendable {
    case string
    /// `anyURI` has no lexical rule that an implementation must hold.
    case uri
    case base64, dateTime, integer, boolean
    case oneOf([String])

    func admits(_ text: String) -> Bool {
        let value = text.trimming { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }
        switch self {
        case .string, .uri: return true
        case .base64: return Base64Text.decoded(text) != nil
        case .dateTime: return Self.isDateTime(value)
        case .integer: return value.wholeMatch(of: /[+-]?[0-9]+/) != nil
        case .boolean: return ["true", "false", "0", "1"].contains(value)
        case .oneOf(let values): return values.contains(text)
        }
    }

    private static func isDateTime(_ value: Substring) -> Bool {
        let form =
            /-?[0-9]{4,}-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?/
        guard let parts = value.wholeMatch(of: form)?.output,
            let month = Int(parts.1), let day = Int(parts.2), let hour = Int(parts.3), let minute = Int(parts.4),
            let second = Int(parts.5)
        else { return false }
        return (1...12).contains(month) && (1...31).contains(day) && hour < 24 && minute < 60 && second < 60
    }

    /// `xsd:ID` and `NCName`, by the characters that are seen in ids.
    static func isIdentifier(_ text: String) -> Bool {
        guard let first = text.first, first.isLetter || first == "_" else { return false }
        return text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "." }
    }
}

extension StringProtocol where SubSequence == Substring {
    fileprivate func trimming(_ isSpace: (Character) -> Bool) -> Substring {
        var rest = self[...]
        while let first = rest.first, isSpace(first) { rest.removeFirst() }
        while let last = rest.last, isSpace(last) { rest.removeLast() }
        return rest
    }
}
