import Simulation

/// A login id, with what the login is to end in if a program writes that behind it: `doctor~deny`,
/// `doctor~too-few-signatures` (FAULTS.md, "Reserved ids and PINs"). The tilde needs no escaping in any part of a URL
/// (RFC 3986, section 2.3).
struct LoginID: Sendable {
    static let separator: Character = "~"

    let practitioner: LoginPractitioner
    /// Of the login itself.
    let outcome: LoginOutcome?
    /// Of what comes after it.
    let reserved: ReservedOutcome?

    /// - Throws: `invalid_request` that says who or what is unknown.
    init(_ text: String, among practitioners: [LoginPractitioner], _ known: [ReservedOutcome]) throws(OAuthError) {
        let parts = text.split(separator: Self.separator, maxSplits: 1, omittingEmptySubsequences: false)
        guard let person = practitioners.first(where: { $0.id == parts[0] }) else {
            throw .invalidRequest("Unknown practitioner: the list at the authorization URL has them all")
        }
        practitioner = person
        outcome = parts.count < 2 ? nil : LoginOutcome(rawValue: String(parts[1]))
        reserved = parts.count < 2 ? nil : known.named(parts[1], of: .practitioner)
        guard parts.count < 2 || outcome != nil || reserved != nil else {
            let names = LoginOutcome.allCases.map(\.rawValue) + known.filter { $0.bearer == .practitioner }.map(\.name)
            throw .invalidRequest("Unknown outcome behind the login id: \(names.joined(separator: ", ")) are known")
        }
    }
}
