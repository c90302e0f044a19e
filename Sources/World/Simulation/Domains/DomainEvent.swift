/// The facts of a domain: an enumeration whose coding keys are the journal's type names.
///
/// ```swift
/// package enum Event: DomainEvent {
///     case signatureCreated(credential: String, count: Int)   // payload {"count": 1, "credential": "…"}
///     case pinRefused(PINRefusal)                             // payload: the structure's own members
///
///     package enum CodingKeys: String, CodingKey, CaseIterable {
///         case signatureCreated = "signature.created"
///         case pinRefused = "pin.refused"
///     }
/// }
/// ```
/// The synthesised coding is used, so the compiler holds cases and types together. Dates go into the journal with
/// milliseconds and bytes (`[UInt8]`) as base64. What is applied to the state is always the event as read back from its
/// journal form; so the state is what the journal says, to the bit. Avoid `Set` and dictionaries with other than string
/// keys in payloads: their order is not stable.
package protocol DomainEvent: Codable, Sendable {
    associatedtype CodingKeys: CodingKey & CaseIterable

    /// The version that new events of a type get; raise it when the shape of the payload changes. 1 by default.
    static func version(of type: String) -> Int

    /// Brings the payload of an older version to the current shape. Called for versions below ``version(of:)`` only.
    static func upgrade(_ payload: JSONValue, type: String, from version: Int) throws -> JSONValue

    /// Payload members, at any depth, that must not be shown: the journal's output has `"[redacted]"` in their place.
    static var secretFields: Set<String> { get }

    /// Payload members, at any depth, that differ between two runs with the same seed: keys, salts, ports, serials,
    /// signatures. See ``NormalisedJournal``.
    static var variableFields: Set<String> { get }
}

extension DomainEvent {
    /// Every type that the domain can emit.
    package static var types: [String] { CodingKeys.allCases.map(\.stringValue) }

    package static func version(of type: String) -> Int { 1 }
    package static var secretFields: Set<String> { [] }
    package static var variableFields: Set<String> { [] }

    package static func upgrade(_ payload: JSONValue, type: String, from version: Int) throws -> JSONValue {
        throw EventVersionError(type: type, version: version, known: self.version(of: type))
    }

    static func current(_ payload: JSONValue, type: String, version: Int) throws -> JSONValue {
        let known = self.version(of: type)
        if version == known { return payload }
        guard version < known else { throw EventVersionError(type: type, version: version, known: known) }
        return try upgrade(payload, type: type, from: version)
    }
}
