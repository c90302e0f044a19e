import Foundation
import Simulation

// Each book is bounded: whoever asks for more than anyone can use loses the oldest, and reads so in the journal.
extension SigningDomain {
    static func authorize(
        _ authorization: Authorization,
        _ sad: String,
        _ proof: (name: String, factor: Factor)?,
        in context: Context
    ) throws(CSCError) -> [SigningEvent] {
        try requireUsable(authorization, in: context)
        var events = room(in: context.state.authorizations) { .expired(.init(sad: $0, isDropped: true)) }
        if let proof {
            // Two requests with one answer: the second finds the challenge gone.
            guard context.state.challenges[proof.name] != nil else { throw .invalidAuthenticationData }
            events.append(.challengeAnswered(challenge: proof.name))
            let practitioner = authorization.practitionerID
            if context.state.wrongTries[practitioner] != nil {
                events.append(.factorAccepted(practitioner: practitioner))
            }
        }
        events.append(.authorized(.init(sad: sad, authorization: authorization)))
        return events
    }

    static func challenge(_ challenge: Challenge, in context: Context) throws(CSCError) -> [SigningEvent] {
        let facts = try CredentialFacts(challenge.credentialID, in: context)
        try context.state.requireUnlocked(facts.practitionerID)
        let isNew = context.state.challenges[challenge.name] == nil
        let room =
            isNew
            ? room(in: context.state.challenges) { .dropped(kind: .challenge, name: $0, isDropped: true) } : []
        return room + [.challenged(challenge)]
    }

    static func refuse(
        _ practitioner: String,
        _ factor: Factor,
        _ challenge: String,
        in context: Context
    ) throws(CSCError) -> [SigningEvent] {
        try context.state.requireUnlocked(practitioner)
        // Without a challenge there was nothing to guess at.
        guard context.state.challenges[challenge] != nil else { return [] }
        let refused = refusal(of: factor, practitioner, in: context)
        return refused.isEmpty ? [] : [.challengeAnswered(challenge: challenge)] + refused
    }

    static func reject(
        _ rejection: CardRejection,
        _ factor: Factor,
        _ challenge: String,
        in context: Context
    ) throws(CSCError) -> [SigningEvent] {
        try context.state.requireUnlocked(rejection.practitioner)
        guard context.state.challenges[challenge] != nil else { return [] }
        let rejected = SigningEvent.factorRejected(
            practitioner: rejection.practitioner,
            factor: factor,
            reason: rejection.reason,
            holder: rejection.holder
        )
        return [.challengeAnswered(challenge: challenge), rejected]
    }

    /// The secrets of a plain-PIN credential: judged here, so that guesses side by side are counted one by one.
    static func enter(
        _ words: [Factor: String],
        _ anyPIN: Bool,
        _ authorization: Authorization,
        _ sad: String,
        in context: Context
    ) throws(CSCError) -> [SigningEvent] {
        let authorized = try authorize(authorization, sad, nil, in: context)
        guard let secrets = context.state.plainSecrets[authorization.credentialID] else {
            throw .invalidAuthenticationData
        }
        let practitioner = authorization.practitionerID
        if let wrong = secrets.firstWrong(words, anyPIN: anyPIN) {
            return refusal(of: wrong, practitioner, in: context)
        }
        let isClean = context.state.wrongTries[practitioner] == nil
        return (isClean ? [] : [.factorAccepted(practitioner: practitioner)]) + authorized
    }

    private static func refusal(of factor: Factor, _ practitioner: String, in context: Context) -> [SigningEvent] {
        guard let tries = factor.tries else { return [] }
        let left = tries - (context.state.wrongTries[practitioner]?[factor.rawValue] ?? 0) - 1
        let refused = SigningEvent.factorRefused(practitioner: practitioner, factor: factor, triesLeft: left)
        return left == 0 ? [refused, .factorBlocked(practitioner: practitioner, factor: factor)] : [refused]
    }

    static func ask(
        _ authorization: Authorization,
        _ handle: String,
        _ pending: PendingAuthorization,
        in context: Context
    ) throws(CSCError) -> [SigningEvent] {
        try requireUsable(authorization, in: context)
        var pending = pending
        // The phone approves at once unless it was told to wait.
        if !context.state.heldPhones.contains(authorization.practitionerID) { pending.answer = .approve }
        let room = room(in: context.state.pending) { .dropped(kind: .handle, name: $0, isDropped: true) }
        return room + [.asked(handle: handle, pending: pending)]
    }

    static func answer(
        _ practitioner: String,
        _ answer: PendingAuthorization.Answer,
        in context: Context
    ) -> [SigningEvent] {
        let handles = context.state.pending.names { pending in
            pending.authorization.practitionerID == practitioner && pending.answer == nil
        }
        guard !handles.isEmpty || context.state.heldPhones.contains(practitioner) else { return [] }
        return [.answered(practitioner: practitioner, handles: handles, answer: answer)]
    }

    static func check(
        _ handle: String,
        _ holder: Holder,
        _ sad: String,
        in context: Context
    ) throws(CSCError) -> [SigningEvent] {
        guard let pending = context.state.pending[handle], context.now < pending.expiresAt,
            pending.authorization.belongs(to: holder)
        else { throw .invalidHandle }
        switch pending.answer {
        case nil: return []
        case .deny, .appTooOld:
            return pending.answer.map { [.collected(handle: handle, answer: $0)] } ?? []
        case .approve:
            return [.collected(handle: handle, answer: .approve)]
                + (try authorize(pending.authorization, sad, nil, in: context))
        }
    }

    static func extend(
        _ sad: String,
        _ credentialID: String,
        _ holder: Holder,
        _ change: Authorization.Extension,
        _ newSAD: String,
        in context: Context
    ) throws(CSCError) -> [SigningEvent] {
        let former = try live(sad, of: credentialID, holder, in: context)
        guard change.hashes.count <= former.numSignatures else { throw .invalidSAD }
        try CredentialFacts(credentialID, in: context).requireUsable()
        let authorization = Authorization(
            credentialID: former.credentialID,
            practitionerID: former.practitionerID,
            facilityCertificate: former.facilityCertificate,
            numSignatures: former.numSignatures,
            digest: change.digest,
            hashes: change.hashes,
            expiresAt: context.now.addingTimeInterval(change.lifetime)
        )
        return [.extended(former: sad, sad: newSAD, authorization: authorization)]
    }

    /// The authorization behind a SAD that is neither unknown, nor another's, nor over.
    static func live(
        _ sad: String,
        of credentialID: String,
        _ holder: Holder,
        in context: Context
    ) throws(CSCError) -> Authorization {
        guard let authorization = context.state.authorizations[sad] else {
            throw context.state.authorizations.hasEnded(sad) ? .expiredSAD : .invalidSAD
        }
        guard authorization.credentialID == credentialID, authorization.belongs(to: holder) else { throw .invalidSAD }
        guard context.now < authorization.expiresAt else { throw .expiredSAD }
        return authorization
    }

    private static func requireUsable(_ authorization: Authorization, in context: Context) throws(CSCError) {
        try CredentialFacts(authorization.credentialID, in: context).requireUsable()
        try context.state.requireUnlocked(authorization.practitionerID)
    }

    static func room<Item>(
        in book: ExpiringBook<Item>,
        _ event: (String) -> SigningEvent
    ) -> [SigningEvent] {
        book.isFull ? book.oldest.map { [event($0)] } ?? [] : []
    }
}
