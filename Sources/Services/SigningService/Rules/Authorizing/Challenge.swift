package import Foundation

/// Random bytes that a card's authentication key is to sign.
package struct Challenge: Expiring, Equatable {
    package let credentialID: String
    package let factor: Factor
    package let facilityCertificate: String
    /// In base64, as it was given out.
    package let value: String
    package let expiresAt: Date

    /// [D] How long it may be answered, in seconds.
    package static let lifetime: TimeInterval = 120

    /// A connection has one challenge of each factor of a credential; a new one takes the place of the last.
    package var name: String { Self.name(credentialID, factor, facilityCertificate) }

    static func name(_ credentialID: String, _ factor: Factor, _ facilityCertificate: String) -> String {
        "\(credentialID) \(factor.rawValue) \(facilityCertificate)"
    }
}
