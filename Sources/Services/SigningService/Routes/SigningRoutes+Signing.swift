import Foundation
import Logging
import OpenSSL
import Simulation
import WebFront

extension SigningService {
    func signHash(_ object: [String: JSONValue], _ caller: Caller) async throws -> CSCAnswer {
        let request = try SignHashRequest(object, reach: notificationReach)
        let facts = try own(request.credentialID, caller)
        let use = AuthorizationUse(
            proof: try await proof(request.sad, caller),
            credentialID: request.credentialID,
            holder: caller.holder,
            work: Result { () throws(CSCError) in try request.work() }
        )
        return try await carryOut(use, facts, .signatures, try? request.background(), caller) { key, work in
            try work.hashes.map { hash in
                Base64.encode(try key.signature(digest: hash, algorithm: work.digest, padding: work.padding))
            }
        }
    }

    /// Spends the authorization, then signs: never the other way round.
    ///
    /// - Parameters:
    ///   - background: in mode A.
    ///   - make: what is answered for each hash, made with the credential's key.
    func carryOut(
        _ use: AuthorizationUse,
        _ facts: CredentialFacts,
        _ product: SigningRequest.Product,
        _ background: BackgroundRequest?,
        _ caller: Caller,
        make: @escaping @Sendable (PrivateKey, AuthorizationUse.Work) async throws -> [String]
    ) async throws -> CSCAnswer {
        let key = try await credentials.key(use.credentialID)
        let id = SecureRandom.token(byteCount: 16)
        let pending = background.map { background in
            SigningRequest(
                practitionerID: facts.practitionerID,
                facilityCertificate: caller.facilityCertificate,
                expiresAt: simulation.clock.now.addingTimeInterval(TimeInterval(background.validity) / 1000),
                product: product
            )
        }
        try await perform(.spend(use, request: pending.map { (SADDigest.of(id), $0) }), caller)
        let work = try use.work.get()
        let sign: @Sendable (BlobID?) async throws -> [String] = { result in
            try await passOperation(facts, caller)
            let made = try await handedOut(try await make(key, work), facts, key, caller) {
                try await make($0, work)
            }
            try await record(work, use, facts, caller, made, in: result)
            return made
        }
        guard let background else {
            return .ok([product.rawValue: .array(try await sign(nil).map { .string($0) })])
        }
        self.background.enqueue(SADDigest.of(id)) {
            await finish(id, background) { result in
                try await BackgroundFault.pass(simulation, facts, caller.trace)
                return try await sign(result)
            }
        }
        return .ok(["responseID": .string(id)])
    }

    /// - Parameter text: the SAD as it was sent.
    func proof(_ text: String?, _ caller: Caller) async throws -> AuthorizationUse.Proof {
        let sad = text.map(SADDigest.of)
        if let grant = caller.grant.credential {
            // No SAD, or the token itself in its place.
            guard sad == nil || sad == caller.tokenDigest else { throw CSCError.invalidSAD }
            return .token(caller.tokenDigest, grant, isBearer: true)
        }
        guard let sad, let text else { throw CSCError.missingSAD }
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

    /// - Parameter result: where the store is to keep what was made.
    private func record(
        _ work: AuthorizationUse.Work,
        _ use: AuthorizationUse,
        _ facts: CredentialFacts,
        _ caller: Caller,
        _ made: [String],
        in result: BlobID?
    ) async throws {
        let created = SigningEvent.Created(
            sad: use.proofDigest,
            credentialID: facts.id,
            practitionerID: facts.practitionerID,
            digest: work.digest.rawValue,
            hashes: work.hashes.map(Base64.encode)
        )
        try await simulation.perform(
            .record(created),
            in: SigningDomain.self,
            cause: caller.cause,
            trace: caller.trace,
            blobs: result.map { [Blob(id: $0, JSONValue.array(made.map { .string($0) }).utf8())] } ?? []
        )
    }

    private func finish(
        _ id: String,
        _ request: BackgroundRequest,
        _ sign: @Sendable (BlobID?) async throws -> [String]
    ) async {
        let name = SADDigest.of(id)
        do {
            _ = try await sign(SigningResult.blob(name))
            background.finish(name)
        } catch {
            simulation.logger.error("a signature in the background failed: \(error)")
            background.fail(name) { name in simulation.read(SigningDomain.self) { $0.requests[name] != nil } }
        }
        // Not waited for: a receiver that takes its time must not hold up the next request.
        if let uri = request.responseURI { Task { await notify(uri, ["responseID": .string(id)]) } }
    }

    func timestamp(_ object: [String: JSONValue], _ caller: Caller) async throws -> CSCAnswer {
        let request = try TimestampRequest(object)
        let token = try await stamp(request.hash, request.algorithm, request.nonce)
        return .ok(["timestamp": .string(Base64.encode(token))])
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
        let isHeldBack = try await passPolling(request, caller)
        if isHeldBack || background.progress(of: name) == .working { throw CSCError.acceptedRequest }
        // [D] Accepted, and lost in an abrupt end before it was done: the client has to authorize anew.
        guard let result = try await simulation.blobs.bytes(SigningResult.blob(name)) else { throw CSCError.failed }
        return .ok([(request.product ?? .signatures).rawValue: try JSONValue.parse(result)])
    }
}
