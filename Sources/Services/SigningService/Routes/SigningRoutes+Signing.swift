import Foundation
import Logging
import OpenSSL
import Simulation
import WebFront

extension SigningService {
    /// Spends the authorization, then signs: never the other way round.
    func signHash(_ object: [String: JSONValue], _ caller: Caller) async throws -> CSCAnswer {
        let request = try SignHashRequest(object)
        let facts = try own(request.credentialID, caller)
        let use = AuthorizationUse(
            proof: try await proof(request, caller),
            credentialID: request.credentialID,
            holder: caller.holder,
            work: Result { () throws(CSCError) in try request.work() }
        )
        let key = try await credentials.key(request.credentialID)
        let background = try? request.background()
        let id = SecureRandom.token(byteCount: 16)
        let pending = background.map { background in
            SigningRequest(
                practitionerID: facts.practitionerID,
                facilityCertificate: caller.facilityCertificate,
                expiresAt: simulation.clock.now.addingTimeInterval(TimeInterval(background.validity) / 1000)
            )
        }
        try await perform(.spend(use, request: pending.map { (SADDigest.of(id), $0) }), caller)
        let work = try use.work.get()
        guard let background else {
            let signatures = try await sign(work, use, facts, key, caller)
            return .ok(["signatures": .array(signatures.map { .string($0) })])
        }
        self.background.enqueue(SADDigest.of(id)) { await finish(id, background, work, use, facts, key, caller) }
        return .ok(["responseID": .string(id)])
    }

    private func proof(_ request: SignHashRequest, _ caller: Caller) async throws -> AuthorizationUse.Proof {
        let sad = request.sad.map(SADDigest.of)
        if let grant = caller.grant.credential {
            // No SAD, or the token itself in its place.
            guard sad == nil || sad == caller.tokenDigest else { throw CSCError.invalidSAD }
            return .token(caller.tokenDigest, grant, isBearer: true)
        }
        guard let sad, let text = request.sad else { throw CSCError.missingSAD }
        let isKnown = simulation.read(SigningDomain.self) { state in
            state.authorizations[sad] != nil || state.authorizations.hasEnded(sad)
        }
        if !isKnown, case .success(let grant) = await authenticate(text, caller.certificate),
            let credential = grant.credential, grant.practitionerID == caller.grant.practitionerID
        {
            return .token(grant.tokenDigest, credential, isBearer: false)
        }
        return .sad(sad)
    }

    private func sign(
        _ work: AuthorizationUse.Work,
        _ use: AuthorizationUse,
        _ facts: CredentialFacts,
        _ key: PrivateKey,
        _ caller: Caller
    ) async throws -> [String] {
        try await passOperation(facts, caller)
        let signatures = try sign(work, key)
        let created = SigningEvent.Created(
            sad: use.proofDigest,
            credentialID: facts.id,
            practitionerID: facts.practitionerID,
            digest: work.digest.rawValue,
            hashes: work.hashes.map(Base64.encode)
        )
        try await perform(.record(created), caller)
        return try await handOut(signatures, work, facts, key, caller)
    }

    private func finish(
        _ id: String,
        _ request: SignHashRequest.Background,
        _ work: AuthorizationUse.Work,
        _ use: AuthorizationUse,
        _ facts: CredentialFacts,
        _ key: PrivateKey,
        _ caller: Caller
    ) async {
        let result: BackgroundSigning.Progress
        do {
            result = .done(try await sign(work, use, facts, key, caller))
        } catch {
            simulation.logger.error("a signature in the background failed: \(error)")
            result = .failed
        }
        background.finish(SADDigest.of(id), result) { name in
            simulation.read(SigningDomain.self) { $0.requests[name] != nil }
        }
        // Not waited for: a receiver that takes its time must not hold up the next request.
        if let uri = request.responseURI { Task { await notify(uri, ["responseID": .string(id)]) } }
    }

    func signPolling(_ object: [String: JSONValue], _ caller: Caller) async throws -> CSCAnswer {
        let parameters = try Parameters(object, known: ["requestID", "userID"])
        let id = try parameters.string("requestID")
        let name = SADDigest.of(id)
        let request = simulation.read(SigningDomain.self) { $0.requests[name] }
        guard let request, simulation.clock.now < request.expiresAt,
            request.facilityCertificate == caller.facilityCertificate,
            caller.grant.practitionerID == nil || caller.grant.practitionerID == request.practitionerID
        else { throw CSCError.invalidRequestID }
        if caller.grant.practitionerID != nil {
            guard !parameters.isPresent("userID") else { throw CSCError.userIDShallBeNull }
        } else if parameters.isPresent("userID") {
            guard parameters.text("userID") == request.practitionerID else { throw CSCError.invalidPollingUserID }
        }
        await notePolling(id, caller)
        switch background.progress(of: name) {
        case .working: throw CSCError.acceptedRequest
        case .done(let signatures): return .ok(["signatures": .array(signatures.map { .string($0) })])
        case .failed: throw CSCError.failed
        case nil: throw CSCError.invalidRequestID
        }
    }
}
