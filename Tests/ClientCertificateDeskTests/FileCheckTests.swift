import ClientCertificateDesk
import Foundation
import HealthcarePKI
import OpenSSL
import Registry
import Testing

/// What `hpki-sim p12 check` finds: rules CC-2, CC-3, CC-7, DL-4 and cases ISS-07 to ISS-15 of the catalogue.
@Suite(.timeLimit(.minutes(5))) struct FileCheckTests {
    let samples: FileSamples

    init() throws {
        samples = try FileSamples.shared.get()
    }

    private func codes(
        _ file: PreparedClientCertificate,
        password: String? = nil,
        _ knowledge: FileKnowledge? = nil
    ) throws -> [String] {
        let knowledge = try knowledge ?? samples.serverKnowledge()
        return FileCheck.check(file.pkcs12, password: password ?? file.password, knowledge).problems.map(\.code)
    }

    @Test func `has nothing but a note on Windows against a good file`() throws {
        let file = try samples.file()
        let report = FileCheck.check(file.pkcs12, password: file.password, try samples.serverKnowledge())
        #expect(report.isUsable)
        #expect(report.problems == [.aesOnOldWindows])
        #expect(report.certificate == file.certificate)
        #expect(report.protection?.ciphers == ["AES-256-CBC"])
    }

    // MARK: - No .p12 file

    static let otherFiles: [(String, [UInt8], FileContent)] = [
        ("nothing", [], .empty),
        ("a page", Array("\u{FEFF}\r\n <!DOCTYPE html><title>期限切れ</title>".utf8), .webPage),
        ("a PDF", Array("%PDF-1.7\n".utf8), .guide),
        ("a ZIP", Array("PK\u{03}\u{04}rest".utf8), .archive),
        ("PEM", Array("Bag Attributes\n-----BEGIN CERTIFICATE-----\n".utf8), .pem),
        ("Base64", Array("MIIKPwIBAzCCCfUGCSqGSIb3DQEH\n".utf8), .base64),
        ("another DER", [0x30, 0x03, 0x02, 0x01, 0x03], .other),
        ("noise", [0x00, 0xFF, 0x30, 0x82], .other),
        ("a mebibyte and one", [UInt8](repeating: 0x30, count: FileContent.largest + 1), .tooLarge),
    ]

    @Test(arguments: otherFiles)
    func `tells what a file is that is no p12`(name: String, bytes: [UInt8], content: FileContent) throws {
        let report = FileCheck.check(bytes, password: "x", try samples.knowledge())
        #expect(report.problems == [.content(content)])
        #expect(!report.isUsable && report.certificate == nil)
    }

    @Test func `tells how much of a file is missing (ISS-09)`() throws {
        let file = try samples.file()
        for count in [file.pkcs12.count - 1, file.pkcs12.count / 2, 8] {
            let report = FileCheck.check(Array(file.pkcs12.prefix(count)), password: "", try samples.knowledge())
            #expect(report.problems == [.content(.truncated(has: count, of: file.pkcs12.count))])
        }
    }

    @Test func `knows a certificate without its key`() throws {
        let file = try samples.file()
        let alone = FileCheck.check(file.certificate.derEncoded, password: "", try samples.knowledge())
        #expect(alone.problems == [.content(.certificate)])
        let keyless = try PKCS12(identities: [], chain: [file.certificate]).encoded(password: "x")
        #expect(FileCheck.check(keyless, password: "x", try samples.knowledge()).problems.first == .withoutKey)
    }

    // MARK: - Passwords

    @Test func `tells the letter's password from the download's (DL-4)`() throws {
        let file = try samples.file()
        let knowledge = try samples.serverKnowledge(downloadPasswords: ["Mail2-Password"])
        #expect(try codes(file, password: "Mail2-Password", knowledge).first == "download-password")
        #expect(try codes(file, password: "another", knowledge).first == "wrong-password")
        #expect(try codes(file, password: "Mail2-Password", samples.knowledge()).first == "wrong-password")
    }

    @Test func `sees what a slip of the fingers is`() throws {
        let file = try samples.file()
        let wide = String(
            String.UnicodeScalarView(file.password.unicodeScalars.map { Unicode.Scalar($0.value + 0xFEE0) ?? $0 })
        )
        let swapped = String(
            file.password.map { $0.isLowercase ? $0.uppercased().first ?? $0 : $0.lowercased().first ?? $0 }
        )
        #expect(try codes(file, password: " \(file.password)\r\n").first == "password-trimmed")
        #expect(try codes(file, password: wide).first == "password-half-width")
        #expect(try codes(file, password: swapped).first == "password-swapped-case")
        #expect(try codes(file, password: "").first == "wrong-password")
    }

    @Test func `calls a wrong password wrong whatever the encryption (ISS-07, ISS-08)`() throws {
        let file = try samples.file(encryption: .rc2)
        #expect(try codes(file, password: "x") == ["wrong-password", "triple-des"])
        #expect(try codes(file) == ["unsupported-encryption", "triple-des"])
        #expect(try codes(samples.file(encryption: .tripleDES)) == ["triple-des"])
    }

    // MARK: - The certificate

    static let kinds: [(authority: String, profile: String?, code: String)] = [
        ("medical-institution", nil, "medical-institution"),
        ("time-stamping", "client-certificate", "other-authority"),
        ("client-issuing", "client-certificate-self-signed", "self-signed"),
        ("client-issuing", "client-certificate-wrong-usage", "not-for-clients"),
        ("client-issuing", "client-certificate-no-digital-signature", "not-for-clients"),
        ("client-issuing", "client-certificate-expired", "expired"),
        ("client-issuing", "client-certificate-not-yet-valid", "not-yet-valid"),
        ("client-issuing", "client-certificate-weak-key", "refused"),
        ("client-issuing", "client-certificate-sha1", "refused"),
        ("client-issuing", "client-certificate-unknown-critical", "refused"),
        ("client-issuing-impostor", nil, "refused"),
    ]

    @Test(arguments: kinds)
    func `names what is wrong with a certificate`(authority: String, profile: String?, code: String) throws {
        let file = try samples.file(authority: authority, profile: profile)
        #expect(try codes(file).first == code)
        // Without a server nobody can know that an authority's key is another one.
        guard code != "refused" else { return }
        #expect(try codes(file, samples.knowledge()).first == code)
    }

    @Test func `says which certificate is wanted in place of the 医療機関用電子証明書 (CC-2)`() throws {
        let file = try samples.file(authority: "medical-institution")
        let problem = FileCheck.check(file.pkcs12, password: file.password, try samples.knowledge()).problems[0]
        #expect(problem.japanese.contains("client.hpki-cardless-signature.p12"))
        #expect(problem.english.contains("use the client certificate that the desk has issued"))
        #expect(problem.owner == .facility)
    }

    @Test func `misses the chain, and the certificate's own key (ISS-11, ISS-13)`() throws {
        #expect(try codes(samples.file(withChain: false)).first == "without-chain")
        let other = try PrivateKey.generate(.ec(.p256))
        #expect(try codes(samples.file(holding: other)).first == "key-mismatch")
    }

    @Test func `takes the usable one of two pairs, and says so (ISS-12)`() throws {
        let file = try samples.file()
        let pair = try PKCS12(derEncoded: file.pkcs12, password: file.password)
        let stranger = try samples.file(authority: "medical-institution").certificate
        let both = try PKCS12(
            identities: [
                .init(privateKey: try PrivateKey.generate(.ec(.p256)), certificate: stranger), pair.identities[0],
            ],
            chain: pair.chain
        ).encoded(password: "x")
        let report = FileCheck.check(both, password: "x", try samples.serverKnowledge())
        #expect(report.isUsable && report.problems.first == .severalIdentities(2))
        #expect(report.certificate == file.certificate)
    }

    @Test func `tells revoked from stopped, and puts revoked before expired (CC-7, CC-10)`() throws {
        let file = try samples.file()
        let date = samples.now.addingTimeInterval(-3600)
        func entry(_ reason: RevocationReason) -> RevokedCertificate {
            RevokedCertificate(serialNumber: file.certificate.serialNumber, date: date, reason: reason)
        }
        let revoked = FileCheck.check(
            file.pkcs12,
            password: file.password,
            try samples.serverKnowledge(revoked: [entry(.superseded)])
        )
        #expect(revoked.problems.first == .revoked(since: date, reason: .superseded))
        #expect(revoked.problems.first?.owner == .desk)
        #expect(try codes(file, samples.serverKnowledge(revoked: [entry(.certificateHold)])).first == "stopped")
        let later = samples.now.addingTimeInterval(3 * 366 * 86_400)
        #expect(
            try codes(file, samples.serverKnowledge(at: later, revoked: [entry(.superseded)])).prefix(2)
                == ["revoked", "expired"]
        )
    }

    @Test func `judges the last second as the front does, and warns thirty days ahead (ISS-15)`() throws {
        let file = try samples.file()
        let end = file.certificate.notAfter
        #expect(try codes(file, samples.serverKnowledge(at: end.addingTimeInterval(-1))).first == "expires-soon")
        #expect(try codes(file, samples.serverKnowledge(at: end)).first == "expired")
        let thirtyDaysBefore = end.addingTimeInterval(-30 * 86_400)
        #expect(try codes(file, samples.serverKnowledge(at: thirtyDaysBefore)).first == "expires-soon")
        #expect(
            try codes(file, samples.serverKnowledge(at: thirtyDaysBefore.addingTimeInterval(-1)))
                == ["aes-on-old-windows"]
        )
    }

    @Test func `warns of a planned end and of another facility, and of nothing under a second code (CC-3, CC-7)`()
        throws
    {
        let file = try samples.file()
        let planned = samples.now.addingTimeInterval(86_400)
        let fingerprint = Hex.encode(file.certificate.fingerprint())
        let foreign = FileCheck.check(
            file.pkcs12,
            password: file.password,
            try samples.serverKnowledge(codes: ["9918000010"], plannedRevocations: [fingerprint: planned])
        )
        #expect(foreign.isUsable)
        #expect(
            foreign.problems == [.willBeRevoked(planned), .otherFacility(code: "9918000028"), .aesOnOldWindows]
        )
        #expect(
            try codes(file, samples.serverKnowledge(codes: ["9938000016", "9918000028"])) == ["aes-on-old-windows"]
        )
    }

    @Test func `says what is not known without a server`() throws {
        #expect(try codes(samples.file(), samples.knowledge()) == ["without-server", "aes-on-old-windows"])
    }

    @Test func `has words in both languages for everything`() {
        let problems: [FileProblem] =
            [
                .withoutKey, .wrongPassword, .downloadPassword, .unsupportedEncryption("RC2"), .keyMismatch,
                .medicalInstitution, .otherAuthority("x"), .unknownAuthority, .selfSigned, .notForClients,
                .withoutChain, .revoked(since: samples.now, reason: nil), .stopped, .expired(samples.now),
                .notYetValid(samples.now), .refused("x"), .otherFacility(code: "1"), .severalIdentities(2), .tripleDES,
                .withoutMAC, .expiresSoon(samples.now), .willBeRevoked(samples.now), .aesOnOldWindows, .withoutServer,
            ] + PasswordVariant.allCases.map(FileProblem.passwordWrittenOtherwise)
            + Self.otherFiles.map { .content($0.2) }
        for problem in problems {
            #expect(problem.japanese.contains { $0.unicodeScalars.contains { $0.value > 0x3000 } }, "\(problem)")
            #expect(!problem.english.isEmpty && !problem.english.contains("\n"), "\(problem)")
        }
        #expect(Set(problems.map(\.code)).count == Set(problems).count)
    }
}
