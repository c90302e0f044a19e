/// What the signing rules remember.
package struct SigningState: Codable, Sendable {
    /// By the SHA-256 of the SAD.
    package internal(set) var authorizations = ExpiringBook<Authorization>()
    /// By the SHA-256 of the handle.
    package internal(set) var pending = ExpiringBook<PendingAuthorization>()
    package internal(set) var challenges = ExpiringBook<Challenge>()
    /// By the SHA-256 of the response id.
    package internal(set) var requests = ExpiringBook<SigningRequest>()
    /// What was signed with tokens of scope `credential`.
    package internal(set) var tokenUses = TokenUses()
    /// What credentials have signed last.
    package internal(set) var signedDigests = SignedDigests()
    /// Wrong answers in a row, by practitioner and factor.
    package internal(set) var wrongTries: [String: [String: Int]] = [:]
    /// People whose phone waits to be answered by command.
    package internal(set) var heldPhones: Set<String> = []

    /// Of plain-PIN test credentials, by credential id.
    package internal(set) var plainSecrets: [String: PlainSecrets] = [:]

    /// - Throws: the error of the factor that was answered wrongly too often.
    func requireUnlocked(_ practitioner: String) throws(CSCError) {
        let locked = Factor.allCases.first { factor in
            factor.tries.map { wrongTries[practitioner]?[factor.rawValue] ?? 0 >= $0 } ?? false
        }
        if let locked { throw locked.lockedError }
    }
}
