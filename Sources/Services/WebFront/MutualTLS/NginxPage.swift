import Foundation

/// The pages of nginx 1.22.1 (Debian 12) for clients that it turns away, byte for byte.
struct NginxPage: Sendable {
    static let certificateMissing = NginxPage(phrase: "No required SSL certificate was sent")
    static let certificateError = NginxPage(phrase: "The SSL certificate error")
    static let plainHTTP = NginxPage(phrase: "The plain HTTP request was sent to HTTPS port")

    private static let server = "nginx/1.22.1"

    /// What the page says: never the cause, that stands in nginx's log only.
    let phrase: String

    /// The whole HTTP answer.
    ///
    /// - Parameter withBody: `false` for HEAD.
    func answer(withBody: Bool, date: Date) -> [UInt8] {
        let body = text([
            "<html>",
            "<head><title>400 \(phrase)</title></head>",
            "<body>",
            "<center><h1>400 Bad Request</h1></center>",
            "<center>\(phrase)</center>",
            "<hr><center>\(Self.server)</center>",
            "</body>",
            "</html>",
        ])
        let head = text([
            "HTTP/1.1 400 Bad Request",
            "Server: \(Self.server)",
            "Date: \(HTTPDate.format(date))",
            "Content-Type: text/html",
            "Content-Length: \(body.utf8.count)",
            "Connection: close",
            "",
        ])
        return Array((withBody ? head + body : head).utf8)
    }

    private func text(_ lines: [String]) -> String {
        lines.map { $0 + "\r\n" }.joined()
    }
}
