import Simulation

/// A TLS alert (RFC 8446, section 6) by its name or number.
package struct AlertName: Hashable, Sendable {
    package let number: Int

    package init(number: Int) {
        self.number = number
    }

    init(_ value: SourceValue) throws(ScenarioError) {
        if let number = value.json.integer {
            self.init(number: number)
            return
        }
        let name = try value.text()
        guard let number = Self.numbers[name] else {
            throw value.error("unknown alert \"\(name)\"" + Hint.nearest(name, among: Self.numbers.keys))
        }
        self.init(number: number)
    }

    /// The names of the standard; `certificate_required` is TLS 1.3's own.
    static let numbers: [String: Int] = [
        "close_notify": 0, "unexpected_message": 10, "bad_record_mac": 20, "handshake_failure": 40,
        "bad_certificate": 42, "unsupported_certificate": 43, "certificate_revoked": 44, "certificate_expired": 45,
        "certificate_unknown": 46, "illegal_parameter": 47, "unknown_ca": 48, "access_denied": 49, "decode_error": 50,
        "decrypt_error": 51, "protocol_version": 70, "insufficient_security": 71, "internal_error": 80,
        "user_canceled": 90, "unrecognized_name": 112, "bad_certificate_status_response": 113,
        "certificate_required": 116,
    ]
}

extension AlertName: CustomStringConvertible {
    package var description: String {
        Self.numbers.first { $0.value == number }.map { "\($0.key) (\(number))" } ?? "\(number)"
    }
}
