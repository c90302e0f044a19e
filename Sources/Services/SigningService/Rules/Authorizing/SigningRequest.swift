package import Foundation

/// A request for signatures that is worked off in the background (`operationMode` A).
package struct SigningRequest: Expiring, Equatable {
    package let practitionerID: String
    package let facilityCertificate: String
    /// Until when the result is kept.
    package let expiresAt: Date
    /// Under which member the result is answered; nil in journals that knew signatures only.
    package var product: Product?

    package enum Product: String, Codable, Sendable {
        case signatures
        case signatureObjects = "SignatureObject"
        case documents = "DocumentWithSignature"
    }

    /// [D] `validity_period`, in milliseconds.
    package static let validity = 1_000...86_400_000
    package static let defaultValidity = 600_000
}
