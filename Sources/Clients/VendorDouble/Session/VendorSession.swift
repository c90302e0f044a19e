/// A vendor application with a practitioner at it: one facility certificate, one login, kept connections.
///
/// It logs in when the first call needs it, refreshes a token that has expired, and logs in again only when the session
/// itself is over. Calls may be made side by side; they share tokens and renewals.
package actor VendorSession {
    package nonisolated let settings: VendorSettings
    nonisolated let connections: KeptConnections
    var metadata: ServerMetadata?
    private var tokens: Tokens?
    /// So that many calls that find the token expired renew it once: a second use of one refresh token looks like theft.
    private var renewal: Task<Result<Tokens, VendorFailure>, Never>?

    /// `userID`: named where no person stands behind the token, and only there (csc-api.md, section 3.4).
    nonisolated var userID: String? { settings.speaksForItself ? settings.practitioner : nil }

    package init(_ settings: VendorSettings) {
        self.settings = settings
        connections = KeptConnections(settings)
    }

    /// The same session with other settings, the client certificate for one: who is logged in stays so.
    package func moved(to settings: VendorSettings) -> VendorSession {
        VendorSession(settings, tokens)
    }

    private init(_ settings: VendorSettings, _ tokens: Tokens?) {
        self.settings = settings
        self.tokens = tokens
        connections = KeptConnections(settings)
    }

    /// The access token, for requests that are made in another way; logs in if nobody is.
    package func accessToken() async throws(VendorFailure) -> String {
        try await current().access
    }

    /// Ends the session at the authorization server (RFC 7009) and forgets its tokens.
    package func logOut() async throws(VendorFailure) {
        guard let ended = tokens else { return }
        tokens = nil
        try await revoke(ended)
    }

    /// Ends the connections that nobody uses; the next call opens new ones.
    package func close() async {
        await connections.close()
    }

    /// Ends the connections that nobody uses, so that the next call makes a handshake.
    ///
    /// - Parameter resuming: whether it may be the short one of a TLS session that goes on.
    package func reconnect(resuming: Bool) async {
        await connections.reconnect(resuming: resuming)
    }

    /// Calls a method of the signing API with the practitioner's token.
    ///
    /// A token that is refused as expired or unknown is renewed and the call made once more: a refused token has done
    /// nothing. Any other refusal is the caller's.
    func call(
        _ method: CSCMethod,
        _ body: some Encodable & Sendable
    ) async throws(VendorFailure) -> ClientAnswer {
        let url = try ServerURL(settings.signingURL + method.path)
        let request = try ClientRequest.json(url.target, encoding: body)
        let current = try await current()
        let answer = try await connections.send(
            request.bearer(current.access),
            to: url,
            isRepeatable: method.isRepeatable
        )
        guard Refusal(answer).asksForToken else { return answer }
        let fresh = try await renewed(after: current)
        return try await connections.send(request.bearer(fresh.access), to: url, isRepeatable: method.isRepeatable)
    }

    /// Calls a method with another token than the practitioner's, once.
    func call(
        _ method: CSCMethod,
        _ body: some Encodable & Sendable,
        bearer token: String
    ) async throws(VendorFailure) -> ClientAnswer {
        let url = try ServerURL(settings.signingURL + method.path)
        let request = try ClientRequest.json(url.target, encoding: body).bearer(token)
        return try await connections.send(request, to: url, isRepeatable: method.isRepeatable)
    }

    private func current() async throws(VendorFailure) -> Tokens {
        if let tokens { return tokens }
        return try await renewed(after: nil)
    }

    private func renewed(after old: Tokens?) async throws(VendorFailure) -> Tokens {
        if let tokens, tokens != old { return tokens }
        let task: Task<Result<Tokens, VendorFailure>, Never>
        if let renewal {
            task = renewal
        } else {
            task = Task { await self.renew(old) }
            renewal = task
        }
        let result = await task.value
        if renewal == task {
            renewal = nil
            if case .success(let fresh) = result { tokens = fresh }
        }
        return try result.get()
    }
}
