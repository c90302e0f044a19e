package import Foundation
package import OpenSSL

/// What one SAD allows.
package struct Authorization: Codable, Equatable, Sendable {
    package let credentialID: String
    package let practitionerID: String
    /// SHA-256 of the client certificate of the connection that asked, lower-case hex.
    package let facilityCertificate: String
    package let numSignatures: Int
    package let digest: DigestAlgorithm
    /// The digests it is bound to (SCAL 2), in base64.
    package let hashes: [String]
    package let expiresAt: Date

    /// Whether each of `candidates` was authorized, and none is to be signed more often than it was.
    func covers(_ candidates: [[UInt8]]) -> Bool {
        var left: [String: Int] = [:]
        for hash in hashes { left[hash, default: 0] += 1 }
        return candidates.allSatisfy { candidate in
            let key = Base64.encode(candidate)
            left[key, default: 0] -= 1
            return left[key, default: -1] >= 0
        }
    }
}
