import Foundation
import HPKISimulator
import TestSupport
import Testing

/// The desk in the hands of foreign programs: a browser, readers of printed pages, of .p12 files and of revocation lists.
@Suite(.timeLimit(.minutes(5)))
struct DeskPeerTests {
    @Test(.needsPeerPython, .needs(program: "chromium-headless-shell"), .needs(program: "pdftotext"))
    func `a facility goes through the pages in Chromium, and its paper reads as it should`() async throws {
        try await RunningSimulator.with { simulator in
            let folder = try TemporaryDirectory()
            let seen = try await PeerScript.python("desk_pages", [simulator.readyFile.path, folder.path])
            for (name, words) in Self.sentences {
                guard case .text(let text) = seen[name] else {
                    Issue.record("\(name) was not seen")
                    continue
                }
                #expect(text.contains(words), "\(name): \(text)")
            }
            for name in ["issued", "opened", "download_password_opens_nothing"] { #expect(seen[name] == .truth(true)) }
            #expect(seen["facilities"] == .number(4))
            #expect(seen["mails_after_resend"] == .number(3))
            #expect(seen["files"] == .list(["client.hpki-cardless-signature.p12", "%PDF-"]))
            #expect(
                seen["subjects"]
                    == .list([
                        "[どこでもキャビネット] パスワードのお知らせ", "[MEDISファイル転送:送信] HPKIライブラリFINDEX からのファイル受取依頼",
                    ])
            )
            for (page, wanted) in Self.paper {
                let printed = try await ProcessRunner.output(
                    of: "pdftotext",
                    ["-raw", folder.path("\(page).pdf"), "-"]
                )
                let letters = printed.filter { !$0.isWhitespace }
                for text in wanted { #expect(letters.contains(text), "\(page): \(text) is not in \(letters)") }
                #expect(!letters.contains("Mailbox"))
            }
        }
    }

    private static let sentences = [
        ("refused", "検証番号(末尾)は5ではなく4です"), ("kept", "髙﨑　𠮷子"), ("application", "/desk/applications/A-0001"),
        ("name", "検証用薬局 <髙﨑𠮷>"), ("wrong", "残り4回"), ("eml", "A-0001-1.eml"),
        ("eml_subject", "[MEDISファイル転送:送信] HPKIライブラリFINDEX からのファイル受取依頼"), ("eml_body", "髙﨑 𠮷子 様"),
        ("expired", "再送をご依頼ください"), ("old_link", "このリンクは無効です"),
    ]

    /// What is printed, without spaces.
    private static let paper = [
        (
            "letter",
            ["クライアント証明書パスワード通知書", "髙﨑𠮷子様", "検証県模擬市本町二丁目3番5号", "株式会社ファインデックス(MEDIS-DCより受託)", "試験用TEST"]
        ),
        ("envelope", ["特定記録郵便", "親展", "パスワード通知書在中", "髙﨑𠮷子様", "検証用薬局"]),
        ("invoice", ["請求書", "ご請求金額11,000円(税込)", "検証用薬局御中"]),
    ]

    /// The 医療機関用電子証明書, too, is a file as any other (desk rule CC-2).
    @Test(.needs(program: "openssl"), .needs(program: "javac"), .needsPeerPython)
    func `every reader of p12 files opens the delivered one`() async throws {
        try await RunningSimulator.with { simulator in
            let (file, password) = (try #require(simulator.ready.pkcs12), try #require(simulator.ready.pkcs12Password))
            let opened = try await ProcessRunner.run(
                "openssl",
                ["pkcs12", "-in", file, "-passin", "env:PASSWORD", "-nodes", "-info"],
                environment: ["PASSWORD": password]
            )
            #expect(opened.status == .exited(0))
            #expect(opened.outputText.matches(of: /-----BEGIN CERTIFICATE-----/).count == 3)
            #expect(opened.errorText.contains("AES-256-CBC") && opened.errorText.contains("MAC: sha256"))
            let java = try await PeerScript.java("KeyStoreContents", [file], password: password)
            #expect(java.split(separator: "\n").filter { $0.hasPrefix("certificate: ") }.count == 3)
            let python = try await PeerScript.python("read_files", ["pkcs12", file, password])
            #expect(python["keyFits"] == .truth(true))
        }
    }

    @Test(.needs(program: "openssl"), .needs(program: "curl"))
    func `openssl crl finds the certificate of a stopped facility at once (CC-10)`() async throws {
        try await RunningSimulator.with { simulator in
            let folder = try TemporaryDirectory()
            let url = "\(simulator.ready.portalURL)/pki/crl/client-issuing.crl"
            func list() async throws -> String {
                try await ProcessRunner.output(of: "curl", ["-sSf", "-o", folder.path("list.crl"), url])
                return try await ProcessRunner.output(
                    of: "openssl",
                    ["crl", "-inform", "DER", "-in", folder.path("list.crl"), "-noout", "-text"]
                )
            }
            #expect(try await list().contains("No Revoked Certificates."))
            let body = #"{"command":"desk.stop","arguments":{"facility":"clinic"}}"#
            try await ProcessRunner.output(
                of: "curl",
                [
                    "-sSf", "-H", "Authorization: Bearer \(simulator.ready.adminToken)", "-H",
                    "Content-Type: application/json", "-d", body, "\(simulator.ready.adminURL)/commands",
                ]
            )
            let revoked = try await list()
            #expect(revoked.contains("Cessation Of Operation"))
            #expect(revoked.matches(of: #/Serial Number: /#).count == 1)
        }
    }
}
