package import Foundation
package import Simulation

/// Signature activation data (SAD) and the signatures made with it: the rules of SCAL 2.
///
/// A SAD authorizes certain digests of one credential, for one facility's connection, once, for a while. It is spent by
/// an event **before** the key is used, so that neither two parallel requests nor a crash can use it twice.
package enum SigningDomain: Domain {
    package static let name = "signing"
    package static let initialState = SigningState()
    package static let stateVersion = 4

    typealias Context = DecisionContext<SigningDomain>

    package static func decide(
        _ command: SigningCommand,
        in context: DecisionContext<SigningDomain>
    ) throws(CSCError) -> [SigningEvent] {
        switch command {
        case .authorize(let authorization, let sad, let proof): try authorize(authorization, sad, proof, in: context)
        case .challenge(let challenge): try self.challenge(challenge, in: context)
        case .refuse(let practitioner, let factor, let challenge):
            try refuse(practitioner, factor, challenge, in: context)
        case .reject(let rejection, let factor, let challenge):
            try reject(rejection, factor, challenge, in: context)
        case .enter(let words, let anyPIN, let authorization, let sad):
            try enter(words, anyPIN, authorization, sad, in: context)
        case .requireSecrets(let secrets, let id):
            context.state.plainSecrets[id] == secrets ? [] : [.secretsChanged(credentialID: id, secrets: secrets)]
        case .unlock(let practitioner):
            context.state.wrongTries[practitioner] == nil ? [] : [.factorAccepted(practitioner: practitioner)]
        case .ask(let authorization, let handle, let pending):
            try ask(authorization, handle, pending, in: context)
        case .hold(let practitioner):
            context.state.heldPhones.contains(practitioner) ? [] : [.phoneHeld(practitioner: practitioner)]
        case .answer(let practitioner, let answer): self.answer(practitioner, answer, in: context)
        case .check(let handle, let holder, let sad): try check(handle, holder, sad, in: context)
        case .extend(let sad, let credential, let holder, let change, let newSAD):
            try extend(sad, credential, holder, change, newSAD, in: context)
        case .spend(let use, let request): try spend(use, request, in: context)
        case .record(let signatures): [.created(context.state.signedDigests.marked(signatures))]
        case .expire: expire(in: context)
        }
    }

    package static func nextDue(_ state: SigningState) -> Due<SigningCommand>? {
        let instants = [
            state.authorizations.nextExpiry, state.pending.nextExpiry, state.challenges.nextExpiry,
            state.requests.nextExpiry,
        ]
        return instants.compactMap(\.self).min().map { Due(at: $0, .expire) }
    }

    private static func expire(in context: Context) -> [SigningEvent] {
        let (state, now) = (context.state, context.now)
        return state.authorizations.due(at: now).map { .expired(.init(sad: $0, isDropped: false)) }
            + state.pending.due(at: now).map { .dropped(kind: .handle, name: $0, isDropped: false) }
            + state.challenges.due(at: now).map { .dropped(kind: .challenge, name: $0, isDropped: false) }
            + state.requests.due(at: now).map { .dropped(kind: .result, name: $0, isDropped: false) }
    }
}

extension SigningDomain {
    package static func apply(_ event: SigningEvent, at instant: Date, to state: inout SigningState) {
        switch event {
        case .authorized(let event): state.authorizations.add(event.authorization, name: event.sad)
        case .extended(let former, let sad, let authorization):
            state.authorizations.remove(former)
            state.authorizations.add(authorization, name: sad)
        case .spent(let event): state.spend(event)
        case .expired(let event): state.authorizations.end(event.sad)
        case .challenged(let challenge): state.challenges.add(challenge, name: challenge.name)
        case .challengeAnswered(let name): state.challenges.remove(name)
        case .factorRefused(let practitioner, let factor, _):
            state.wrongTries[practitioner, default: [:]][factor.rawValue, default: 0] += 1
        case .factorAccepted(let practitioner): state.wrongTries[practitioner] = nil
        case .secretsChanged(let id, let secrets): state.plainSecrets[id] = secrets
        case .asked(let handle, let pending): state.pending.add(pending, name: handle)
        case .phoneHeld(let practitioner): state.heldPhones.insert(practitioner)
        case .answered(let practitioner, let handles, let answer):
            state.heldPhones.remove(practitioner)
            for handle in handles { state.pending.update(handle) { $0.answer = answer } }
        case .collected(let handle, _): state.pending.remove(handle)
        case .requested(let id, let request): state.requests.add(request, name: id)
        case .dropped(.challenge, let name, _): state.challenges.end(name)
        case .dropped(.handle, let name, _): state.pending.end(name)
        case .dropped(.result, let name, _): state.requests.end(name)
        case .created(let event): state.signedDigests.add(event)
        case .factorBlocked, .factorRejected: break
        }
    }
}

extension SigningState {
    fileprivate mutating func spend(_ event: SigningEvent.Spent) {
        if let hashes = event.hashes { return tokenUses.add(hashes, token: event.sad) }
        guard let authorization = authorizations[event.sad] else { return }
        // What is left of the transaction can only be extended.
        guard authorization.numSignatures > event.signatures else { return authorizations.remove(event.sad) }
        authorizations.update(event.sad) { authorization in
            authorization.numSignatures -= event.signatures
            authorization.isSpent = true
        }
    }
}
