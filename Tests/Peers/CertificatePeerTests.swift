import Foundation
import HealthcarePKI
import OpenSSL
import TestSupport
import Testing

/// Certificates and revocation lists as foreign programs read and judge them.
@Suite(.timeLimit(.minutes(5)))
struct CertificatePeerTests {
    let directory: TemporaryDirectory
    let peer: PeerPKI

    init() throws {
        directory = try TemporaryDirectory()
        peer = try PeerPKI.shared.get()
    }

    /// Every kind of end-entity certificate that the hierarchy issues.
    static let issuers = [
        "medis-signature", "medis-authentication", "jma-signature", "jma-authentication", "jpa-signature",
        "jpa-authentication", "client-issuing", "medical-institution", "tls-root", "time-stamping",
    ]

    @Test(.needs(program: "openssl"), arguments: issuers)
    func `openssl verifies the chain, strictly`(issuer: String) async throws {
        let identity = try peer.identity(from: issuer)
        let root = try #require(identity.authorities.last)
        let result = try await ProcessRunner.run(
            "openssl",
            [
                "verify", "-CAfile", try directory.write(root.pem, to: "root.pem"),
                "-untrusted", try directory.write(identity.authorities.map(\.pem).joined(), to: "chain.pem"),
                try directory.write(identity.certificate.pem, to: "leaf.pem"),
            ]
        )
        #expect(result.allText == "\(directory.path("leaf.pem")): OK\n")
    }

    @Test(.needsPeerPython, arguments: issuers)
    func `Python's cryptography reads what we read`(issuer: String) async throws {
        let certificate = try peer.identity(from: issuer).certificate
        let path = try directory.write(certificate.derEncoded, to: "leaf.cer")
        let described = try await PeerScript.python("read_files", ["certificate", path])
        #expect(described["serial"] == .text(certificate.serialHex))
        #expect(described["notBefore"] == .text(Self.iso8601(certificate.notBefore)))
        #expect(described["notAfter"] == .text(Self.iso8601(certificate.notAfter)))
        #expect(described["fingerprint"] == .text(Self.hex(certificate.fingerprint(.sha256))))
        #expect(
            described["extensions"]
                == .list(certificate.extensions.map { .list([.text($0.oid.description), .truth($0.isCritical)]) })
        )
    }

    @Test(.needs(program: "openssl"))
    func `openssl finds the revoked certificate in the list, and no other`() async throws {
        let revoked = try peer.identity(from: "client-issuing")
        let good = try peer.identity(from: "client-issuing")
        let list = try revocationList(of: "client-issuing", revoking: revoked.certificate)
        let roots = try directory.write(revoked.authorities.map(\.pem).joined(), to: "authorities.pem")
        let listFile = try directory.write(list.pem, to: "list.pem")
        func verdict(on certificate: Certificate) async throws -> ProcessResult {
            try await ProcessRunner.run(
                "openssl",
                [
                    "verify", "-CAfile", roots, "-crl_check", "-CRLfile", listFile,
                    try directory.write(certificate.pem, to: "leaf.pem"),
                ]
            )
        }
        let refusal = try await verdict(on: revoked.certificate)
        #expect(refusal.status == .exited(2))
        #expect(refusal.allText.contains("error 23 at 0 depth lookup: certificate revoked"))
        let acceptance = try await verdict(on: good.certificate)
        #expect(acceptance.allText == "\(directory.path("leaf.pem")): OK\n")
    }

    @Test(.needs(program: "openssl"), arguments: ["client-issuing", "medis-signature", "hpki-root"])
    func `openssl verifies the list's signature`(authority: String) async throws {
        let list = try revocationList(of: authority, revoking: nil)
        let issuer = try peer.pki.authority(authority).certificate
        let result = try await ProcessRunner.run(
            "openssl",
            [
                "crl", "-inform", "DER", "-in", try directory.write(list.derEncoded, to: "list.crl"), "-noout",
                "-CAfile", try directory.write(issuer.pem, to: "issuer.pem"),
            ]
        )
        #expect(result.allText == "verify OK\n")
    }

    @Test(.needsPeerPython)
    func `Python's cryptography reads the same entries out of the list`() async throws {
        let certificate = try peer.identity(from: "client-issuing").certificate
        let list = try revocationList(of: "client-issuing", revoking: certificate)
        let path = try directory.write(list.derEncoded, to: "list.crl")
        let described = try await PeerScript.python("read_files", ["list", path])
        #expect(described["entries"] == .list([.list([.text(certificate.serialHex), "superseded"])]))
        #expect(described["thisUpdate"] == .text(Self.iso8601(list.thisUpdate)))
        #expect(described["nextUpdate"] == .text(Self.iso8601(try #require(list.nextUpdate))))
    }

    private func revocationList(of authority: String, revoking certificate: Certificate?) throws -> RevocationList {
        let revokedAt = peer.instant.addingTimeInterval(-3600)
        let entries = certificate.map {
            [RevokedCertificate(serialNumber: $0.serialNumber, date: revokedAt, reason: .superseded)]
        }
        return try peer.pki.revocationList(
            of: authority,
            entries: entries ?? [],
            lastChange: entries == nil ? nil : revokedAt,
            at: peer.instant
        )
    }

    private static func iso8601(_ date: Date) -> String {
        date.formatted(.iso8601).replacing("Z", with: "+00:00")
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
