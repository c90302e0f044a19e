/// How the reference client fails, in the words of scenarios.
package enum ClientFailureKind: String, Hashable, Sendable, CaseIterable {
    /// The handshake failed, or the peer ended it with an alert.
    case tls
    /// An error of the service's.
    case refused
    /// No answer to this call: another content type, no JSON, members missing.
    case unreadable
    /// The authorization server refused, or its answer was not for this client.
    case login
    case pkcs12WrongPassword = "pkcs12-wrong-password"
    case pkcs12UnsupportedEncryption = "pkcs12-unsupported-encryption"
    case notPKCS12 = "not-pkcs12"
    case keyDoesNotMatch = "key-does-not-match"
    /// What the client was told cannot be used.
    case settings
    case unreachable
    /// The outgoing proxy opens no way.
    case proxy
    case reset
    case truncated
    case closedWithoutAnswer = "closed-without-answer"
    case deadlineExceeded = "deadline-exceeded"
    case answerTooLong = "answer-too-long"
    case malformedHTTP = "malformed-http"
    case stillPending = "still-pending"
    /// The credential cannot sign what is asked.
    case credential
    /// Too few, too many, or they do not verify.
    case signatures
    /// A signed document is not what its receiver takes.
    case verification
    /// No signature by a card: `error` is the PC/SC result, the status word, or a word for what the person met.
    case card
    /// The step names another answer.
    case unexpectedAnswer = "unexpected-answer"
    case other
}
