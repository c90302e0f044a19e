import Foundation
import Testing

@testable import OpenSSL

@Suite struct PKCS12Tests {
    static let password = "パスワード-Pass1"

    private func sample(chain: Bool = true) throws -> PKCS12 {
        let root = try TestAuthority("root")
        let issuing = try TestAuthority("issuing", key: TestKeys.p521, parent: root)
        return PKCS12(
            privateKey: TestKeys.rsa,
            certificate: try issuing.issue(key: TestKeys.rsa),
            chain: chain ? [issuing.certificate, root.certificate] : [],
            friendlyName: "テスト医院 client"
        )
    }

    @Test(arguments: [PKCS12Encryption.aes256, .tripleDES], [true, false])
    func `a written file is read back whole`(encryption: PKCS12Encryption, chain: Bool) throws {
        let original = try sample(chain: chain)
        let read = try PKCS12(
            derEncoded: original.encoded(password: Self.password, encryption: encryption),
            password: Self.password
        )
        try #require(read.identities.count == 1)
        #expect(read.identities[0].certificate == original.identities[0].certificate)
        #expect(try read.identities[0].privateKey.pkcs8DER() == TestKeys.rsa.pkcs8DER())
        #expect(read.identities[0].friendlyName == "テスト医院 client")
        #expect(read.identities[0].isConsistent)
        #expect(read.chain == original.chain)
    }

    @Test(arguments: PKCS12Encryption.allCases)
    func `a wrong password is a wrong password, whatever the encryption`(encryption: PKCS12Encryption) throws {
        let file = try sample().encoded(password: Self.password, encryption: encryption)
        for wrong in ["", "pass", Self.password + " "] {
            #expect(throws: PKCS12ReadError.wrongPassword) { try PKCS12(derEncoded: file, password: wrong) }
        }
    }

    @Test func `the right password of an RC2 file meets unsupported encryption`() throws {
        let file = try sample().encoded(password: Self.password, encryption: .rc2)
        #expect(throws: PKCS12ReadError.unsupportedEncryption("RC2-40-CBC")) {
            try PKCS12(derEncoded: file, password: Self.password)
        }
    }

    @Test func `what is no file of this kind is told from the rest`() throws {
        let file = try sample().encoded(password: Self.password)
        let page = Array("<!DOCTYPE html><html><body>Error</body></html>".utf8)
        for bytes in [[], page, Array(file.dropLast()), file + [0], TestKeys.rsa.publicKey.spkiDER] {
            #expect(throws: PKCS12ReadError.notPKCS12) { try PKCS12(derEncoded: bytes, password: Self.password) }
        }
    }

    @Test func `a file without a key is not usable`() throws {
        let file = try PKCS12(identities: [], chain: sample().chain).encoded(password: Self.password)
        #expect(throws: PKCS12ReadError.notPKCS12) { try PKCS12(derEncoded: file, password: Self.password) }
    }

    @Test func `an empty password is a password`() throws {
        let file = try sample().encoded(password: "")
        #expect(try PKCS12(derEncoded: file, password: "").identities.count == 1)
        #expect(throws: PKCS12ReadError.wrongPassword) { try PKCS12(derEncoded: file, password: "x") }
    }

    @Test(arguments: ["医院", "a", "", "名前 x", "𠮷野"])
    func `names and passwords of any script survive`(text: String) throws {
        let certificate = try TestAuthority("root").certificate
        let file = try PKCS12(privateKey: TestKeys.p256, certificate: certificate, friendlyName: text)
            .encoded(password: text)
        #expect(try PKCS12(derEncoded: file, password: text).identities.map(\.friendlyName) == [text])
    }

    @Test func `a password with NUL is refused`() throws {
        #expect(throws: OpenSSLError.self) { try sample().encoded(password: "a\u{0}b") }
    }

    @Test func `two identities come back in order, each with its own name`() throws {
        let root = try TestAuthority("root")
        let file = try PKCS12(
            identities: [
                .init(privateKey: TestKeys.rsa, certificate: root.issue("a", key: TestKeys.rsa), friendlyName: "a"),
                .init(privateKey: TestKeys.p384, certificate: root.issue("b", key: TestKeys.p384), friendlyName: "b"),
            ],
            chain: []
        ).encoded(password: "x")
        let read = try PKCS12(derEncoded: file, password: "x")
        #expect(read.identities.map(\.friendlyName) == ["a", "b"])
        #expect(read.identities.map(\.certificate.subject.description) == ["CN=a,C=JP", "CN=b,C=JP"])
        #expect(read.identities.map(\.isConsistent) == [true, true])
    }

    @Test func `a certificate can be stored with somebody else's key`() throws {
        let certificate = try TestAuthority("root").issue(key: TestKeys.p384)
        let file = try PKCS12(privateKey: TestKeys.rsa, certificate: certificate).encoded(password: "x")
        let read = try PKCS12(derEncoded: file, password: "x")
        try #require(read.identities.count == 1)
        #expect(!read.identities[0].isConsistent)
        #expect(read.identities[0].certificate == certificate)
        #expect(read.identities[0].friendlyName == nil)
    }

    @Test func `every write has salts of its own`() throws {
        let sample = try sample()
        #expect(try sample.encoded(password: "x") != sample.encoded(password: "x"))
    }
}
