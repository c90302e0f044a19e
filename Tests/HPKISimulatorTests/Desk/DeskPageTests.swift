import Foundation
import Simulation
import Testing
import VendorDouble

@testable import HPKISimulator

/// The desk's pages over the wire: who may post, what is escaped, which status a page has.
@Suite(.timeLimit(.minutes(5))) struct DeskPageTests {
    private static let html: [ClientRequest.Field] = [("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")]

    /// What a browser has of a page: the token in its form, and the cookie.
    private struct OpenPage {
        let answer: ClientAnswer
        let csrf: String
        let cookie: String
    }

    private func open(_ path: String, _ bench: DeskBench) async throws -> OpenPage {
        let answer = try await bench.vendor.portal.send(.get(path, fields: Self.html))
        let csrf = answer.text.firstMatch(of: /name="csrf" value="([^"]+)"/)?.1
        let cookies = answer.fields.filter { $0.name.lowercased() == "set-cookie" }.map(\.value)
        let cookie = cookies.first { $0.contains("-csrf=") }?.split(separator: ";").first
        return OpenPage(answer: answer, csrf: String(csrf ?? ""), cookie: String(cookie ?? ""))
    }

    private func post(
        _ path: String,
        _ values: [(String, String)],
        from page: OpenPage,
        origin: String? = nil,
        cookie: String? = nil,
        csrf: String? = nil,
        _ bench: DeskBench
    ) async throws -> ClientAnswer {
        let origin = origin ?? bench.vendor.simulator.ready.portalURL.replacing("localhost", with: "127.0.0.1")
        let host = ("Host", String(bench.vendor.simulator.ready.portalURL.trimmingPrefix("http://")))
        return try await bench.vendor.portal.send(
            .form(
                path,
                [("csrf", csrf ?? page.csrf)] + values,
                fields: Self.html + [
                    host, ("Cookie", cookie ?? page.cookie),
                    ("Origin", origin.replacing("127.0.0.1", with: "localhost")),
                ]
            )
        )
    }

    private static let form = [
        ("facility-name", "<script>alert(1)</script> \"髙﨑\" & 𠮷"), ("institution-code", "9948000014"),
        ("contact-name", "髙﨑　𠮷男"), ("email", "tan@pharmacy.test"), ("address", "検証県<b>模擬市</b>"),
        ("proxy-applicant", ""), ("remarks", "行1\r\n<i>行2</i>"),
    ]

    @Test func `takes an application by the form, and shows it escaped`() async throws {
        try await DeskBench.run { bench in
            let page = try await open("/desk/apply", bench)
            #expect(page.answer.status == 200)
            #expect(page.answer["Content-Security-Policy"]?.hasPrefix("default-src 'none'") == true)
            let sent = try await post("/desk/applications", Self.form, from: page, bench)
            #expect(sent.status == 303)
            #expect(sent["Location"] == "/desk/applications/A-0001")
            let shown = try await open("/desk/applications/A-0001", bench).answer
            #expect(shown.status == 200)
            #expect(shown.text.contains("&lt;script&gt;alert(1)&lt;/script&gt; &quot;髙﨑&quot; &amp; 𠮷"))
            #expect(shown.text.contains("検証県&lt;b&gt;模擬市") && shown.text.contains("&lt;i&gt;行2"))
            #expect(!shown.text.contains("<script") && !shown.text.contains("<b>"))
            #expect(shown.text.contains("審査中 (pending)"))
            // A program that asks at the same address is answered as before.
            #expect(try await bench.get("/desk/applications/A-0001").status == 409)

            let approved = try await post("/desk/applications/A-0001/approve", [], from: page, bench)
            #expect(approved.status == 303)
            #expect(try await bench.get("/desk/applications/A-0001").json["status"] == "issued")
            let twice = try await post("/desk/applications/A-0001/reject", [], from: page, bench)
            #expect(twice.status == 303)
            #expect(try await bench.events("application.rejected").isEmpty)
        }
    }

    @Test func `keeps what was typed where a field is wrong`() async throws {
        try await DeskBench.run { bench in
            let page = try await open("/desk/apply?facility=pharmacy&reason=lost-letter", bench)
            #expect(page.answer.text.contains(#"value="9948000014""#))
            #expect(page.answer.text.contains("パスワード通知書を紛失したため再申請します。"))
            let wrong = Self.form.map { $0.0 == "institution-code" ? ($0.0, "9948000013") : $0 }
            let refused = try await post("/desk/applications", wrong, from: page, bench)
            #expect(refused.status == 400)
            #expect(refused.text.contains("検証番号(末尾)は3ではなく4です"))
            #expect(refused.text.contains(#"value="&lt;script&gt;alert(1)&lt;/script&gt; &quot;髙﨑&quot; &amp; 𠮷""#))
            #expect(try await bench.events("application.sent").isEmpty)
            let nobody = try await open("/desk/apply?facility=%3Cnobody%3E", bench).answer
            #expect(nobody.status == 400 && nobody.text.contains("“&lt;nobody&gt;”"))
        }
    }

    @Test func `refuses posts of other sites, other pages and other browsers`() async throws {
        try await DeskBench.run { bench in
            let page = try await open("/desk/apply", bench)
            let other = try await open("/desk/apply", bench)
            let refused = [
                try await post("/desk/applications", Self.form, from: page, origin: "http://evil.test", bench),
                try await post("/desk/applications", Self.form, from: page, origin: "null", bench),
                try await post("/desk/applications", Self.form, from: page, cookie: other.cookie, bench),
                try await post("/desk/applications", Self.form, from: page, cookie: "a=b", bench),
                try await post("/desk/applications", Self.form, from: page, csrf: "", bench),
                try await post("/desk/facilities/clinic/stop", [("sure", "true")], from: page, csrf: "x", bench),
                try await post("/desk/invoices/2026-clinic/pay", [], from: page, origin: "http://evil.test", bench),
            ]
            for answer in refused {
                #expect(answer.status == 403)
                #expect(answer["Content-Type"] == "text/html; charset=utf-8")
            }
            let rebound = ClientRequest.get("/desk/mailbox", fields: Self.html + [("Host", "evil.test")])
            #expect(try await bench.vendor.portal.send(rebound).status == 421)
            #expect(try await bench.events("application.sent", "facility.stopped").isEmpty)
            let unsure = try await post("/desk/facilities/clinic/stop", [], from: page, bench)
            #expect(unsure.status == 400 && unsure.text.contains("not_confirmed"))
            let stopped = try await post("/desk/facilities/clinic/stop", [("sure", "true")], from: page, bench)
            #expect(stopped["Location"] == "/desk/facilities/clinic")
            #expect(try await open("/desk/facilities/clinic", bench).answer.text.contains("失効 (revoked)"))
        }
    }

    @Test func `shows junk and lost mails, and letters under way`() async throws {
        try await DeskBench.run { bench in
            try await bench.command(
                "desk.apply",
                ["facility": "pharmacy", "link-mail": "junk", "password-mail": "lost", "letter": "lost"]
            )
            try await bench.advance("2d")
            let mailbox = try await open("/desk/mailbox", bench).answer.text
            #expect(mailbox.contains("受信トレイ (0)") && mailbox.contains("迷惑メール (1)"))
            #expect(mailbox.contains("届かなかったメール(実際の施設には分かりません): 2通目(ダウンロード用パスワード)"))
            let mail = try await open("/desk/mailbox/A-0001-1", bench).answer
            #expect(mail.text.contains("迷惑メールフォルダにあります。"))
            #expect(try await open("/desk/mailbox/A-0001-2", bench).answer.status == 404)
            #expect(try await open("/desk/letterbox", bench).answer.text.contains("(郵送中 on its way)"))
            try await bench.advance("7d")
            #expect(try await open("/desk/letterbox", bench).answer.text.contains("(不着 lost)"))
            #expect(try await open("/desk/letterbox/A-0001", bench).answer.status == 404)
            let file = try await bench.get("/desk/mailbox/A-0001-1/message.eml")
            #expect(file["Content-Type"] == "message/rfc822")
            #expect(file["Content-Disposition"] == "attachment; filename=\"A-0001-1.eml\"")
        }
    }

    @Test func `gives both files for the password, counts tries down, and locks`() async throws {
        try await DeskBench.run { bench in
            try await bench.command("desk.apply", ["facility": "pharmacy", "tries": 2])
            try await bench.advance("8d")
            let (link, password) = (try await bench.link(), try await bench.downloadPassword())
            let page = try await open(link, bench)
            #expect(page.answer.text.contains("残り 2 回"))
            let path = "\(link)/\(DeskBench.fileName)"
            let file = try await post(path, [("password", password)], from: page, bench)
            #expect(file.status == 200 && file["Content-Type"] == "application/x-pkcs12")
            let guide = try await post(
                "\(link)/client-certificate-guide.pdf",
                [("password", password)],
                from: page,
                bench
            )
            #expect(guide.status == 200 && guide.text.hasPrefix("%PDF-"))
            #expect(
                try await post("\(link)/..%2Fready.json", [("password", password)], from: page, bench).status == 404
            )

            let wrong = try await post(path, [("password", "wrong")], from: page, bench)
            #expect(wrong.status == 401 && wrong.text.contains("残り 1 回"))
            #expect(wrong["WWW-Authenticate"] == "DownloadPassword")
            let locked = try await post(path, [("password", "wrong")], from: page, bench)
            #expect(locked.status == 401 && locked.text.contains("残り0回"))
            let over = try await post(path, [("password", password)], from: page, bench)
            #expect(over.status == 423 && over.text.contains("ロックされました"))
            #expect(try await open(link, bench).answer.status == 423)
            try await bench.advance("14d")
            let expired = try await open(link, bench).answer
            #expect(expired.status == 410 && expired.text.contains("再送をご依頼ください"))
            #expect(expired.text.contains("事務局のお問い合わせフォームからご連絡ください。"))
        }
    }

    @Test func `pays an invoice, re-sends, and lists the rooms`() async throws {
        try await DeskBench.run { bench in
            #expect(try await bench.get("/").text.contains(#"<a href="/desk">"#))
            try await bench.command("desk.bill", ["facility": "clinic"])
            let year = try #require(
                try await bench.command("desk.status", ["facility": "clinic"])["invoices"]?.array?.last?["invoice"]?
                    .string
            )
            let page = try await open("/desk/invoices/\(year)", bench)
            #expect(page.answer.text.contains("ご請求金額 11,000円(税込)"))
            #expect(try await post("/desk/invoices/\(year)/pay", [], from: page, bench).status == 303)
            #expect(try await open("/desk/invoices/\(year)", bench).answer.text.contains("支払済 PAID"))
            #expect(try await post("/desk/invoices/\(year)/pay", [], from: page, bench).status == 409)
            #expect(try await open("/desk/invoices/none", bench).answer.status == 404)

            let without = try await post("/desk/facilities/clinic/resend", [("missing", "files")], from: page, bench)
            #expect(without.status == 409 && without.text.contains("letter_needed"))
            let values = [("missing", "files"), ("letter-at-hand", "true")]
            let sent = try await post("/desk/facilities/clinic/resend", values, from: page, bench)
            #expect(sent["Location"] == "/desk/facilities/clinic")
            #expect(try await bench.mails("download-link").count == 1)
        }
    }
}
