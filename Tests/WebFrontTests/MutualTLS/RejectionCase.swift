import OpenSSL
import TestSupport
import Testing

/// One client certificate, one TLS version, one way to refuse, and what the client must then see.
struct RejectionCase: Sendable, CustomTestStringConvertible {
    let subject: ClientCertificateCase
    let version: TLSVersion
    let style: FrontStyle

    var testDescription: String { "\(subject), \(version), \(style.rawValue)" }

    /// What TLS has to decide about; a good certificate and a chain in the wrong order stand beside the bad ones.
    static let subjects: [ClientCertificateCase] = [
        .good, .none, .expired, .notYetValid, .revoked, .revokedAndExpired, .unknownAuthority, .authorityOfSameName,
        .selfSigned, .wrongPurpose, .rsa1024, .sha1, .missingIntermediate, .reversedChain, .unknownCriticalExtension,
        .listStale, .listMissing,
    ]

    static let all = subjects.flatMap { subject in
        [TLSVersion.tls12, .tls13].flatMap { version in
            FrontStyle.allCases.map { RejectionCase(subject: subject, version: version, style: $0) }
        }
    }

    /// What the client sees.
    enum Expectation: Equatable {
        case accepted
        case alert(UInt8)
        case answer(String)
    }

    var expectation: Expectation {
        guard subject.isRefused else { return .accepted }
        switch style {
        case .alertOpenSSL, .alertBoringSSL: return .alert(subject.alert(style, version) ?? 0)
        case .http400: return .answer(nginxPage)
        case .http401: return .answer(json("401 Unauthorized", "unauthorized"))
        case .http403: return .answer(json("403 Forbidden", reason.code))
        }
    }

    private var nginxPage: String {
        let phrase = subject == .none ? "No required SSL certificate was sent" : "The SSL certificate error"
        let length = subject == .none ? 237 : 215
        return """
            HTTP/1.1 400 Bad Request
            Server: nginx/1.22.1
            \(MutualTLSTestFront.dateField)
            Content-Type: text/html
            Content-Length: \(length)
            Connection: close

            <html>
            <head><title>400 \(phrase)</title></head>
            <body>
            <center><h1>400 Bad Request</h1></center>
            <center>\(phrase)</center>
            <hr><center>nginx/1.22.1</center>
            </body>
            </html>

            """.replacing("\n", with: "\r\n")
    }

    private func json(_ status: String, _ code: String) -> String {
        let body = #"{"error":"\#(code)","error_description":"\#(reason.sentence)"}"#
        return """
            HTTP/1.1 \(status)
            \(MutualTLSTestFront.dateField)
            Content-Type: application/json
            Content-Length: \(body.utf8.count)
            Cache-Control: no-store
            Connection: close


            """.replacing("\n", with: "\r\n") + body
    }

    private var reason: (code: String, sentence: String) {
        switch subject {
        case .none: ("client_certificate_required", "Client certificate is required.")
        case .expired: ("client_certificate_expired", "The client certificate has expired.")
        case .notYetValid: ("client_certificate_not_yet_valid", "The client certificate is not yet valid.")
        case .revoked, .revokedAndExpired:
            ("client_certificate_revoked", "The client certificate has been revoked.")
        case .unknownAuthority, .authorityOfSameName, .selfSigned, .missingIntermediate:
            (
                "client_certificate_issuer_unknown",
                "The client certificate was not issued by an authority of this service."
            )
        case .wrongPurpose:
            (
                "client_certificate_wrong_purpose",
                "The certificate is not for TLS client authentication. Use the facility's client certificate."
            )
        case .rsa1024, .sha1:
            ("client_certificate_too_weak", "The client certificate's key or signature is too weak.")
        case .listStale, .listMissing:
            (
                "client_certificate_status_unknown",
                "The revocation status of the client certificate could not be determined."
            )
        default: ("client_certificate_invalid", "The client certificate is not valid.")
        }
    }
}
