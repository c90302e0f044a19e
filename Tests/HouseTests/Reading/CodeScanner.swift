/// Blanks comments and string literals out of Swift source, so that a search finds code only.
/// Code inside an interpolation is blanked with its string.
struct CodeScanner {
    private let text: [UInt8]
    private var position = 0
    private var result: [UInt8] = []

    init(_ text: String) {
        self.text = Array(text.utf8)
        result.reserveCapacity(self.text.count)
    }

    mutating func codeOnly() -> String {
        while position < text.count {
            switch text[position] {
            case UInt8(ascii: "/") where starts(with: "//"): blankLine()
            case UInt8(ascii: "/") where starts(with: "/*"): blankBlockComment()
            case UInt8(ascii: "\""), UInt8(ascii: "#"):
                if let hashes = hashesBeforeString() { blankString(hashes: hashes) } else { keep() }
            default: keep()
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private func starts(with word: String, offset: Int = 0) -> Bool {
        text[min(position + offset, text.count)...].starts(with: word.utf8)
    }

    /// The number of `#` before a string that begins here, or nil when none does.
    private func hashesBeforeString() -> Int? {
        let hashes = text[position...].prefix { $0 == UInt8(ascii: "#") }.count
        return starts(with: "\"", offset: hashes) ? hashes : nil
    }

    private mutating func keep() {
        result.append(text[position])
        position += 1
    }

    private mutating func blank(_ count: Int = 1) {
        for _ in 0..<count where position < text.count {
            result.append(text[position] == UInt8(ascii: "\n") ? UInt8(ascii: "\n") : UInt8(ascii: " "))
            position += 1
        }
    }

    private mutating func blankLine() {
        while position < text.count, text[position] != UInt8(ascii: "\n") { blank() }
    }

    private mutating func blankBlockComment() {
        var depth = 0
        repeat {
            if starts(with: "/*") {
                depth += 1
                blank(2)
            } else if starts(with: "*/") {
                depth -= 1
                blank(2)
            } else {
                blank()
            }
        } while depth > 0 && position < text.count
    }

    private mutating func blankString(hashes: Int) {
        let fence = String(repeating: "#", count: hashes)
        let quote = starts(with: "\"\"\"", offset: hashes) ? "\"\"\"" : "\""
        blank(hashes + quote.utf8.count)
        while position < text.count, !starts(with: quote + fence) {
            if starts(with: "\\\(fence)(") {
                blank(hashes + 2)
                blankInterpolation()
            } else if hashes == 0, text[position] == UInt8(ascii: "\\") {
                blank(2)
            } else {
                blank()
            }
        }
        blank(quote.utf8.count + hashes)
    }

    private mutating func blankInterpolation() {
        var depth = 1
        while depth > 0, position < text.count {
            if let hashes = hashesBeforeString() {
                blankString(hashes: hashes)
                continue
            }
            if text[position] == UInt8(ascii: "(") { depth += 1 }
            if text[position] == UInt8(ascii: ")") { depth -= 1 }
            blank()
        }
    }
}
