/// The description of a TLS alert: the number on the wire (RFC 8446, section 6; RFC 5246, section 7.2).
package struct TLSAlert: RawRepresentable, Hashable, Codable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package static let closeNotify = TLSAlert(rawValue: 0)
    package static let unexpectedMessage = TLSAlert(rawValue: 10)
    package static let badRecordMAC = TLSAlert(rawValue: 20)
    package static let recordOverflow = TLSAlert(rawValue: 22)
    package static let handshakeFailure = TLSAlert(rawValue: 40)
    package static let badCertificate = TLSAlert(rawValue: 42)
    package static let unsupportedCertificate = TLSAlert(rawValue: 43)
    package static let certificateRevoked = TLSAlert(rawValue: 44)
    package static let certificateExpired = TLSAlert(rawValue: 45)
    package static let certificateUnknown = TLSAlert(rawValue: 46)
    package static let illegalParameter = TLSAlert(rawValue: 47)
    package static let unknownCA = TLSAlert(rawValue: 48)
    package static let decodeError = TLSAlert(rawValue: 50)
    package static let decryptError = TLSAlert(rawValue: 51)
    package static let protocolVersion = TLSAlert(rawValue: 70)
    package static let internalError = TLSAlert(rawValue: 80)
    package static let userCanceled = TLSAlert(rawValue: 90)
    package static let badCertificateStatusResponse = TLSAlert(rawValue: 113)
    package static let certificateRequired = TLSAlert(rawValue: 116)
}

extension TLSAlert: CustomStringConvertible {
    /// The name in the RFCs, such as `certificate_revoked`; the bare number where this product never meets the alert.
    package var description: String { Self.names[rawValue] ?? "alert_\(rawValue)" }

    private static let names: [UInt8: String] = [
        0: "close_notify", 10: "unexpected_message", 20: "bad_record_mac", 22: "record_overflow",
        40: "handshake_failure", 42: "bad_certificate", 43: "unsupported_certificate", 44: "certificate_revoked",
        45: "certificate_expired", 46: "certificate_unknown", 47: "illegal_parameter", 48: "unknown_ca",
        49: "access_denied", 50: "decode_error", 51: "decrypt_error", 70: "protocol_version",
        71: "insufficient_security", 80: "internal_error", 86: "inappropriate_fallback", 90: "user_canceled",
        100: "no_renegotiation", 109: "missing_extension", 110: "unsupported_extension", 112: "unrecognized_name",
        113: "bad_certificate_status_response", 115: "unknown_psk_identity", 116: "certificate_required",
        120: "no_application_protocol",
    ]
}
