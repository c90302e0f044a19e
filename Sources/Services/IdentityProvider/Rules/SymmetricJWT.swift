import OpenSSL
import Simulation

/// Compact JWTs with HS256 (RFC 7515, RFC 7518 section 3.2), which the CSC API wants for account tokens.
enum SymmetricJWT {
    /// The claims, if the header says HS256 and the signature is this key's.
    static func claims(of token: String, key: [UInt8]) -> [String: JSONValue]? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = object(parts[0]), header["alg"]?.string == "HS256", header["crit"] == nil,
            let signature = Base64URL.decode(parts[2]),
            ConstantTime.areEqual(
                signature,
                DigestAlgorithm.sha256.hmac(Array("\(parts[0]).\(parts[1])".utf8), key: key)
            )
        else { return nil }
        return object(parts[1])
    }

    private static func object(_ part: Substring) -> [String: JSONValue]? {
        Base64URL.decode(part).flatMap { try? JSONValue.parse($0) }?.object
    }
}
