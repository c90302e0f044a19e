import Foundation
import OpenSSL

extension CertificateRefusal {
    /// The whole HTTP answer to a client whose certificate is refused.
    ///
    /// - Parameters:
    ///   - style: one that refuses after the handshake.
    ///   - withBody: `false` for HEAD.
    func answer(_ style: FrontStyle, withBody: Bool, date: Date) -> [UInt8] {
        switch style {
        case .http401: json(status: "401 Unauthorized", code: "unauthorized", withBody: withBody, date: date)
        case .http403: json(status: "403 Forbidden", code: code, withBody: withBody, date: date)
        case .http400, .alertOpenSSL, .alertBoringSSL:
            (self == .missing ? NginxPage.certificateMissing : .certificateError)
                .explained(by: explanation)
                .answer(withBody: withBody, date: date)
        }
    }

    private func json(status: String, code: String, withBody: Bool, date: Date) -> [UInt8] {
        // Neither text has a character that JSON escapes.
        let body = #"{"error":"\#(code)","error_description":"\#(sentence)"}"#
        let head = [
            "HTTP/1.1 \(status)",
            "Date: \(HTTPDate.format(date))",
            "Content-Type: application/json",
            "Content-Length: \(body.utf8.count)",
            "Cache-Control: no-store",
            "Connection: close",
        ]
        let lines = head.joined(separator: "\r\n") + "\r\n\r\n"
        return Array((withBody ? lines + body : lines).utf8)
    }
}
