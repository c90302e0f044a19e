/// CRLReason (RFC 5280, 5.3.1).
package enum RevocationReason: Int, CaseIterable, Sendable {
    case unspecified = 0
    case keyCompromise = 1
    case cACompromise = 2
    case affiliationChanged = 3
    case superseded = 4
    case cessationOfOperation = 5
    case certificateHold = 6
    case removeFromCRL = 8
    case privilegeWithdrawn = 9
    case aACompromise = 10

    /// The name as RFC 5280 spells it, such as `cessationOfOperation`.
    package var name: String { String(describing: self) }

    package init?(name: String) {
        guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = match
    }
}

extension RevocationReason: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let reason = RevocationReason(name: name) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no revocation reason \(name)")
        }
        self = reason
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
