import OpenSSL
package import VendorDouble

/// A failure of the reference client in the words of expectations.
package struct ClientFailureReport: Hashable, Sendable {
    /// Which kind of failure: `tls`, `refused`, `unreachable`, `signatures`, …
    package let kind: String
    package var alert: Int?
    package var status: Int?
    package var error: String?
    package var errorDescription: String?
    /// One line for people.
    package let text: String

    package init(kind: String, text: String) {
        self.kind = kind
        self.text = text
    }

    package init(_ failure: VendorFailure) {
        text = failure.description
        switch failure.cause {
        case .tls(let fault):
            kind = "tls"
            alert = fault.alert.map { Int($0.rawValue) }
        case .refused(let refusal):
            kind = "refused"
            status = refusal.status
            error = refusal.error
            errorDescription = refusal.sentence
        case .unreadable(let answer):
            kind = "unreadable"
            status = answer.status
        case .login(let fault):
            kind = "login"
            if case .refused(let code, let sentence) = fault {
                error = code
                errorDescription = sentence
            }
        case .pkcs12(.wrongPassword): kind = "pkcs12-wrong-password"
        case .pkcs12(.unsupportedEncryption): kind = "pkcs12-unsupported-encryption"
        case .pkcs12(.notPKCS12): kind = "not-pkcs12"
        case .keyDoesNotMatch: kind = "key-does-not-match"
        case .settings: kind = "settings"
        case .unreachable: kind = "unreachable"
        case .reset: kind = "reset"
        case .truncated: kind = "truncated"
        case .closedWithoutAnswer: kind = "closed-without-answer"
        case .deadlineExceeded: kind = "deadline-exceeded"
        case .answerTooLong: kind = "answer-too-long"
        case .malformedHTTP: kind = "malformed-http"
        case .stillPending: kind = "still-pending"
        case .credential: kind = "credential"
        case .signatures: kind = "signatures"
        case .other: kind = "other"
        }
    }

    func complaint(about pattern: ClientFailurePattern) -> String? {
        var differences: [String] = []
        func compare<Value: Equatable & CustomStringConvertible>(_ name: String, _ wanted: Value?, _ found: Value?) {
            guard let wanted, wanted != found else { return }
            differences.append("\(name) \(found?.description ?? "none") instead of \(wanted)")
        }
        compare("kind", pattern.kind, kind)
        compare("alert", pattern.alert?.number, alert)
        compare("status", pattern.status, status)
        compare("error", pattern.error, error)
        compare("error_description", pattern.errorDescription, errorDescription)
        return differences.isEmpty ? nil : "\(differences.joined(separator: ", ")) (\(text))"
    }
}
