package import Simulation

/// What a scenario makes of the revocation lists that authorities publish.
package enum RevocationListFault: String, CaseIterable, Sendable {
    case expired
    case badSignature = "bad-signature"
    case otherIssuer = "other-issuer"
    case unknownCriticalExtension = "unknown-critical-extension"

    package static let point = InjectionPoint(
        "trust.revocation-list",
        "A revocation list is about to be published (`/pki/crl/…`).",
        attributes: ["authority"],
        effects: allCases.map { FaultEffectKind($0.rawValue, $0.summary) }
    )

    private var summary: String {
        switch self {
        case .expired: "A list that is past its nextUpdate."
        case .badSignature: "One bit of its signature is turned over."
        case .otherIssuer: "The list of another authority."
        case .unknownCriticalExtension: "A list with a critical extension that nobody knows."
        }
    }

    static func next(_ simulation: Simulation, authority: String, _ trace: TraceID) async throws -> Self? {
        let fault = try await simulation.faults.pass(point.name, attributes: ["authority": authority], trace: trace)
        return (fault?.effect.name).flatMap(Self.init)
    }
}
