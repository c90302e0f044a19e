import Foundation
import Testing

@testable import OpenSSL

@Suite struct ConcurrencyTests {
    @Test func `many tasks sign with one key at once`() async throws {
        let digests = (0..<20).map { DigestAlgorithm.sha256.hash([UInt8($0)]) }
        let expected = try digests.map { try TestKeys.rsa.signature(digest: $0, algorithm: .sha256) }
        try await withThrowingTaskGroup(of: [[UInt8]].self) { group in
            for _ in 0..<16 {
                group.addTask { try digests.map { try TestKeys.rsa.signature(digest: $0, algorithm: .sha256) } }
            }
            for try await signatures in group { #expect(signatures == expected) }
        }
    }

    @Test func `many tasks use one elliptic curve key at once`() async throws {
        let digest = DigestAlgorithm.sha256.hash([])
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    try (0..<20).allSatisfy { _ in
                        let signature = try TestKeys.p256.signature(digest: digest, algorithm: .sha256)
                        return TestKeys.p256.publicKey.isValid(
                            signature: signature,
                            digest: digest,
                            algorithm: .sha256
                        )
                    }
                }
            }
            for try await isValid in group { #expect(isValid) }
        }
    }

    @Test func `many tasks search and verify with one fresh revocation list at once`() async throws {
        let root = try TestAuthority("root")
        let entries = (1...500).map {
            RevokedCertificate(serialNumber: [UInt8($0 >> 8), UInt8($0 & 0xff)], date: .now2026)
        }
        let list = try root.revocationList(entries.shuffled())
        let leaf = try root.issue(serialNumber: [0x77, 0x77])
        let verifier = ChainVerifier(anchors: [root.certificate], revocationLists: [list])
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    let verdict = try verifier.verify(leaf, at: .now2026)
                    #expect(verdict.code == 0)
                    return entries.filter { list.revocation(of: $0.serialNumber) != nil }.count
                }
            }
            for try await found in group { #expect(found == 500) }
        }
    }
}
