package import Foundation
package import Simulation

/// Signature activation data (SAD) and the signatures made with it: the rules of SCAL 2.
///
/// A SAD authorizes certain digests of one credential, for one facility's connection, once, for a while. It is spent by
/// an event **before** the key is used, so that neither two parallel requests nor a crash can use it twice.
package enum SigningDomain: Domain {
    package static let name = "signing"
    package static let initialState = AuthorizationBook()

    package static func decide(
        _ command: SigningCommand,
        in context: DecisionContext<SigningDomain>
    ) throws(CSCError) -> [SigningEvent] {
        switch command {
        case .authorize(let authorization, let sad): try authorize(authorization, sad, in: context)
        case .spend(let sad, let use): try spend(sad, use, in: context)
        case .record(let signatures): [.created(signatures)]
        case .expire: context.state.due(at: context.now).map { .expired(.init(sad: $0, isDropped: false)) }
        }
    }

    package static func apply(_ event: SigningEvent, at instant: Date, to state: inout AuthorizationBook) {
        switch event {
        case .authorized(let event): state.add(event.authorization, sad: event.sad)
        case .spent(let event): state.spend(event.sad)
        case .expired(let event): state.expire(event.sad)
        case .created: break
        }
    }

    package static func nextDue(_ state: AuthorizationBook) -> Due<SigningCommand>? {
        state.nextExpiry.map { Due(at: $0, .expire) }
    }

    private static func authorize(
        _ authorization: Authorization,
        _ sad: String,
        in context: DecisionContext<SigningDomain>
    ) throws(CSCError) -> [SigningEvent] {
        try CredentialFacts(authorization.credentialID, in: context).requireUsable()
        var events: [SigningEvent] = []
        // Bounded: whoever asks for more authorizations than anyone can use loses the oldest, and reads so here.
        if context.state.isFull, let oldest = context.state.oldest {
            events.append(.expired(.init(sad: oldest, isDropped: true)))
        }
        events.append(.authorized(.init(sad: sad, authorization: authorization)))
        return events
    }

    private static func spend(
        _ sad: String,
        _ use: AuthorizationUse,
        in context: DecisionContext<SigningDomain>
    ) throws(CSCError) -> [SigningEvent] {
        guard let authorization = context.state[sad] else {
            throw context.state.isExpired(sad) ? .expiredSAD : .invalidSAD
        }
        guard authorization.credentialID == use.credentialID,
            authorization.practitionerID == use.practitionerID,
            authorization.facilityCertificate == use.facilityCertificate
        else { throw .invalidSAD }
        guard context.now < authorization.expiresAt else { throw .expiredSAD }
        let work = try use.work.get()
        // More hashes than signatures left: the SAD does not allow them (csc-api.md, section 8).
        guard work.hashes.count <= authorization.numSignatures else { throw .invalidSAD }
        guard work.digest == authorization.digest, authorization.covers(work.hashes) else { throw .hashNotAuthorized }
        // The certificate may have ended since the authorization.
        try CredentialFacts(use.credentialID, in: context).requireUsable()
        return [.spent(.init(sad: sad, credentialID: use.credentialID, signatures: work.hashes.count))]
    }
}
