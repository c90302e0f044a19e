import Foundation
import Testing

@testable import ClientCertificateDesk

/// A mail as a file: what RFC 5322 and RFC 2047 want of it.
struct MailMessageTests {
    private func message(subject: String, to: String = "a@clinic.test") -> String {
        let mail = Mail(
            id: "A-0001-1",
            kind: .downloadLink,
            from: "desk@hpki-sim.test",
            to: to,
            subject: subject,
            body: "検証用クリニック\n髙橋 様\n",
            // 2026-01-31 10:30 in Tokyo, a Saturday.
            sentAt: Date(timeIntervalSince1970: 1_769_823_000),
            folder: .inbox,
            facts: [:]
        )
        return MailMessage(mail).text
    }

    @Test func `writes the date as it is in Tokyo`() {
        #expect(message(subject: "x").contains("\r\nDate: Sat, 31 Jan 2026 10:30:00 +0900\r\n"))
    }

    @Test func `cuts long subjects between characters`() throws {
        let text = message(subject: String(repeating: "𠮷髙", count: 30))
        let words = text.matches(of: /=\?UTF-8\?B\?([^?]+)\?=/).map { ($0.0, $0.1) }
        #expect(words.count > 3)
        var subject = ""
        for (word, base64) in words {
            #expect(word.count <= 75)
            subject += try #require(Data(base64Encoded: String(base64)).flatMap { String(data: $0, encoding: .utf8) })
        }
        #expect(subject == String(repeating: "𠮷髙", count: 30))
    }

    @Test func `lets no address begin a field of its own`() {
        let text = message(subject: "x", to: "a@b.test\r\nBcc: c@d.test")
        #expect(!text.contains("\r\nBcc:"))
    }

    @Test func `ends every line with CRLF, none longer than 76`() {
        let text = message(subject: "【どこでもキャビネット】パスワードのお知らせ")
        #expect(!text.replacing("\r\n", with: "").contains { $0.isNewline })
        #expect(text.components(separatedBy: "\r\n").allSatisfy { $0.count <= 76 })
    }
}
