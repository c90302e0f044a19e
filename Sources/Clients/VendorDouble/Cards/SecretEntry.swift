import ISO7816

/// Verifies a secret: asks the card how many tries are left before it asks the person, and never sends a refused value
/// again.
struct SecretEntry: Sendable {
    let kind: CardSecretKind
    let reference: UInt8
    let issuer: CardIssuer
    let mayUseLastTry: Bool
    let ask: @Sendable (Int) async -> String?

    /// - Parameter attempt: what is known from an attempt that was cut off.
    func verify(_ session: CardSession, _ attempt: inout SigningAttempt) async throws(CardSigningFailure) {
        let left = try await triesLeft(session)
        // The answer to the last VERIFY was lost; that it was no, the card tells by the tries.
        if let before = attempt.triesBefore, left < before {
            throw left == 0 ? .blocked(kind, issuer) : .wrongSecret(kind, triesLeft: left, issuer)
        }
        if left == 0 { throw .blocked(kind, issuer) }
        if left == 1, !mayUseLastTry { throw .lastTry(kind, issuer) }
        guard let value = await ask(left) else { throw .cancelled }
        guard kind.accepts(value) else { throw .unusableSecret(kind) }
        attempt.triesBefore = left
        let command = CommandAPDU(0x00, 0x20, 0x00, reference, data: Array(value.utf8))
        let status = try await session.send(command).status
        attempt.triesBefore = nil
        if status.isSuccess { return }
        if let left = status.triesLeft {
            throw left == 0 ? .blocked(kind, issuer) : .wrongSecret(kind, triesLeft: left, issuer)
        }
        throw Self.isBlocked(status) ? .blocked(kind, issuer) : .refused(status)
    }

    private func triesLeft(_ session: CardSession) async throws(CardSigningFailure) -> Int {
        let status = try await session.send(CommandAPDU(0x00, 0x20, 0x00, reference)).status
        if let left = status.triesLeft { return left }
        if Self.isBlocked(status) { throw .blocked(kind, issuer) }
        throw .refused(status)
    }

    private static func isBlocked(_ status: StatusWord) -> Bool {
        [.authenticationBlocked, .referenceDataNotUsable].contains(status)
    }
}
