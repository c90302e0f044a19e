import Foundation

/// The pages of nginx 1.22.1 (Debian 12) for clients that it turns away, byte for byte.
struct NginxPage: Sendable {
    static let certificateMissing = NginxPage(phrase: "No required SSL certificate was sent")
    static let certificateError = NginxPage(phrase: "The SSL certificate error")
    static let plainHTTP = NginxPage(phrase: "The plain HTTP request was sent to HTTPS port")

    private static let server = "nginx/1.22.1"

    /// What the page says: never the cause, that stands in nginx's log only.
    let phrase: String
    /// What an operator has added with nginx's `error_page`; nil for the page as it comes.
    private(set) var explanation: String?

    init(phrase: String) {
        self.phrase = phrase
    }

    func explained(by sentence: String?) -> NginxPage {
        var page = self
        page.explanation = sentence
        return page
    }

    /// The whole HTTP answer.
    ///
    /// - Parameter withBody: `false` for HEAD.
    func answer(withBody: Bool, date: Date) -> [UInt8] {
        let head = ["<html>", "<head><title>400 \(phrase)</title></head>", "<body>"]
        let said = ["<center><h1>400 Bad Request</h1></center>", "<center>\(phrase)</center>"]
        let foot = ["<hr><center>\(Self.server)</center>", "</body>", "</html>"]
        let body = text(head + said + (explanation.map { ["<center>\($0)</center>"] } ?? []) + foot)
        let fields = text([
            "HTTP/1.1 400 Bad Request",
            "Server: \(Self.server)",
            "Date: \(HTTPDate.format(date))",
            "Content-Type: text/html\(explanation == nil ? "" : "; charset=utf-8")",
            "Content-Length: \(body.utf8.count)",
            "Connection: close",
            "",
        ])
        return Array((withBody ? fields + body : fields).utf8)
    }

    private func text(_ lines: [String]) -> String {
        lines.map { $0 + "\r\n" }.joined()
    }
}
