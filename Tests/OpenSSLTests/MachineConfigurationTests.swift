import Foundation
import Testing

@testable import OpenSSL

@Suite struct MachineConfigurationTests {
    /// A configuration that asks for algorithms nobody has, and wants to be heard when it cannot be followed.
    private static let hostile = """
        openssl_conf = init
        config_diagnostics = 1
        [init]
        providers = providers
        alg_section = algorithms
        [providers]
        default = none
        [none]
        module = /nonexistent/provider.so
        activate = 1
        [algorithms]
        default_properties = fips=yes
        """

    /// In a process of its own, since OpenSSL looks for its configuration once.
    @Test func `an openssl.cnf of the machine changes nothing`() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "hostile-\(UUID().uuidString).cnf").path
        try Data(Self.hostile.utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        await #expect(processExitsWith: .success) { [path = path as String] in
            setenv("OPENSSL_CONF", path, 1)
            let root = try TestAuthority("root", key: TestKeys.rsa)
            let leaf = try root.issue(serialNumber: [9])
            let verifier = ChainVerifier(anchors: [root.certificate], revocationLists: [try root.revocationList()])
            guard try verifier.verify(leaf, at: .now2026).isValid else { exit(2) }
            for encryption in PKCS12Encryption.allCases {
                let file = try PKCS12(privateKey: TestKeys.p384, certificate: leaf)
                    .encoded(password: "x", encryption: encryption)
                if encryption == .rc2 { continue }
                guard try PKCS12(derEncoded: file, password: "x").identities.count == 1 else { exit(3) }
            }
            let token = try JWS.sign(payload: [1], header: JWSHeader(algorithm: .ps256), key: TestKeys.rsa)
            guard try JWS.verify(token, keys: [TestKeys.rsa.publicKey.jwk]).payload == [1] else { exit(4) }
        }
    }
}
