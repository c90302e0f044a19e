package import Foundation

/// A request for signatures that is worked off in the background (`operationMode` A).
package struct SigningRequest: Expiring, Equatable {
    package let practitionerID: String
    package let facilityCertificate: String
    /// Until when the result is kept.
    package let expiresAt: Date

    /// [D] `validity_period`, in milliseconds.
    package static let validity = 1_000...86_400_000
    package static let defaultValidity = 600_000
}
