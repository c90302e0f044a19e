import OpenSSL
import TestSupport
import Testing

/// A vendor's Java program at the mutual-TLS front: `java.net.http.HttpClient` with the .p12 file.
@Suite(.timeLimit(.minutes(5)), .needs(program: "javac"))
struct JavaClientTests {
    /// The client certificates of MTLS-06, MTLS-07 and MTLS-08, and a good one.
    enum Client: String, CaseIterable {
        case good
        case otherAuthority
        case sameNameOtherKey
        case selfSigned
    }

    let directory: TemporaryDirectory
    let peer: PeerPKI

    init() throws {
        directory = try TemporaryDirectory()
        peer = try PeerPKI.shared.get()
    }

    private func result(of client: Client, _ caNames: CANames, _ version: TLSVersion) async throws -> String {
        let identity = try identity(of: client)
        let printed = try await FrontServer.with(style: .alertOpenSSL, caNames: caNames, in: directory) { front in
            try await PeerScript.java(
                "MutualTLSClient",
                [
                    "https://localhost:\(front.port)/", front.rootFile, version == .tls12 ? "TLSv1.2" : "TLSv1.3",
                    try directory.write(try identity.pkcs12(), to: "client.p12"),
                ],
                password: PeerPKI.password
            )
        }
        return printed.replacing(identity.certificate.serialHex, with: "SERIAL").replacing("\n", with: "")
    }

    private func identity(of client: Client) throws -> PeerPKI.Identity {
        switch client {
        case .good: try peer.identity(from: "client-issuing")
        case .otherAuthority: try peer.identity(from: "medical-institution")
        case .sameNameOtherKey: try peer.identity(from: "client-issuing-impostor")
        case .selfSigned: try peer.identity(from: "client-issuing", profile: "client-certificate-self-signed")
        }
    }

    @Test(arguments: CANames.allCases, [TLSVersion.tls12, .tls13])
    func `passes with the delivered certificate`(caNames: CANames, version: TLSVersion) async throws {
        let result = try await result(of: .good, caNames, version)
        #expect(result == "200 SERIAL")
    }

    /// Java's key manager looks for a certificate of an authority that the server named. When there is none it sends
    /// none at all, and the server misses a certificate instead of not knowing its issuer.
    @Test(arguments: [Client.otherAuthority, .selfSigned])
    func `keeps a certificate back whose issuer the server does not name`(client: Client) async throws {
        let older = try await result(of: client, .sent, .tls12)
        let newer = try await result(of: client, .sent, .tls13)
        #expect(older == "alert handshake_failure")
        #expect(newer == "alert certificate_required")
    }

    @Test(arguments: [Client.otherAuthority, .selfSigned], [TLSVersion.tls12, .tls13])
    func `sends it to a server that names nobody`(client: Client, version: TLSVersion) async throws {
        let result = try await result(of: client, .empty, version)
        #expect(result == "alert unknown_ca")
    }

    @Test(arguments: CANames.allCases, [TLSVersion.tls12, .tls13])
    func `takes an issuer of the same name for the named one`(caNames: CANames, version: TLSVersion) async throws {
        let result = try await result(of: .sameNameOtherKey, caNames, version)
        #expect(result == "alert unknown_ca")
    }
}
