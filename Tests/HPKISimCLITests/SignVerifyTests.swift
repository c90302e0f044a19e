import Foundation
import ScenarioFiles
import TestSupport
import Testing

/// `hpki-sim sign` and `hpki-sim verify` as processes.
@Suite(.timeLimit(.minutes(5))) struct SignVerifyTests {
    private let program: Program
    private let folder: TemporaryDirectory

    init() throws {
        program = try Program()
        folder = try TemporaryDirectory()
    }

    private func file(_ name: String, _ bytes: some Sequence<UInt8> = ScenarioFiles.prescription) throws -> String {
        try folder.write(bytes, to: name)
    }

    /// What is wrong with where or how a signature stands, and the report's sentence.
    private static let structures = [
        (" Target=\"#PrescriptionSign\"", "", "署名構造の検証に失敗しました。"),
        ("PrescriptionSign>", "Elsewhere>", "正規の位置に署名がありません。"),
        (
            "</Document>", "<xs:Signature xmlns:xs=\"http://www.w3.org/2000/09/xmldsig#\"/></Document>",
            "正規の署名のほかに署名があります。"
        ),
    ]

    @Test func `signs a prescription and verifies it with the world's certificates and lists`() async throws {
        _ = try await program.serving("--ephemeral") { serving in
            let ready = ["--ready", serving.readyFile]
            let input = try file("a.xml")
            let signed = folder.path("a-signed.xml")
            let sign = try await program.run(["sign", input] + ready)
            #expect(sign.status == .exited(0))
            #expect(sign.outputText == "\(signed)\n")
            // Once more: nothing is signed twice.
            let again = try await program.run(["sign", input] + ready)
            #expect(again.status == .exited(0))
            #expect(again.allText == "\(signed): is signed already\n")
            _ = try await program.run(["certs", "export", folder.path("certs")] + ready)
            let verify = try await program.run(["verify", signed, "--trust", folder.path("certs")])
            #expect(verify.status == .exited(0), "\(verify.allText)")
            #expect(verify.outputText.hasPrefix("VALID  有効  a-signed.xml"))
            // Without the root there is no path; that is not a broken signature.
            let untrusted = try await program.run(["verify", signed])
            #expect(untrusted.status == .exited(1))
            #expect(untrusted.outputText.hasPrefix("INDETERMINATE  未確定"))
            let changed = try file(
                "b.xml",
                String(decoding: folder.read("a-signed.xml"), as: UTF8.self).replacing("\">U0o", with: "\">U0p").utf8
            )
            let broken = try await program.run(["verify", changed, "--trust", folder.path("certs"), "--format", "json"])
            #expect(broken.status == .exited(1))
            let json = try #require(
                try JSONSerialization.jsonObject(with: Data(broken.standardOutput)) as? [String: Any]
            )
            #expect(json["検証結果"] as? String == "INVALID")
            #expect(json["電子処方箋種別"] as? String == "Prescription")
            let signature = try #require((json["署名リスト"] as? [[String: Any]])?.first)
            let references = try #require((signature["参照データ"] as? [String: Any])?["リスト"] as? [[String: Any]])
            #expect(references.compactMap { $0["検証結果"] as? String } == ["INVALID", "VALID", "VALID"])
            #expect(references.map { $0["ハッシュ値"] as? String == $0["計算値"] as? String } == [false, true, true])
            let certificates = try #require(
                (signature["署名者証明書"] as? [String: Any])?["証明書情報"] as? [[String: Any]]
            )
            #expect(certificates.map { $0["状態"] as? String } == ["UNREVOKED", "UNREVOKED", "UNREVOKED"])
            #expect(certificates.map { $0["isCa"] as? Bool } == [false, true, true])
            let revocation = try #require((certificates[0]["失効情報"] as? [[String: Any]])?.first)
            #expect(revocation["種類"] as? String == "CRL")
            #expect((signature["参照データ"] as? [String: Any])?["メッセージ"] as? String == "一致しない参照データがあります。")
            #expect(json["検証結果メッセージ"] as? String == "検証に失敗しました。")
            for (old, new, message) in Self.structures {
                let text = try String(decoding: folder.read("a-signed.xml"), as: UTF8.self)
                let other = try file("d.xml", text.replacing(old, with: new).utf8)
                let answer = try await program.run(["verify", other, "--format", "json"])
                let json = try JSONSerialization.jsonObject(with: Data(answer.standardOutput)) as? [String: Any]
                #expect(json?["検証結果メッセージ"] as? String == message)
            }
            let page = try await program.run(["verify", signed, "--trust", folder.path("certs"), "--format", "html"])
            #expect(page.outputText.contains("<b>有効 VALID</b>"))
            // A signed document is not signed over by accident.
            let over = try await program.run(["sign", signed] + ready)
            #expect(over.status == .exited(65))
            #expect(
                over.errorText
                    == "hpki-sim: \(signed): the document is already signed: --replace takes the signature out\n"
            )
            let replaced = try await program.run(
                ["sign", signed, "--replace", "--output", folder.path("c.xml")] + ready
            )
            #expect(replaced.status == .exited(0))
        }
    }

    @Test func `signs a dispensing record by a pharmacist, and warns of a doctor`() async throws {
        _ = try await program.serving("--ephemeral") { serving in
            let ready = ["--ready", serving.readyFile]
            let csv = try file("d.csv", "CJ1,\n11,検証用薬局,99,4,8000014,架空町\n".utf8)
            let good = try await program.run(
                ["sign", csv, "--practitioner", "doctor-and-pharmacist", "--way", "sign-hash"] + ready
            )
            #expect(good.status == .exited(0))
            #expect(!good.errorText.contains("hcRole"))
            _ = try await program.run(["certs", "export", folder.path("certs")] + ready)
            let verify = try await program.run(["verify", folder.path("d-signed.xml"), "--trust", folder.path("certs")])
            #expect(verify.outputText.hasPrefix("VALID"), "\(verify.allText)")
            let wrong = try await program.run(["sign", csv, "--output", folder.path("w.xml")] + ready)
            #expect(wrong.status == .exited(0))
            #expect(wrong.errorText.contains("a dispensing is signed by Pharmacist, and hcRole is Medical Doctor"))
            let refused = try await program.run(["verify", folder.path("w.xml"), "--trust", folder.path("certs")])
            #expect(refused.status == .exited(1))
            #expect(refused.outputText.contains("INVALID  hcRole"))
        }
    }

    @Test(arguments: [
        ("empty.xml", NamedArgument("nothing", ""), "the document is empty"),
        ("cut.xml", NamedArgument("half", "<Document><Prescription>"), ""),
        ("page.xml", NamedArgument("a PDF", "%PDF-1.7 1 0 obj"), "1:1: this is a PDF, not XML"),
        ("root.xml", NamedArgument("another root", "<a/>"), ""),
        ("bomb.xml", NamedArgument("a bomb", "<!DOCTYPE a [<!ENTITY b \"c\">]><Document>&b;</Document>"), ""),
        ("deep.xml", NamedArgument("deep", String(repeating: "<a>", count: 100_000)), ""),
        ("mixed.xml", NamedArgument("another encoding", "<?xml version=\"1.0\" encoding=\"EUC-JP\"?><Document/>"), ""),
    ])
    func `says in one line what a file is not`(
        name: String,
        content: NamedArgument<String>,
        message: String
    ) async throws {
        let path = try file(name, content.value.utf8)
        for arguments in [["verify", path], ["sign", path]] {
            let result = try await program.run(arguments)
            #expect(result.status == .exited(65))
            #expect(result.errorText.hasPrefix("hpki-sim: \(path): \(message)"), "\(result.errorText)")
            #expect(result.errorText.split(separator: "\n").count == 1)
        }
    }

    @Test func `reads no more of a large file than it takes`() async throws {
        let path = folder.path("large.xml")
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.truncate(atOffset: 200_000_000)
        try handle.close()
        let result = try await program.run(["verify", path])
        #expect(result.status == .exited(65))
        #expect(result.errorText == "hpki-sim: \(path): 8388609 bytes: more than 8388608 are not read\n")
    }

    @Test(arguments: [
        (["verify", "/nowhere.xml"], 65, "hpki-sim: /nowhere.xml cannot be read: "),
        (["verify", "x.xml", "--at", "yesterday"], 64, "hpki-sim: --at needs an instant"),
        (["sign", "a.xml", "b.xml", "--output", "c.xml"], 64, "hpki-sim: --output takes one file; 2 are to be signed"),
        (["sign", "a.xml", "--form", "otherGenerator"], 64, "hpki-sim: --form otherGenerator needs --way sign-hash"),
    ])
    func `says in one line what is wrong with the call`(arguments: [String], code: Int, message: String) async throws {
        let result = try await program.run(arguments)
        #expect(result.status == .exited(Int32(code)))
        #expect(result.errorText.hasPrefix(message), "\(result.errorText)")
        #expect(result.errorText.split(separator: "\n").count == 1)
    }

    @Test(.needsRealSamples) func `judges the real samples as their own tests do`() async throws {
        let samples = Repository.realSamples
        let prescription = try await program.run([
            "verify", samples.appending(path: "Prescription-004_01.xml").path, "--at", "2026-04-01T00:00:00Z",
        ])
        #expect(prescription.status == .exited(0))
        #expect(prescription.outputText.contains("署名 1  処方  XL  VALID"))
        let dispensing = try await program.run([
            "verify", samples.appending(path: "Dispensing-005_03.xml").path, "--at", "2026-04-01T00:00:00Z",
        ])
        #expect(dispensing.status == .exited(1))
        #expect(dispensing.outputText.hasPrefix("INDETERMINATE"))
        #expect(dispensing.outputText.contains("INDETERMINATE  TSA証明書"))
    }
}
