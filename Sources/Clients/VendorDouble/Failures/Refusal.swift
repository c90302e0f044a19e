import Foundation

/// An answer with an error status: what it says of itself.
package struct Refusal: Hashable, Sendable {
    package let status: Int
    /// The CSC or OAuth `error`; nil where the body is no JSON that has one.
    package let error: String?
    /// Its `error_description`, or the title of an HTML page, as servers before the service send it.
    package let sentence: String?
    /// Seconds. An HTTP-date in `Retry-After` is not read: it would need a clock.
    package let retryAfter: Int?

    package init(_ status: Int, _ error: String?, _ sentence: String? = nil, retryAfter: Int? = nil) {
        self.status = status
        self.error = error
        self.sentence = sentence
        self.retryAfter = retryAfter
    }

    package init(_ answer: ClientAnswer) {
        let body = try? answer.decoded(as: Body.self)
        self.init(
            answer.status,
            body?.error,
            body == nil ? Self.title(of: answer) : body?.error_description,
            retryAfter: answer.retryAfter
        )
    }

    private struct Body: Decodable {
        let error: String
        let error_description: String?
    }

    /// The content of `<title>`, at most 200 characters.
    private static func title(of answer: ClientAnswer) -> String? {
        let page = String(decoding: answer.body.prefix(4096), as: UTF8.self)
        guard let start = page.range(of: "<title>", options: .caseInsensitive),
            let end = page.range(of: "</title>", options: .caseInsensitive, range: start.upperBound..<page.endIndex)
        else { return nil }
        return String(page[start.upperBound..<end.lowerBound].prefix(200))
    }

    /// 429 and 503 say that nothing was done, and that the same may be asked later.
    var isTemporary: Bool { status == 429 || status == 503 }

    /// The token is over, or was never known: another one may do.
    var asksForToken: Bool { status == 401 && ["expired_token", "invalid_token"].contains(error) }

    /// A refused refresh token. "Some servers send `invalid_request` instead of `invalid_grant`" (csc-api.md, section 7).
    var endsSession: Bool {
        (status == 400 || status == 401)
            && ["invalid_grant", "invalid_request", "expired_token", "invalid_token"].contains(error)
    }
}

extension Refusal: CustomStringConvertible {
    package var description: String {
        [String(status), error, sentence].compactMap(\.self).joined(separator: " ")
    }
}

extension ClientAnswer {
    /// `Retry-After` in seconds (RFC 9110, section 10.2.3).
    var retryAfter: Int? { self["Retry-After"].flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil } }
}
