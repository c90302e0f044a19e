package import Foundation
package import OpenSSL

/// That a certificate was revoked: when and why.
package struct Revocation: Codable, Hashable, Sendable {
    package let instant: Date
    package let reason: RevocationReason

    package init(at instant: Date, reason: RevocationReason) {
        self.instant = instant
        self.reason = reason
    }
}
