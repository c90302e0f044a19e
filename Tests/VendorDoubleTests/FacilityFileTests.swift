import Foundation
import OpenSSL
import TestSupport
import Testing
import VendorDouble

/// The .p12 file: the failures that ask the user for different things.
@Suite(.timeLimit(.minutes(5))) struct FacilityFileTests {
    private static let password = "himitsu-1"

    private static func file(_ encryption: PKCS12Encryption = .aes256, key: PrivateKey? = nil) throws -> [UInt8] {
        let signer = try FakeSigner.shared.get()
        return try PKCS12(privateKey: key ?? signer.key, certificate: signer.certificate)
            .encoded(password: password, encryption: encryption)
    }

    private func cause(_ bytes: [UInt8], _ password: String = password) -> VendorFailure.Cause? {
        #expect(throws: VendorFailure.self) { try FacilityFile(pkcs12: bytes, password: password) }?.cause
    }

    @Test func `is opened with its password`() throws {
        let file = try FacilityFile(pkcs12: Self.file(), password: Self.password)
        #expect(try file.identity.chain == [FakeSigner.shared.get().certificate])
    }

    @Test func `tells a wrong password`() throws {
        #expect(cause(try Self.file(), "other") == .pkcs12(.wrongPassword))
        #expect(cause(try Self.file(.rc2), "other") == .pkcs12(.wrongPassword))
    }

    @Test func `tells an encryption that is no longer supported`() throws {
        #expect(cause(try Self.file(.rc2)) == .pkcs12(.unsupportedEncryption("RC2-40-CBC")))
    }

    @Test func `tells what is no such file`() throws {
        #expect(cause(Array("<html>".utf8)) == .pkcs12(.notPKCS12))
        #expect(cause(Array(try Self.file().dropLast(200))) == .pkcs12(.notPKCS12))
        #expect(cause([]) == .pkcs12(.notPKCS12))
    }

    /// FIELD-25.
    @Test func `an old Windows opens triple DES, and AES with no password`() throws {
        func cause(_ encryption: PKCS12Encryption, _ password: String) throws -> VendorFailure.Cause? {
            let file = try Self.file(encryption)
            do throws(VendorFailure) {
                _ = try FacilityFile(pkcs12: file, password: password, system: .oldWindows)
                return nil
            } catch {
                return error.cause
            }
        }
        #expect(try cause(.tripleDES, Self.password) == nil)
        #expect(try cause(.tripleDES, "other") == .pkcs12(.wrongPassword))
        #expect(try cause(.aes256, Self.password) == .pkcs12(.unsupportedEncryption("AES-256-CBC")))
        #expect(try cause(.aes256, "other") == .pkcs12(.unsupportedEncryption("AES-256-CBC")))
    }

    @Test(arguments: [
        (PKCS12ReadError.wrongPassword, "パスワード通知書のパスワード(.p12)が違います。通知書を確認し、不明なときは事務局にご連絡ください。"),
        (
            .unsupportedEncryption("AES-256-CBC"),
            "このファイルはAES-256-CBCで暗号化されており、このWindowsでは正しいパスワードでも開けません。古い方式(3DES)のファイルを事務局にご依頼ください。"
        ),
        (.unsupportedEncryption("RC2-40-CBC"), "このファイルは古い方式(RC2-40-CBC)で暗号化されています。お使いのシステムのベンダーにご連絡ください。"),
        (.notPKCS12, "ファイルが壊れているか、証明書のファイルではありません。もう一度ダウンロードし、直らないときは事務局にご連絡ください。"),
    ])
    func `says what is wrong, and who can help`(error: PKCS12ReadError, sentence: String) {
        #expect(error.japanese == sentence)
    }

    /// ISS-12.
    @Test func `chooses among several pairs by their usage and end, not by their place`() throws {
        let now = Date(timeIntervalSince1970: 1_900_000_000)
        func identity(_ usage: OID, days: Double) throws -> PKCS12.Identity {
            let key = try PrivateKey.generate(.ec(.p256))
            let name = DistinguishedName([NameAttribute(.commonName, "TEST")])
            let template = CertificateTemplate(
                serialNumber: [UInt8(days / 10)],
                issuer: name,
                subject: name,
                notBefore: now,
                notAfter: now + days * 86_400,
                publicKey: key.publicKey,
                extensions: [.extendedKeyUsage([usage])]
            )
            return .init(privateKey: key, certificate: try template.signed(by: key))
        }
        let identities = [
            try identity(ExtendedKeyUsage.serverAuth, days: 900), try identity(ExtendedKeyUsage.clientAuth, days: 10),
            try identity(ExtendedKeyUsage.clientAuth, days: 20),
        ]
        let bytes = try PKCS12(identities: identities, chain: []).encoded(password: Self.password)
        let chosen = try FacilityFile(pkcs12: bytes, password: Self.password).identity.chain
        #expect(chosen == [identities[2].certificate])
    }

    @Test func `tells a certificate of another key`() throws {
        #expect(cause(try Self.file(key: FakeSigner.shared.get().otherKey)) == .keyDoesNotMatch)
    }
}
