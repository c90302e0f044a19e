import Simulation

/// What has happened in the signing service. A SAD is named by its SHA-256, never by itself.
package enum SigningEvent: DomainEvent {
    case authorized(Authorized)
    case spent(Spent)
    case expired(Expired)
    case created(Created)

    package enum CodingKeys: String, CodingKey, CaseIterable {
        case authorized = "authorization.created"
        case spent = "authorization.spent"
        case expired = "authorization.expired"
        case created = "signature.created"
    }

    package static var variableFields: Set<String> { ["sad", "facilityCertificate"] }

    package struct Authorized: Codable, Sendable {
        package let sad: String
        package let authorization: Authorization
    }

    package struct Spent: Codable, Sendable {
        package let sad: String
        package let credentialID: String
        package let signatures: Int
    }

    package struct Expired: Codable, Sendable {
        package let sad: String
        /// True where it had to make room for a newer one.
        package let isDropped: Bool
    }

    package struct Created: Codable, Sendable {
        package let sad: String
        package let credentialID: String
        package let practitionerID: String
        package let digest: String
        /// The signed digests in base64, in the order of the request.
        package let hashes: [String]
    }
}
