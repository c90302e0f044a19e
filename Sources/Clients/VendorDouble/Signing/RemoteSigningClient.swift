import OpenSSL

/// The remote signing service as a vendor application uses it: CSC API v2 over mutual TLS, with the token of a session.
///
/// ```swift
/// let client = RemoteSigningClient(VendorSession(settings))
/// let credential = try await client.credentials()[0]
/// let signatures = try await client.sign([hash], with: credential)     // verified with its certificate
/// ```
package struct RemoteSigningClient: Sendable {
    package let session: VendorSession

    package init(_ session: VendorSession) {
        self.session = session
    }

    /// `info`, the one method without a token.
    package func service() async throws(VendorFailure) -> ServiceDescription {
        let method = CSCMethod.info
        let url = try ServerURL(session.settings.signingURL + method.path)
        let request = try ClientRequest.json(url.target, encoding: InfoRequest())
        let answer = try await session.connections.send(request, to: url, isRepeatable: method.isRepeatable)
        return try answer.json(call: method.call)
    }

    /// The practitioner's credentials, usable or not.
    package func credentials() async throws(VendorFailure) -> [SigningCredential] {
        let request = ListRequest(userID: session.userID)
        let list: ListAnswer = try await session.call(.list, request).json(call: CSCMethod.list.call)
        var credentials: [SigningCredential] = []
        for id in list.credentialIDs { credentials.append(try await credential(id)) }
        return credentials
    }

    package func credential(_ id: String) async throws(VendorFailure) -> SigningCredential {
        let answer = try await session.call(.credential, CredentialRequest(credentialID: id))
        return try SigningCredential(id: id, try answer.json(call: CSCMethod.credential.call))
    }

    /// Before every signature: what cannot be signed with, or is not the person's at the screen, is not asked for.
    func require(_ credential: SigningCredential) throws(VendorFailure) {
        try credential.requireUsable()
        guard let holder = session.settings.holder, !holder.owns(credential.certificate) else { return }
        throw VendorFailure(
            CSCMethod.credential.call,
            .credential(.otherHolder(credential.certificate.holderName))
        )
    }

    /// What a card or an authenticator has to sign before ``authorize(_:with:count:digest:authData:description:)``.
    ///
    /// - Returns: nil where the challenge went to the person by another way (204).
    package func challenge(of object: String, for credential: SigningCredential) async throws(VendorFailure) -> String?
    {
        let body = ChallengeRequest(credentialID: credential.id, authObjectID: object)
        let answer = try await session.call(.getChallenge, body)
        guard answer.status != 204 else { return nil }
        return try answer.json(ChallengeAnswer.self, call: CSCMethod.getChallenge.call).challenge
    }
}
