import OpenSSL
import TestSupport
import Testing

/// The .p12 file as foreign programs open it. The three failures that a vendor must tell apart: wrong password, an
/// encryption that is not supported any more, no .p12 file at all.
@Suite(.timeLimit(.minutes(5)))
struct PKCS12PeerTests {
    let directory: TemporaryDirectory
    let identity: PeerPKI.Identity

    init() throws {
        directory = try TemporaryDirectory()
        identity = try PeerPKI.shared.get().identity(from: "client-issuing")
    }

    private var serials: [String] { ([identity.certificate] + identity.authorities).map(\.serialHex) }

    private func file(_ encryption: PKCS12Encryption, withChain: Bool = true) throws -> String {
        try directory.write(try identity.pkcs12(encryption, withChain: withChain), to: "client.p12")
    }

    @Test(.needs(program: "javac"), arguments: PKCS12Encryption.allCases)
    func `Java's KeyStore finds key, alias and chain`(encryption: PKCS12Encryption) async throws {
        let printed = try await PeerScript.java(
            "KeyStoreContents",
            [try file(encryption)],
            password: PeerPKI.password
        )
        // Java shows the serial number without leading zeros.
        let certificates = serials.map { "certificate: \($0.drop { $0 == "0" })" }
        #expect(printed.split(separator: "\n").map(String.init) == ["alias: 検証用 client", "key: RSA"] + certificates)
    }

    @Test(.needs(program: "javac"))
    func `Java's KeyStore says that the password is wrong`() async throws {
        let printed = try await PeerScript.java("KeyStoreContents", [try file(.aes256)], password: "wrong")
        #expect(printed == "refused: keystore password was incorrect\n")
    }

    @Test(.needsPeerPython, arguments: PKCS12Encryption.allCases, [true, false])
    func `Python's cryptography opens it`(encryption: PKCS12Encryption, withChain: Bool) async throws {
        let path = try file(encryption, withChain: withChain)
        let described = try await PeerScript.python("read_files", ["pkcs12", path, PeerPKI.password])
        #expect(
            described == [
                "friendlyName": "検証用 client",
                "keyFits": .truth(true),
                "keyBits": .number(2048),
                "serial": .text(serials[0]),
                "chain": .list(withChain ? serials.dropFirst().map { .text(String($0.drop { $0 == "0" })) } : []),
            ]
        )
    }

    @Test(.needsPeerPython)
    func `Python's cryptography says that the password is wrong`() async throws {
        let described = try await PeerScript.python("read_files", ["pkcs12", try file(.aes256), "wrong"])
        #expect(described == ["refused": "Invalid password or PKCS12 data"])
    }

    private func openssl(_ path: String, password: String = PeerPKI.password) async throws -> ProcessResult {
        try await ProcessRunner.run(
            "openssl",
            ["pkcs12", "-in", path, "-passin", "env:PASSWORD", "-nodes"],
            environment: ["PASSWORD": password]
        )
    }

    @Test(.needs(program: "openssl"))
    func `openssl prints key and certificates`() async throws {
        let result = try await openssl(try file(.aes256))
        #expect(result.status == .exited(0))
        let certificates = result.outputText.matches(of: /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----\n/)
        #expect(try certificates.map { try Certificate(pem: String($0.0)).serialHex } == serials)
        #expect(result.outputText.contains("-----BEGIN PRIVATE KEY-----"))
    }

    @Test(.needs(program: "openssl"))
    func `openssl tells the three failures apart`() async throws {
        let wrongPassword = try await openssl(try file(.aes256), password: "wrong")
        #expect(wrongPassword.status == .exited(1))
        #expect(wrongPassword.errorText.contains("Mac verify error: invalid password?"))

        let oldEncryption = try await openssl(try file(.rc2))
        #expect(oldEncryption.status == .exited(1))
        #expect(oldEncryption.errorText.contains("unsupported"))
        #expect(oldEncryption.errorText.contains("RC2-40-CBC"))

        let notOne = try await openssl(try directory.write("<html>", to: "saved.p12"))
        #expect(notOne.status == .exited(1))
        #expect(notOne.errorText.contains("asn1"))
    }

    @Test(.needs(program: "openssl"))
    func `a wrong password on an old file is a password error, not one of encryption`() async throws {
        let result = try await openssl(try file(.rc2), password: "wrong")
        #expect(result.errorText.contains("Mac verify error: invalid password?"))
        #expect(!result.errorText.contains("unsupported"))
    }
}
