import OpenSSL
package import VendorDouble
import XMLSignature

/// A failure of the reference client in the words of expectations.
package struct ClientFailureReport: Hashable, Sendable {
    package let kind: ClientFailureKind
    /// What was being done: `POST /csc/v2/credentials/list`.
    package var call: String?
    package var alert: Int?
    package var status: Int?
    package var error: String?
    package var errorDescription: String?
    package var moment: String?
    package var subIndication: String?
    /// One line for people.
    package let text: String

    package init(kind: ClientFailureKind, text: String) {
        self.kind = kind
        self.text = text
    }

    package init(_ failure: VendorFailure) {
        text = failure.description
        call = failure.call
        switch failure.cause {
        case .tls(let fault):
            kind = .tls
            alert = fault.alert.map { Int($0.rawValue) }
            moment = fault.moment == .handshake ? "handshake" : "after-handshake"
            errorDescription = fault.japanese
        case .refused(let refusal):
            kind = .refused
            status = refusal.status
            error = refusal.error
            errorDescription = refusal.sentence
        case .unreadable(let answer):
            kind = .unreadable
            status = answer.status
        case .login(let fault):
            kind = .login
            if case .refused(let code, let sentence) = fault {
                error = code
                errorDescription = sentence
            }
        case .pkcs12(let error):
            switch error {
            case .wrongPassword: kind = .pkcs12WrongPassword
            case .unsupportedEncryption: kind = .pkcs12UnsupportedEncryption
            case .notPKCS12: kind = .notPKCS12
            }
            errorDescription = error.japanese
        case .keyDoesNotMatch: kind = .keyDoesNotMatch
        case .settings: kind = .settings
        case .proxy(let answered):
            kind = .proxy
            status = answered
        case .unreachable: kind = .unreachable
        case .reset: kind = .reset
        case .truncated: kind = .truncated
        case .closedWithoutAnswer: kind = .closedWithoutAnswer
        case .deadlineExceeded: kind = .deadlineExceeded
        case .answerTooLong: kind = .answerTooLong
        case .malformedHTTP: kind = .malformedHTTP
        case .stillPending: kind = .stillPending
        case .credential: kind = .credential
        case .signatures(let fault):
            kind = .signatures
            if case .document(_, let indication) = fault { subIndication = indication.rawValue }
        case .other: kind = .other
        }
    }

    package init(_ failure: CardSigningFailure) {
        self.init(kind: .card, text: "\(failure.code): \(failure.japanese)")
        error = failure.code
        errorDescription = failure.japanese
    }

    func complaint(about pattern: ClientFailurePattern) -> String? {
        var differences: [String] = []
        func compare<Value: Equatable & CustomStringConvertible>(_ name: String, _ wanted: Value?, _ found: Value?) {
            guard let wanted, wanted != found else { return }
            differences.append("\(name) \(found?.description ?? "none") instead of \(wanted)")
        }
        compare("kind", pattern.kind?.rawValue, kind.rawValue)
        if let wanted = pattern.call, call?.contains(wanted) != true { compare("call", wanted, call) }
        compare("alert", pattern.alert?.number, alert)
        compare("status", pattern.status, status)
        compare("error", pattern.error, error)
        compare("error_description", pattern.errorDescription, errorDescription)
        compare("moment", pattern.moment, moment)
        compare("sub-indication", pattern.subIndication, subIndication)
        return differences.isEmpty ? nil : "\(differences.joined(separator: ", ")) (\(text))"
    }
}
