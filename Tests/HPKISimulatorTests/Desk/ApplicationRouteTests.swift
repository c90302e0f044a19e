import Foundation
import Simulation
import Testing
import VendorDouble

@testable import HPKISimulator

/// The application form over the wire, and how far an application is.
@Suite(.timeLimit(.minutes(5))) struct ApplicationRouteTests {
    /// ISS-01, ISS-02; desk rules CC-4 and CC-5.
    @Test func `answers 409 until the desk has decided, then 200 or 403`() async throws {
        try await DeskBench.run { bench in
            let sent = try await bench.post(DeskBench.form)
            #expect(sent.status == 201)
            #expect(sent["Location"] == "/desk/applications/A-0001")
            #expect(try sent.json["institution_code"] == "9948000014")
            let pending = try await bench.get("/desk/applications/A-0001")
            #expect(pending.status == 409)
            #expect(try pending.json["error"] == "certificate_pending")
            #expect(try pending.json["responsible"] == "desk")
            // What is sent stays as it is.
            for method in ["PUT", "PATCH", "DELETE", "POST"] {
                let change = ClientRequest(method, "/desk/applications/A-0001", body: Array("{}".utf8))
                #expect(try await bench.vendor.portal.send(change).status == 405)
            }
            let unknown = DeskBench.form.replacing("institution-code", "9918000036")
            #expect(try await bench.post(unknown).json["facility"] == .null)
            try await bench.advance("1d")
            #expect(try await bench.get("/desk/applications/A-0001").json["status"] == "issued")
            let rejected = try await bench.get("/desk/applications/A-0002")
            #expect(rejected.status == 403)
            #expect(try rejected.json["error"] == "facility_not_found")
            #expect(try rejected.json["responsible"] == "facility")
            #expect(try await bench.mails("rejection").first?["to"] == "yakkyoku@pharmacy.test")
            #expect(try await bench.get("/desk/applications/A-0003").json["error"] == "application_not_found")
        }
    }

    /// Widths are folded, rare letters of names are kept; the letter goes to the facility (desk rule DL-3).
    @Test func `keeps names as they are written`() async throws {
        try await DeskBench.run { bench in
            let elsewhere = DeskBench.form.replacing("address", "東京都の別の住所").replacing("proxy-applicant", "検証ベンダー")
            let sent = try await bench.post(elsewhere)
            #expect(
                try sent.json["warnings"]?[0]?.string?.hasPrefix("パスワード通知書は申請した施設の所在地にのみ送付されます") == true
            )
            try await bench.advance("8d")
            let letter = try #require(try await bench.letters().last)
            #expect(letter["addressee"] == "髙﨑 𠮷男")
            #expect(letter["address"] == "検証県模擬市本町二丁目3番5号")
            #expect(letter["marks"] == ["特定記録郵便", "親展", "パスワード通知書在中"])
            #expect(try await bench.mails("download-link").last?["body"]?.string?.contains("髙﨑 𠮷男 様") == true)
        }
    }

    static let badForms: [(String, JSONValue, String, String)] = [
        ("institution-code", "9948000013", "institution-code", "検証番号(末尾)は3ではなく4です"),
        ("institution-code", "9938000016", "institution-code", "医科のコード9918000010で申請してください"),
        ("institution-code", "12", "institution-code", "has 10 digits, not 2"),
        ("contact-name", "　", "contact-name", "担当者氏名を入力してください"),
        ("contact-name", .string(String(repeating: "𠮷", count: 101)), "contact-name", "100文字以内"),
        ("email", "a\r\nBcc: b@c.test", "email", "使えない文字"),
        ("email", "nobody", "email", "メールアドレス"),
    ]

    @Test func `names the field that is wrong, and what would be right`() async throws {
        try await DeskBench.run { bench in
            for (name, value, field, words) in Self.badForms {
                let answer = try await bench.post(DeskBench.form.replacing(name, value))
                #expect(answer.status == 400, "\(name)")
                #expect(try answer.json["error"] == "invalid_request")
                #expect(try answer.json["field"]?.string == field)
                #expect(try answer.json["error_description"]?.string?.contains(words) == true, "\(answer.refusal)")
            }
            let unknown = try await bench.post(DeskBench.form.replacing("sex", "f"))
            #expect(unknown.refusal.hasPrefix("400 invalid_request: The form has no field 'sex': it has facility-name"))
            #expect(
                try await bench.post(DeskBench.form.replacing("email", 1)).refusal
                    == "400 invalid_request: 'email' is a text"
            )
            let foreign = try await bench.post(DeskBench.form, fields: [("Origin", "http://evil.test")])
            #expect(foreign.status == 403)
            #expect(try foreign.json["error"] == "foreign_origin")
            #expect(try await bench.events("application.*").isEmpty)
        }
    }

    /// Many browsers at once: each gets a number of its own, and the facility one certificate that outlives the month.
    @Test func `takes applications that come at the same time`() async throws {
        try await DeskBench.run { bench in
            let simulator = bench.vendor.simulator
            let numbers = try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        let browser = DeskBench(vendor: try await Vendor(simulator))
                        return try await browser.post(DeskBench.form).json["application"]?.string
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }.compactMap(\.self)
            }
            #expect(numbers.sorted() == (1...8).map { "A-000\($0)" })
            try await bench.advance("60d")
            let status = try await bench.command("desk.status", ["facility": "pharmacy"])
            let states = status["certificates"]?.array?.compactMap { $0["status"]?.string } ?? []
            #expect(states.sorted() == Array(repeating: "revoked", count: 7) + ["valid"])
            #expect(try await bench.events("client-certificate.issued").count == 9)
        }
    }
}
