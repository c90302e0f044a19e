import Foundation
import OpenSSL
import TestSupport
import Testing

struct MachineConfigurationTests {
    @Test func `a machine's openssl.cnf changes nothing`() async {
        // A process of its own: OpenSSL looks for its configuration once.
        await #expect(processExitsWith: .success) {
            let files = try TemporaryDirectory()
            let configuration = """
                openssl_conf = all
                [all]
                ssl_conf = tls
                [tls]
                system_default = everywhere
                [everywhere]
                MinProtocol = TLSv1.3
                CipherString = AES256-SHA@SECLEVEL=5
                Ciphersuites = TLS_CHACHA20_POLY1305_SHA256
                Groups = P-521

                """
            setenv("OPENSSL_CONF", try files.write(configuration, to: "openssl.cnf"), 1)
            let pki = try TLSTestPKI.shared
            for (version, cipher) in [
                (TLSVersion.tls12, "ECDHE-ECDSA-AES128-GCM-SHA256"), (.tls13, "TLS_AES_128_GCM_SHA256"),
            ] {
                var connection = try MemoryConnection(
                    client: pki.client(versions: version...version),
                    server: pki.server(pki.policy())
                )
                connection.handshake()
                try connection.serverResult?.get()
                precondition(connection.server.outcome().cipher == cipher)
            }
        }
    }
}
