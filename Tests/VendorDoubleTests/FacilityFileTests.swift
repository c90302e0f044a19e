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

    @Test func `tells a certificate of another key`() throws {
        #expect(cause(try Self.file(key: FakeSigner.shared.get().otherKey)) == .keyDoesNotMatch)
    }
}
