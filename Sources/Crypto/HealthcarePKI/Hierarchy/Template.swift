/// A text with `{field}` and `{field?}` in it, filled in when a certificate is made.
struct Template: Sendable, Hashable {
    private enum Piece: Sendable, Hashable {
        case text(String)
        case field(String, isOptional: Bool)
    }

    private let pieces: [Piece]

    /// Nil when a brace is not closed or a field has no name.
    init?(_ source: String) {
        var pieces: [Piece] = []
        var rest = source[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { return nil }
            let name = rest[rest.index(after: open)..<close]
            let isOptional = name.hasSuffix("?")
            let field = isOptional ? name.dropLast() : name
            guard !field.isEmpty, field.allSatisfy({ $0.isASCII && ($0.isLetter || $0 == "-") }) else { return nil }
            pieces.append(.text(String(rest[..<open])))
            pieces.append(.field(String(field), isOptional: isOptional))
            rest = rest[rest.index(after: close)...]
        }
        pieces.append(.text(String(rest)))
        self.pieces = pieces.filter { $0 != .text("") }
    }

    /// The text, or nil when an optional field of it was not given.
    func filled(from fields: [String: String]) throws(IssuingError) -> String? {
        var result = ""
        for piece in pieces {
            switch piece {
            case .text(let text):
                result += text
            case .field(let name, let isOptional):
                if let value = fields[name], !value.isEmpty {
                    result += value
                } else if isOptional {
                    return nil
                } else {
                    throw .missingField(name)
                }
            }
        }
        return result
    }
}
