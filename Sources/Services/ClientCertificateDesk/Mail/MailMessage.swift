import Foundation
import OpenSSL

/// A mail as a file (.eml): RFC 5322 with the header of RFC 2047 and a Base64 body of RFC 2045.
struct MailMessage {
    private let mail: Mail

    init(_ mail: Mail) {
        self.mail = mail
    }

    /// Lines end with CRLF.
    var text: String {
        let fields = [
            "From: \(Self.address(mail.from))", "To: \(Self.address(mail.to))",
            "Subject: \(Self.encodedWords(mail.subject))", "Date: \(Self.date(mail.sentAt))",
            "Message-ID: <\(Hex.encode(DigestAlgorithm.sha256.hash(Array(mail.id.utf8)).prefix(16)))@hpki-sim.test>",
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
        ]
        return (fields + ["", Self.lines(Array(mail.body.replacing("\n", with: "\r\n").utf8))])
            .joined(separator: "\r\n") + "\r\n"
    }

    /// An address that somebody typed into a form: nothing of it may begin another field, or leave ASCII.
    private static func address(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { (0x21...0x7E).contains($0.value) }
        return isPlain ? text : encodedWords(text)
    }

    /// At most 75 characters a word; no word ends within a character (RFC 2047, sections 2 and 5).
    static func encodedWords(_ text: String) -> String {
        var words: [String] = []
        var bytes: [UInt8] = []
        func end() {
            if !bytes.isEmpty { words.append("=?UTF-8?B?\(Base64.encode(bytes))?=") }
            bytes = []
        }
        for scalar in text.unicodeScalars {
            let encoded = Array(String(scalar).utf8)
            if bytes.count + encoded.count > 45 { end() }
            bytes += encoded
        }
        end()
        return words.joined(separator: "\r\n ")
    }

    /// `Fri, 03 Apr 2026 10:00:00 +0900`
    static func date(_ instant: Date) -> String {
        let calendar = DeskCalendar.calendar
        let parts = calendar.dateComponents([.weekday, .day, .month, .year, .hour, .minute, .second], from: instant)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: Int?) -> String { ((number ?? 0) < 10 ? "0" : "") + String(number ?? 0) }
        let time = [parts.hour, parts.minute, parts.second].map(two).joined(separator: ":")
        return "\(days[((parts.weekday ?? 1) - 1) % 7]), \(two(parts.day)) \(months[((parts.month ?? 1) - 1) % 12])"
            + " \(parts.year ?? 0) \(time) +0900"
    }

    private static func lines(_ bytes: [UInt8]) -> String {
        var lines: [Substring] = []
        var rest = Base64.encode(bytes)[...]
        while !rest.isEmpty {
            lines.append(rest.prefix(76))
            rest = rest.dropFirst(76)
        }
        return lines.joined(separator: "\r\n")
    }
}
