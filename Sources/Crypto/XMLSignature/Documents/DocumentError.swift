/// Why bytes are not a document that can be worked with.
package struct DocumentError: Error, Hashable, Sendable {
    package enum Code: String, Hashable, Sendable {
        case empty, tooLarge, notXML, encoding, notWellFormed, documentType, tooDeep, tooManyNodes, tooManyAttributes
        case namespace, wrongRoot, missingElement, alreadySigned, twoSignatures, notSigned, tooManySignatures
        case tooManyReferences, tableOfValues
    }

    package let code: Code
    /// One sentence without a full stop.
    package let reason: String
    /// 1 and up; nil where no place can be named.
    package let line: Int?
    package let column: Int?

    init(_ code: Code, _ reason: String, line: Int? = nil, column: Int? = nil) {
        self.code = code
        self.reason = OneLine.text(reason)
        self.line = line
        self.column = column
    }
}

extension DocumentError: CustomStringConvertible {
    /// `3:17: the reason`, or the reason alone.
    package var description: String {
        guard let line else { return reason }
        guard let column, column > 0 else { return "\(line): \(reason)" }
        return "\(line):\(column): \(reason)"
    }
}
