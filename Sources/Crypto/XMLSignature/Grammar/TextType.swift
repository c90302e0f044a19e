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
        case .integer: return Self.isDigits(value.first == "+" || value.first == "-" ? value.dropFirst() : value)
        case .boolean: return ["true", "false", "0", "1"].contains(value)
        case .oneOf(let values): return values.contains(text)
        }
    }

    /// By hand: a regular expression would be compiled anew for every value, at ten times the cost of all else here.
    private static func isDateTime(_ value: Substring) -> Bool {
        let halves = value.split(separator: "T", omittingEmptySubsequences: false)
        guard halves.count == 2 else { return false }
        let date = (halves[0].hasPrefix("-") ? halves[0].dropFirst() : halves[0])
            .split(separator: "-", omittingEmptySubsequences: false)
        guard date.count == 3, isDigits(date[0]), date[0].utf8.count >= 4,
            isNumber(date[1], in: 1...12), isNumber(date[2], in: 1...31)
        else { return false }
        return isTime(halves[1])
    }

    private static func isTime(_ value: Substring) -> Bool {
        var time = value
        if time.hasSuffix("Z") {
            time = time.dropLast()
        } else if let sign = time.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            let offset = time[sign...].dropFirst().split(separator: ":", omittingEmptySubsequences: false)
            guard offset.count == 2, offset.allSatisfy({ isNumber($0, in: 0...99) }) else { return false }
            time = time[..<sign]
        }
        let parts = time.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 1 || isDigits(parts[1]) else { return false }
        let clock = parts[0].split(separator: ":", omittingEmptySubsequences: false)
        return clock.count == 3 && isNumber(clock[0], in: 0...23) && isNumber(clock[1], in: 0...59)
            && isNumber(clock[2], in: 0...59)
    }

    private static func isNumber(_ text: Substring, in range: ClosedRange<Int>) -> Bool {
        text.utf8.count == 2 && isDigits(text) && Int(text).map(range.contains) == true
    }

    private static func isDigits(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
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
