package import OpenSSL

extension RemoteSigningClient {
    /// Authorizes and signs in one batch.
    ///
    /// - Parameters:
    ///   - hashes: digests of `algorithm.digest`.
    ///   - mode: whether the service may answer later.
    /// - Returns: the signatures in the order of the hashes, each verified with the credential's certificate.
    package func sign(
        _ hashes: [[UInt8]],
        with credential: SigningCredential,
        _ algorithm: SignatureAlgorithm = SignatureAlgorithm(digest: .sha256),
        mode: OperationMode = .synchronous,
        authData: [AuthenticationDatum] = []
    ) async throws(VendorFailure) -> [[UInt8]] {
        try require(credential)
        // Found out before a person is asked for anything.
        _ = try SignAlgo(algorithm, for: credential)
        let sad = try await authorize(hashes, with: credential, digest: algorithm.digest, authData: authData)
        return try await signHash(hashes, sad, with: credential, algorithm, mode: mode)
    }

    /// Signs one after the other under one authorization: what is to be signed next need not be known before.
    package func signOneByOne(
        _ hashes: [[UInt8]],
        with credential: SigningCredential,
        _ algorithm: SignatureAlgorithm = SignatureAlgorithm(digest: .sha256),
        authData: [AuthenticationDatum] = []
    ) async throws(VendorFailure) -> [[UInt8]] {
        try require(credential)
        guard let first = hashes.first else { return [] }
        let digest = algorithm.digest
        var sad = try await authorize(
            [first],
            with: credential,
            count: hashes.count,
            digest: digest,
            authData: authData
        )
        var signatures = try await signHash([first], sad, with: credential, algorithm)
        for hash in hashes.dropFirst() {
            sad = try await extend(sad, for: [hash], with: credential, digest: digest)
            signatures += try await signHash([hash], sad, with: credential, algorithm)
        }
        return signatures
    }

    /// Signs what the person releases at the login, without a SAD: a token of scope `credential` stands in its place.
    package func signReleased(
        _ hashes: [[UInt8]],
        with credential: SigningCredential,
        _ algorithm: SignatureAlgorithm = SignatureAlgorithm(digest: .sha256),
        mode: OperationMode = .synchronous
    ) async throws(VendorFailure) -> [[UInt8]] {
        try require(credential)
        _ = try SignAlgo(algorithm, for: credential)
        let token = try await session.release(credential.id, hashes, algorithm.digest)
        return try await signHash(hashes, .token(token), with: credential, algorithm, mode)
    }

    /// Signs what a SAD allows. The SAD is spent by this, whether the answer arrives or not: it is asked once.
    package func signHash(
        _ hashes: [[UInt8]],
        _ sad: String,
        with credential: SigningCredential,
        _ algorithm: SignatureAlgorithm = SignatureAlgorithm(digest: .sha256),
        mode: OperationMode = .synchronous
    ) async throws(VendorFailure) -> [[UInt8]] {
        try await signHash(hashes, .sad(sad), with: credential, algorithm, mode)
    }

    /// What a signature rests on.
    private enum Proof {
        case sad(String)
        /// Of scope `credential`.
        case token(String)
    }

    private func signHash(
        _ hashes: [[UInt8]],
        _ proof: Proof,
        with credential: SigningCredential,
        _ algorithm: SignatureAlgorithm,
        _ mode: OperationMode
    ) async throws(VendorFailure) -> [[UInt8]] {
        let scheme = try SignAlgo(algorithm, for: credential)
        let sad: String? = if case .sad(let sad) = proof { sad } else { nil }
        let body = SignHashRequest(
            credentialID: credential.id,
            SAD: sad,
            hashes: hashes.map(Base64.encode),
            hashAlgorithmOID: scheme.hashAlgorithmOID,
            signAlgo: scheme.oid,
            signAlgoParams: scheme.parameters,
            operationMode: mode.code,
            validity_period: mode.validityPeriod
        )
        let answer =
            switch proof {
            case .sad: try await session.call(.signHash, body)
            case .token(let token): try await session.call(.signHash, body, bearer: token)
            }
        let texts: [String]
        var call = CSCMethod.signHash.call
        switch mode {
        case .synchronous: texts = try answer.json(SignaturesAnswer.self, call: call).signatures
        case .asynchronous:
            let id = try answer.json(ResponseIDAnswer.self, call: call, statuses: [200, 202]).responseID
            texts = try await poll(id)
            call = CSCMethod.signPolling.call
        }
        do {
            return try SignatureCheck.verified(texts, of: hashes, by: credential.publicKey, algorithm)
        } catch {
            throw VendorFailure(call, .signatures(error))
        }
    }

    /// Asks for the result of an asynchronous call until it is there.
    private func poll(_ id: String) async throws(VendorFailure) -> [String] {
        let method = CSCMethod.signPolling
        let request = PollingRequest(requestID: id, userID: session.userID)
        var waiting = Waiting(session.settings.patience)
        while true {
            let answer = try await session.call(method, request)
            guard answer.status == 202 else {
                return try answer.json(SignaturesAnswer.self, call: method.call).signatures
            }
            guard await waiting.wait(answer.retryAfter) else { throw VendorFailure(method.call, .stillPending) }
        }
    }
}
