/// Text of a document as a message shows it: what the document says may hold line ends (`&#10;`) and be of any length.
enum OneLine {
    static let limit = 300

    /// Line ends and other controls become spaces, and runs of them one; the end of a long text is left out.
    static func text(_ text: String) -> String {
        var line = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .format:
                if line.last != " " { line.append(" ") }
            default: line.unicodeScalars.append(scalar)
            }
            if line.utf8.count > limit { return line.trimmed + "…" }
        }
        return line.trimmed
    }
}

extension String {
    fileprivate var trimmed: String {
        var rest = self[...]
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}
