package import OpenSSL

/// Where keys come from: made on first request, the same ever after.
package protocol KeySource: Sendable {
    /// The key of this request.
    func key(_ request: KeyRequest) throws -> PrivateKey

    /// Makes sure that all these keys are there, so that each ``key(_:)`` is quick afterwards.
    func prepare(_ requests: [KeyRequest]) throws
}
