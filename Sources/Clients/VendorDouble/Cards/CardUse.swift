import ISO7816

/// How a program uses a card for one signature: finds it, has the person's secret verified, leaves it without power, and
/// begins once more where something else than the card's no has cut it off.
struct CardUse: Sendable {
    let finder: CardFinder
    let mayUseLastTry: Bool
    /// Asked with the tries that are left; nil cancels.
    let ask: @Sendable (Int) async -> String?

    /// - Parameters:
    ///   - select: whether a card is one of those looked for; its application is selected then.
    ///   - other: what a card that is none of them means.
    func sign(
        select: (CardSession) async throws(CardSigningFailure) -> Bool,
        other: (CardSession) async throws(CardSigningFailure) -> CardSigningFailure,
        body: (CardSession, inout SigningAttempt) async throws(CardSigningFailure) -> CardSignature
    ) async throws(CardSigningFailure) -> CardSignature {
        var attempt = SigningAttempt()
        while true {
            do throws(CardSigningFailure) {
                return try await once(select, other) { (session) throws(CardSigningFailure) in
                    try await body(session, &attempt)
                }
            } catch {
                guard attempt.mayRepeat(after: error) else { throw error }
            }
        }
    }

    private func once(
        _ select: (CardSession) async throws(CardSigningFailure) -> Bool,
        _ other: (CardSession) async throws(CardSigningFailure) -> CardSigningFailure,
        _ body: (CardSession) async throws(CardSigningFailure) -> CardSignature
    ) async throws(CardSigningFailure) -> CardSignature {
        let session = try await finder.card(select: select, other: other)
        do throws(CardSigningFailure) {
            let signature = try await body(session)
            await session.close()
            return signature
        } catch {
            await session.close()
            throw error
        }
    }

    func entry(_ kind: CardSecretKind, reference: UInt8, issuer: CardIssuer) -> SecretEntry {
        SecretEntry(kind: kind, reference: reference, issuer: issuer, mayUseLastTry: mayUseLastTry, ask: ask)
    }
}
