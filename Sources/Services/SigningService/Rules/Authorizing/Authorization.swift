package import Foundation
package import OpenSSL

/// What one SAD allows: certain digests of one credential, once, for one facility's connection.
///
/// A transaction of several calls has one after another: each use needs a new SAD from `credentials/extendTransaction`.
package struct Authorization: Expiring, Equatable {
    package let credentialID: String
    package let practitionerID: String
    /// SHA-256 of the client certificate of the connection that asked, lower-case hex.
    package let facilityCertificate: String
    /// How many signatures are left of those that were authorized.
    package var numSignatures: Int
    package let digest: DigestAlgorithm
    /// The digests it is bound to (SCAL 2), in base64.
    package let hashes: [String]
    package let expiresAt: Date
    /// What ``isSpent`` is kept as: nil for no, as in journals of before there were transactions.
    var spent: Bool?

    /// Used for a call; good only to be extended now.
    package var isSpent: Bool {
        get { spent ?? false }
        set { spent = newValue ? true : nil }
    }

    /// Whether each of `candidates` was authorized, and none is to be signed more often than it was.
    func covers(_ candidates: [[UInt8]]) -> Bool { HashList(hashes).covers(candidates) }

    func belongs(to holder: Holder) -> Bool {
        facilityCertificate == holder.facilityCertificate
            && (holder.practitionerID == nil || practitionerID == holder.practitionerID)
    }
}

/// Who presents something: the facility's connection and, with a person's token, the person.
package struct Holder: Codable, Equatable, Sendable {
    /// Nil where the client speaks for itself (client credentials).
    package let practitionerID: String?
    /// SHA-256 of the client certificate of this connection, lower-case hex.
    package let facilityCertificate: String
}
