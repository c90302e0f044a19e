package import OpenSSL

/// Why the vendor application could not do what it was asked for: one value that a grader compares and a person reads.
package struct VendorFailure: Error, Hashable, Sendable {
    package enum Cause: Hashable, Sendable {
        /// The facility's .p12 file was not opened: wrong password, unsupported encryption, or no such file.
        case pkcs12(PKCS12ReadError)
        /// The .p12 file's certificate is not the one of its private key (ISS-13).
        case keyDoesNotMatch
        /// What the application was told about its surroundings makes no sense; the text says what.
        case settings(String)
        /// No TCP connection: refused, no such name, no answer.
        case unreachable(String)
        case tls(TLSFault)
        /// The outgoing proxy opened no tunnel; 407 asks for a password. Nil for an answer that is no HTTP.
        case proxy(status: Int?)
        /// TCP reset.
        case reset
        /// The connection ended inside an answer, or without `close_notify`.
        case truncated
        /// The server ended the connection before the first byte of its answer.
        case closedWithoutAnswer
        /// No whole answer in time.
        case deadlineExceeded
        /// More bytes of body than the application takes.
        case answerTooLong(limit: Int)
        /// The bytes are no HTTP/1.1 answer, or one with a head beyond all bounds.
        case malformedHTTP(String)
        /// An answer with an error status.
        case refused(Refusal)
        /// A good status, and a body that does not say what it should.
        case unreadable(UnreadableAnswer)
        case login(LoginFault)
        /// The person, or the service, took longer than the application waits.
        case stillPending
        case credential(CredentialFault)
        /// The service answered signatures that are not what was asked for. None of them is used.
        case signatures(SignatureFault)
        case other(String)
    }

    /// What was being done: `POST /csc/v2/signatures/signHash`, `connect localhost:8443`, `open the .p12 file`.
    package let call: String
    package let cause: Cause

    package init(_ call: String, _ cause: Cause) {
        self.call = call
        self.cause = cause
    }

    /// The refusal, where the server answered one.
    package var refusal: Refusal? {
        if case .refused(let refusal) = cause { refusal } else { nil }
    }
}
