/// An answer of the CSC error table: HTTP status, `error`, `error_description`.
///
/// The table is `CSCError+Table.swift`; it follows CSC API v2.0.0.2 (reference/csc-api.md, section 7). Where the
/// standard is silent the row is marked [D], a decision of this simulator.
package struct CSCError: Error, Equatable, Sendable {
    /// The HTTP status code.
    package let statusCode: Int
    /// The machine-readable code of the `error` member.
    package let code: String
    /// The sentence of the `error_description` member.
    package let description: String
    /// `cert/status` beside the two, where a card's certificate is the reason.
    var certificateStatus: String?

    init(_ statusCode: Int, _ code: String, _ description: String) {
        self.statusCode = statusCode
        self.code = code
        self.description = description
    }

    /// 400 `invalid_request`, which is what nearly every row of the table is.
    static func invalidRequest(_ description: String) -> CSCError {
        CSCError(400, "invalid_request", description)
    }
}
