import Foundation
import OpenSSL
import Simulation
import WebFront

extension SigningService {
    func authorize(_ object: [String: JSONValue], _ caller: Caller) async throws -> CSCAnswer {
        var facts: CredentialFacts?
        let request = try AuthorizeRequest(object, factors: Set(caller.factors)) { id throws(CSCError) in
            let own = try own(id, caller)
            facts = own
            return own
        }
        guard let facts else { throw CSCError.invalidCredentialID }
        let authorization = Authorization(
            credentialID: request.credentialID,
            practitionerID: facts.practitionerID,
            facilityCertificate: caller.facilityCertificate,
            numSignatures: request.numSignatures,
            digest: request.digest,
            hashes: request.hashes.map(Base64.encode),
            expiresAt: simulation.clock.now.addingTimeInterval(sadLifetime)
        )
        guard facts.secrets.isEmpty else { return try await enter(request.answers, authorization, caller) }
        guard let answer = request.answers.first else { return try await issue(authorization, nil, caller) }
        guard practitioner(facts.practitionerID, has: answer.factor) else {
            throw answer.factor == .myNumber ? CSCError.notLinked : .invalidAuthenticationData
        }
        guard let value = answer.value else { return try await ask(authorization, caller) }
        let name = Challenge.name(facts.id, answer.factor, caller.facilityCertificate)
        let challenge = simulation.read(SigningDomain.self) { $0.challenges[name] }
        let keys = challenge == nil ? [] : try await credentials.authenticationKeys(answer.factor)
        guard let challenge,
            let key = keys.first(where: { ChallengeAnswer.isRight(value, to: challenge, by: $0.publicKey) })
        else {
            try await perform(.refuse(practitioner: facts.practitionerID, answer.factor, challenge: name), caller)
            throw CSCError.invalidAuthenticationData
        }
        if let rejection = CardRejection(key, of: facts.practitionerID) {
            try await perform(.reject(rejection, answer.factor, challenge: name), caller)
            throw rejection.error
        }
        return try await issue(authorization, (name, answer.factor), caller)
    }

    private func issue(
        _ authorization: Authorization,
        _ challenge: (name: String, factor: Factor)?,
        _ caller: Caller
    ) async throws -> CSCAnswer {
        let sad = SecureRandom.token(byteCount: 32)
        try await perform(.authorize(authorization, sad: SADDigest.of(sad), challenge: challenge), caller)
        return issued(sad)
    }

    private func enter(
        _ answers: [AuthorizeRequest.Answer],
        _ authorization: Authorization,
        _ caller: Caller
    ) async throws -> CSCAnswer {
        let words = Dictionary(answers.map { ($0.factor, $0.value ?? "") }) { first, _ in first }
        let reserved = words[.pin].flatMap { simulation.reservedOutcomes.chosen(by: $0, of: .practitioner) }
        let sad = SecureRandom.token(byteCount: 32)
        let command = SigningCommand.enter(
            words,
            anyPIN: reserved != nil,
            authorization,
            sad: SADDigest.of(sad)
        )
        let events = try await perform(command, caller).events
        if case .factorRefused(_, let factor, _)? = events.first { throw factor.wrongError }
        try await simulation.faults.arm(
            reserved,
            at: .pin,
            for: authorization.practitionerID,
            cause: caller.cause,
            trace: caller.trace
        )
        return issued(sad)
    }

    private func issued(_ sad: String) -> CSCAnswer {
        .ok(["SAD": .string(sad), "expiresIn": .integer(Int(sadLifetime))])
    }

    /// The phone's part: a handle to poll with.
    private func ask(_ authorization: Authorization, _ caller: Caller) async throws -> CSCAnswer {
        let handle = SecureRandom.token(byteCount: 32)
        let pending = PendingAuthorization(
            authorization: authorization,
            expiresAt: simulation.clock.now.addingTimeInterval(PendingAuthorization.lifetime)
        )
        try await perform(.ask(authorization, handle: SADDigest.of(handle), pending), caller)
        return .underWay(["handle": .string(handle)])
    }

    func authorizeCheck(_ object: [String: JSONValue], _ caller: Caller) async throws -> CSCAnswer {
        let parameters = try Parameters(object, known: ["handle"])
        guard let handle = try parameters.optionalString("handle") else { throw CSCError.invalidHandle }
        await notePolling(handle, caller)
        let sad = SecureRandom.token(byteCount: 32)
        let command = SigningCommand.check(handle: SADDigest.of(handle), caller.holder, sad: SADDigest.of(sad))
        switch try await perform(command, caller).events.first {
        case .collected(_, .approve): return issued(sad)
        case .collected(_, .appTooOld): throw CSCError.notSupportedByUserApp
        case .collected: throw CSCError.invalidAuthenticationData
        default: return .underWay(["handle": .string(handle)])
        }
    }

    func notePolling(_ name: String, _ caller: Caller) async {
        if polling.isTooFast(SADDigest.of(name), at: simulation.clock.realNow) {
            await note(Habits.fastPolling, caller)
        }
    }

    func getChallenge(_ object: [String: JSONValue], _ caller: Caller) async throws -> CSCAnswer {
        let parameters = try Parameters(object, known: ["credentialID", "authObjectID"])
        guard let id = try parameters.optionalString("credentialID") else { throw CSCError.invalidCredentialID }
        let facts = try own(id, caller)
        let factor = try parameters.optionalString("authObjectID").flatMap(Factor.init)
        // A one-time password is sent out of band: here it is the one of the command.
        if factor == .oneTimePassword, facts.secrets.contains(.oneTimePassword) {
            return try sentOneTimePassword(facts)
        }
        guard let factor, facts.secrets.isEmpty, caller.factors.contains(factor) else {
            throw CSCError.invalidAuthObjectID
        }
        guard practitioner(facts.practitionerID, has: factor) else {
            throw factor == .myNumber ? CSCError.notLinked : .invalidAuthObjectID
        }
        // The phone is asked by credentials/authorize; there is nothing to answer in band.
        guard factor != .fido else { return .nothing }
        let challenge = Challenge(
            credentialID: id,
            factor: factor,
            facilityCertificate: caller.facilityCertificate,
            value: Base64.encode(SecureRandom.bytes(32)),
            expiresAt: simulation.clock.now.addingTimeInterval(Challenge.lifetime)
        )
        try await perform(.challenge(challenge), caller)
        return .ok(["challenge": .string(challenge.value)])
    }

    /// 204, unless the credential is locked.
    func sentOneTimePassword(_ facts: CredentialFacts) throws -> CSCAnswer {
        try simulation.state(of: SigningDomain.self).requireUnlocked(facts.practitionerID)
        return .nothing
    }

    func extendTransaction(_ object: [String: JSONValue], _ caller: Caller) async throws -> CSCAnswer {
        let parameters = try Parameters(object, known: ["credentialID", "SAD", "hashes", "hashAlgorithmOID"])
        let facts = try own(try parameters.string("credentialID"), caller)
        let former = try parameters.string("SAD")
        let (hashes, digest) = try Hashes.read(parameters)
        let change = Authorization.Extension(
            hashes: hashes.map(Base64.encode),
            digest: digest,
            lifetime: sadLifetime
        )
        let sad = SecureRandom.token(byteCount: 32)
        try await perform(
            .extend(
                sad: SADDigest.of(former),
                credentialID: facts.id,
                caller.holder,
                by: change,
                newSAD: SADDigest.of(sad)
            ),
            caller
        )
        return issued(sad)
    }

    @discardableResult
    func perform(_ command: SigningCommand, _ caller: Caller) async throws -> Performed<SigningDomain> {
        try await simulation.perform(command, in: SigningDomain.self, cause: caller.cause, trace: caller.trace)
    }
}
