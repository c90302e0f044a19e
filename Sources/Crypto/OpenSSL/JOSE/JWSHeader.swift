/// The protected header of a JWS (RFC 7515, section 4.1): the members that we write and look at.
package struct JWSHeader: Codable, Hashable, Sendable {
    package var alg: String
    package var kid: String?
    /// `JWT` or `at+jwt`, mostly.
    package var typ: String?
    /// Certificates, leaf first, in base64 (not base64url) of their DER.
    package var x5c: [String]?
    /// Names of extensions that must be understood. We understand none.
    package var crit: [String]?

    package init(algorithm: JWSAlgorithm, keyID: String? = nil, type: String? = nil, certificates: [Certificate] = []) {
        alg = algorithm.rawValue
        kid = keyID
        typ = type
        x5c = certificates.isEmpty ? nil : certificates.map { Base64.encode($0.derEncoded) }
    }
}
