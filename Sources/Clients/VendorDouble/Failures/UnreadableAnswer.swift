/// A good status with a body that does not say what it should.
package struct UnreadableAnswer: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        /// Another content type than JSON: an HTML page, for one.
        case notJSON(contentType: String?)
        /// A page in the place of the file.
        case notAFile(contentType: String?)
        /// Not JSON, whatever it calls itself.
        case malformedJSON
        /// JSON without this member, or with one of another type.
        case member(String)
        /// A status that does not belong to this call.
        case unexpectedStatus
    }

    package let status: Int
    package let reason: Reason

    package init(_ status: Int, _ reason: Reason) {
        self.status = status
        self.reason = reason
    }
}

extension UnreadableAnswer: CustomStringConvertible {
    package var description: String {
        switch reason {
        case .notJSON(let type): "status \(status) with a body of \(type ?? "no type") instead of JSON"
        case .notAFile(let type): "status \(status) with a body of \(type ?? "no type") instead of the file"
        case .malformedJSON: "status \(status) with malformed JSON"
        case .member(let path): "status \(status) with JSON whose member \(path) is missing or of another type"
        case .unexpectedStatus: "status \(status), which is no answer to this call"
        }
    }
}
