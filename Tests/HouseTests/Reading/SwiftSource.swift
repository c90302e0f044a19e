/// One Swift file, as far as a text search can know it.
struct SwiftSource {
    let path: String
    let text: String
    /// The text with comments and string literals blanked out, line for line as long as before.
    let code: String

    init(path: String, text: String) {
        self.path = path
        self.text = text
        var scanner = CodeScanner(text)
        code = scanner.codeOnly()
    }

    var lines: [Substring] { code.split(separator: "\n", omittingEmptySubsequences: false) }
    var lineCount: Int { text.split(separator: "\n", omittingEmptySubsequences: false).count - 1 }

    /// The modules that the file imports.
    var imports: Set<String> {
        let pattern =
            /^\s*(?:@\w+(?:\(\w+\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|func|typealias|var|let)\s+)?(\w+)/
        return Set(lines.compactMap { $0.firstMatch(of: pattern).map { String($0.1) } })
    }

    /// Declarations that other targets see, each from its access level to its body (or to the end of its line).
    var visibleDeclarations: [String] {
        let code = code.replacing("->", with: "  ")
        let start =
            /\b(?:public|package)\s+(?:\w+\s+)*?(?:func|var|let|init|subscript|typealias|case|struct|enum|class|actor)\b/
        return code.matches(of: start).map { match in
            var depth = 0
            let end = code[match.range.lowerBound...].firstIndex { character in
                if "([<".contains(character) { depth += 1 }
                if ")]>".contains(character) { depth -= 1 }
                return depth <= 0 && (character == "{" || character == "=" || character == "\n")
            }
            return String(code[match.range.lowerBound..<(end ?? code.endIndex)])
        }
    }

    /// The numbers of the lines (from 1) whose code matches.
    func lineNumbers(matching pattern: some RegexComponent) -> [Int] {
        lines.enumerated().filter { $0.element.firstMatch(of: pattern) != nil }.map { $0.offset + 1 }
    }
}
