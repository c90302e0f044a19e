/// Why a TLS connection failed. Two errors are equal when their codes are.
package struct TLSError: Error, Sendable {
    /// The kind of failure; other targets add their own as static members.
    package struct Code: RawRepresentable, Hashable, Sendable {
        package let rawValue: String

        package init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The handshake ended with an alert or with bytes that are no TLS.
        package static let handshakeFailed = Code(rawValue: "handshake failed")
        /// An alert, or a record that cannot be read, after the handshake.
        package static let connectionFailed = Code(rawValue: "connection failed")
        /// The first bytes were an HTTP request.
        package static let plainHTTP = Code(rawValue: "plain HTTP on a TLS port")
    }

    package let code: Code
    package let alertSent: TLSAlert?
    package let alertReceived: TLSAlert?
    /// What was wrong with the certificate of the other side.
    package let verification: VerificationFailure?
    /// OpenSSL's error queue at the failure.
    package let cause: OpenSSLError?

    package init(
        _ code: Code,
        alertSent: TLSAlert? = nil,
        alertReceived: TLSAlert? = nil,
        verification: VerificationFailure? = nil,
        cause: OpenSSLError? = nil
    ) {
        self.code = code
        self.alertSent = alertSent
        self.alertReceived = alertReceived
        self.verification = verification
        self.cause = cause
    }
}

extension TLSError: Hashable {
    package static func == (left: TLSError, right: TLSError) -> Bool { left.code == right.code }

    package func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension TLSError: CustomStringConvertible {
    package var description: String {
        var parts = [code.rawValue]
        if let verification { parts.append("\(verification.code): \(verification.reason)") }
        if let alertSent { parts.append("alert \(alertSent.rawValue) \(alertSent) sent") }
        if let alertReceived { parts.append("alert \(alertReceived.rawValue) \(alertReceived) received") }
        if verification == nil, let cause { parts.append(cause.description) }
        return parts.joined(separator: "; ")
    }
}
