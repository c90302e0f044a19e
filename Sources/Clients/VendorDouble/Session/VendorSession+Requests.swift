extension VendorSession {
    /// A request of the signing API as it is written, with the session's token: for callers that want to see every answer.
    ///
    /// - Parameters:
    ///   - path: absolute, below the signing service's base URL.
    ///   - body: JSON.
    /// - Returns: the answer, whatever its status.
    package func request(_ path: String, _ body: String) async throws(VendorFailure) -> ClientAnswer {
        let url = try ServerURL(settings.signingURL + path)
        let request = ClientRequest.json(url.target, body).bearer(try await accessToken())
        return try await connections.send(request, to: url, isRepeatable: false)
    }

    /// Reads what is not the signing API's, with another token than the session's.
    ///
    /// - Parameter url: absolute.
    package func get(_ url: String, bearer token: String) async throws(VendorFailure) -> ClientAnswer {
        let url = try ServerURL(url)
        return try await connections.send(.get(url.target).bearer(token), to: url, isRepeatable: true)
    }

    /// What is published under a URL.
    ///
    /// - Throws: ``VendorFailure``, refused for an error status.
    package func fetch(_ address: String) async throws(VendorFailure) -> [UInt8] {
        let url = try ServerURL(address)
        let request = ClientRequest.get(url.target)
        let answer = try await connections.send(request, to: url, isRepeatable: true)
        try answer.require([200], call: request.call)
        return answer.body
    }

    /// A form to an endpoint of the authorization server as it is written.
    ///
    /// - Returns: the answer, whatever its status.
    package func request(
        _ endpoint: OAuthEndpoint,
        _ dialect: OAuthEndpoint.Dialect,
        _ parameters: [(String, String)]
    ) async throws(VendorFailure) -> ClientAnswer {
        let url = try ServerURL(try await address(of: endpoint, dialect))
        let request = ClientRequest.form(url.target, parameters, fields: LoginSteps.asksForJSON)
        return try await connections.send(request, to: url, isRepeatable: false)
    }

    /// An authorization request as it is written, with the person's part.
    ///
    /// - Returns: where it leads.
    /// - Throws: ``VendorFailure``, refused where the server shows an error and leads nowhere.
    package func authorization(
        _ dialect: OAuthEndpoint.Dialect,
        _ parameters: [(String, String)]
    ) async throws(VendorFailure) -> String {
        let endpoint = try await address(of: .authorize, dialect)
        let steps = LoginSteps(connections: connections, settings: settings, metadata: try await discovered())
        return try await steps.destination(endpoint, parameters)
    }

    private func address(
        of endpoint: OAuthEndpoint,
        _ dialect: OAuthEndpoint.Dialect
    ) async throws(VendorFailure) -> String {
        switch dialect {
        case .openIDConnect:
            guard let address = endpoint.address(in: try await discovered()) else {
                throw VendorFailure("find \(endpoint)", .settings("the authorization server has no such endpoint"))
            }
            return address
        case .csc:
            guard let base = try await RemoteSigningClient(self).service().oauth2 else {
                throw VendorFailure(CSCMethod.info.call, .settings("the service names no authorization server"))
            }
            return base + endpoint.cscPath
        }
    }
}
