package import OpenSSL

extension RemoteSigningClient {
    /// Authorizes signatures, and waits while a person or the service makes up its mind (202).
    ///
    /// - Parameters:
    ///   - hashes: what may be signed (SCAL 2).
    ///   - count: how many signatures in all, where more are to be authorized by ``extend(_:for:with:digest:)``; nil for
    ///     as many as there are hashes.
    ///   - authData: the factors; none where the service deals with the person itself.
    /// - Returns: the SAD.
    package func authorize(
        _ hashes: [[UInt8]],
        with credential: SigningCredential,
        count: Int? = nil,
        digest: DigestAlgorithm = .sha256,
        authData: [AuthenticationDatum] = [],
        description: String? = nil
    ) async throws(VendorFailure) -> String {
        let body = AuthorizeRequest(
            credentialID: credential.id,
            numSignatures: count ?? hashes.count,
            hashes: hashes.map(Base64.encode),
            hashAlgorithmOID: digest.oid.description,
            authData: authData,
            description: description
        )
        var method = CSCMethod.authorize
        var answer = try await session.call(method, body)
        var waiting = Waiting(session.settings.patience)
        while true {
            let outcome: AuthorizeAnswer = try answer.json(call: method.call, statuses: [200, 202])
            if answer.status == 200 { return try require(outcome.SAD, "SAD", answer, method) }
            // "Possibly a new value: use the newest."
            let handle = try require(outcome.handle, "handle", answer, method)
            guard await waiting.wait(answer.retryAfter) else { throw VendorFailure(method.call, .stillPending) }
            method = .authorizeCheck
            answer = try await session.call(method, HandleRequest(handle: handle))
        }
    }

    /// A SAD for the next hashes of the same authorization; the old one is over.
    package func extend(
        _ sad: String,
        for hashes: [[UInt8]],
        with credential: SigningCredential,
        digest: DigestAlgorithm = .sha256
    ) async throws(VendorFailure) -> String {
        let body = ExtendRequest(
            credentialID: credential.id,
            SAD: sad,
            hashes: hashes.map(Base64.encode),
            hashAlgorithmOID: digest.oid.description
        )
        let answer = try await session.call(.extendTransaction, body)
        return try answer.json(SADAnswer.self, call: CSCMethod.extendTransaction.call).SAD
    }

    private func require(
        _ value: String?,
        _ member: String,
        _ answer: ClientAnswer,
        _ method: CSCMethod
    ) throws(VendorFailure) -> String {
        guard let value else {
            throw VendorFailure(method.call, .unreadable(UnreadableAnswer(answer.status, .member(member))))
        }
        return value
    }
}
