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
}
