/// The scopes that are granted here.
package enum Scope: String, Codable, CaseIterable, Sendable {
    /// An ID token comes with the access token; the observed service asks for this alone.
    case openID = "openid"
    /// The name of the practitioner in ID token and userinfo (OpenID Connect Core section 5.4).
    case profile
    /// CSC API section 8.4.1: the access token opens the signing API.
    case service
    /// CSC API section 8.4.1: the access token releases one credential for the digests asked for, in place of a SAD.
    case credential

    /// The known scopes of a space-separated list (RFC 6749 section 3.3), in a fixed order, without unknown ones.
    package static func known(in list: String) -> [Scope] {
        let names = Set(list.split(separator: " ").map(String.init))
        return allCases.filter { names.contains($0.rawValue) }
    }

    /// Whether a list has a name that is not granted here.
    package static func hasUnknown(in list: String) -> Bool {
        list.split(separator: " ").contains { Scope(rawValue: String($0)) == nil }
    }

    /// The list as it goes on the wire.
    package static func list(_ scopes: [Scope]) -> String {
        scopes.map(\.rawValue).joined(separator: " ")
    }
}
