import Foundation
import OpenSSL
import Simulation
import Testing
import VendorDouble

@testable import HPKISimulator

/// The download over the wire: what catalogue H.1 says that a vendor's program sees.
@Suite(.timeLimit(.minutes(5))) struct DownloadRouteTests {
    private func issued(_ more: JSONValue = [:], _ body: (DeskBench) async throws -> Void) async throws {
        try await DeskBench.run { bench in
            let arguments = more.replacing("facility", "pharmacy")
            try await bench.command("desk.apply", arguments)
            try await bench.advance("8d")
            try await body(bench)
        }
    }

    /// Desk rules DL-1 to DL-5, CC-1 and CC-8.
    @Test func `gives the file for the mail's password, and it opens with the letter's`() async throws {
        try await issued { bench in
            let link = try await bench.link()
            let offer = try await bench.get(link)
            #expect(offer.status == 200)
            #expect(try offer.json["remaining"] == 5)
            let password = try await bench.downloadPassword()
            #expect(
                try await bench.mails("download-link").last?["subject"]
                    == "[MEDISファイル転送:送信] HPKIライブラリFINDEX からのファイル受取依頼"
            )
            #expect(try await bench.mails("download-password").last?["subject"] == "[どこでもキャビネット] パスワードのお知らせ")
            for name in [DeskBench.fileName, "client.hpki-cardless-signature"] {
                let answer = try await bench.download(link, password, file: name)
                #expect(answer.status == 200)
                #expect(answer["Content-Type"] == "application/x-pkcs12")
                #expect(answer["Content-Disposition"] == "attachment; filename=\"\(name)\"")
                #expect(answer["X-Content-Type-Options"] == "nosniff")
                let secret = try #require(try await bench.letters().last?["pkcs12_password"]?.string)
                #expect(secret != password)
                #expect(try PKCS12(derEncoded: answer.body, password: secret).identities.count == 1)
                #expect(throws: PKCS12ReadError.wrongPassword) {
                    try PKCS12(derEncoded: answer.body, password: password)
                }
            }
            #expect(try await bench.events("client-certificate.delivered").count == 2)
        }
    }

    /// ISS-05, ISS-06; desk rule DL-4.
    @Test func `counts wrong passwords down, the letter's among them, and locks`() async throws {
        try await issued { bench in
            let link = try await bench.link()
            let secret = try #require(try await bench.letters().last?["pkcs12_password"]?.string)
            for remaining in (0...4).reversed() {
                let answer = try await bench.download(link, remaining == 3 ? secret : "wrong")
                #expect(answer.status == 401)
                #expect(answer["WWW-Authenticate"] == "DownloadPassword")
                #expect(try answer.json["error"] == "invalid_password")
                #expect(try answer.json["remaining"]?.integer == remaining)
            }
            let locked = try await bench.download(link, try await bench.downloadPassword())
            #expect(locked.status == 423)
            #expect(try locked.json["error"] == "download_locked")
            #expect(try locked.json["responsible"] == "desk")
            #expect(try await bench.get(link).status == 423)
            #expect(try await bench.events("delivery.locked").count == 1)
            #expect(try await bench.events("delivery.downloaded").isEmpty)
            // A re-send brings new tries.
            try await bench.command("desk.resend", ["facility": "pharmacy"])
            try await bench.advance("2m")
            #expect(try await bench.download(try await bench.link(), try await bench.downloadPassword()).status == 200)
        }
    }

    /// ISS-03: to the same time of day; a clock set back revives nothing and sends nothing again.
    @Test func `is gone from its deadline on, also when the clock is set back`() async throws {
        try await issued(["approval-after": "0s"]) { bench in
            let link = try await bench.link()
            let password = try await bench.downloadPassword()
            let deadline = try #require(
                try await bench.get(link).json["deadline"]?.string.flatMap { Date(rfc3339: $0) }
            )
            let sent = try #require(try await bench.events("delivery.sent").last?.instant)
            #expect(deadline.timeIntervalSince(sent) == 14 * 86_400)
            try await bench.command("clock.freeze", ["at": .string((deadline - 0.001).rfc3339)])
            #expect(try await bench.download(link, password).status == 200)
            try await bench.command("clock.freeze", ["at": .string(deadline.rfc3339)])
            let gone = try await bench.download(link, password)
            #expect(gone.status == 410)
            #expect(try gone.json["error"] == "download_expired")
            #expect(try await bench.get(link).status == 410)
            let mails = try await bench.mails("download-link").count + bench.mails("download-password").count
            let back = try await bench.command("clock.set", ["to": .string((sent + 60).rfc3339)])
            #expect(back["backwards"] == true)
            #expect(try await bench.download(link, password).status == 410)
            try await bench.command("clock.set", ["to": .string((deadline + 86_400).rfc3339)])
            #expect(try await bench.mails("download-link").count + bench.mails("download-password").count == mails)
            #expect(try await bench.events("delivery.link-expired").count == 1)
        }
    }

    /// ISS-04.
    @Test func `gives a one-time file once`() async throws {
        try await issued(["one-time": true]) { bench in
            let (link, password) = (try await bench.link(), try await bench.downloadPassword())
            #expect(try await bench.download(link, password).status == 200)
            let again = try await bench.download(link, password)
            #expect(again.status == 410)
            #expect(try again.json["error"] == "already_downloaded")
        }
    }

    /// Replayed and guessed links, path tricks, and bodies that are none.
    @Test func `knows its links and files exactly`() async throws {
        try await issued { bench in
            let (link, password) = (try await bench.link(), try await bench.downloadPassword())
            let secret = link.split(separator: "/").last.map(String.init) ?? ""
            #expect(secret.count == 32)
            let guesses = [
                String(secret.dropLast()), secret + "A", secret.uppercased(), String(secret.reversed()), "..", "%00",
            ]
            for guess in guesses where guess != secret {
                let answer = try await bench.get("/desk/downloads/\(guess)")
                #expect(answer.status == 404, "\(guess)")
            }
            let tricks = [
                "..%2F..%2Fetc%2Fpasswd", "client.hpki-cardless-signature.p12%00.txt",
                "CLIENT.hpki-cardless-signature.p12",
                "client.hpki-cardless-signature.p12%20", "%2e%2e", "client.hpki-cardless-signature.p12.bak",
            ]
            for name in tricks {
                let answer = try await bench.download(link, password, file: name)
                #expect(answer.status == 404, "\(name)")
            }
            let textual = ClientRequest("POST", "\(link)/\(DeskBench.fileName)", body: Array("password=x".utf8))
            #expect(try await bench.vendor.portal.send(textual).status == 415)
            let nothing = ClientRequest.json("\(link)/\(DeskBench.fileName)", "{}")
            #expect(try await bench.vendor.portal.send(nothing).status == 400)
            #expect(try await bench.events("delivery.password-refused").isEmpty)
            // A re-sent link replaces the old one, which looks like any other text from then on.
            try await bench.command("desk.resend", ["facility": "pharmacy"])
            #expect(try await bench.download(link, password).refusal.hasPrefix("404 download_not_found"))
            // No secret of the desk's stands in the journal.
            let journal = try await bench.vendor.admin(.get("/_sim/journal?limit=100000")).text
            #expect(!journal.contains(secret) && !journal.contains(password))
            let records = try await bench.vendor.admin(.get("/_sim/records")).text
            #expect(!records.contains(password))
        }
    }

    /// DL-6, DL-7, DL-8 as conditions of the desk.
    @Test func `re-sends on its conditions only`() async throws {
        try await DeskBench.run { bench in
            func refusal(_ arguments: JSONValue) async throws -> String {
                try await bench.vendor.command("desk.resend", arguments.replacing("facility", "pharmacy")).refusal
            }
            #expect(try await refusal([:]).hasPrefix("409 refused: desk.resend: 発行済みのクライアント証明書がありません"))
            try await bench.command("desk.apply", ["facility": "pharmacy", "letter": "lost", "approval-after": "0s"])
            #expect(try await refusal(["letter-at-hand": false]).contains("without the letter: apply again"))
            #expect(
                try await refusal(["missing": "password-mail", "letter-at-hand": true]).contains("after the deadline")
            )
            // The letter is on its way: a link that never came is sent again all the same.
            #expect(
                try await bench.vendor.command("desk.resend", ["facility": "pharmacy", "missing": "link-mail"]).status
                    == 200
            )
            try await bench.advance("7d")
            #expect(try await bench.events("letter.lost").count == 1)
            #expect(try await refusal(["missing": "link-mail"]).contains("without the letter: apply again"))
            try await bench.advance("8d")
            #expect(
                try await bench.command(
                    "desk.resend",
                    ["facility": "pharmacy", "missing": "password-mail", "letter-at-hand": true]
                )["sendings"] == 3
            )
            // A lost letter stays lost, however often the link is sent.
            #expect(try await refusal(["missing": "link-mail"]).contains("without the letter: apply again"))
            try await bench.command("desk.stop", ["facility": "pharmacy"])
            #expect(try await refusal(["letter-at-hand": true]).contains("has ended: apply again"))
        }
    }
}
