import OpenSSL
import Simulation

/// Compact JWTs with HS256 (RFC 7515, RFC 7518 section 3.2), which the CSC API wants for account tokens.
enum SymmetricJWT {
    /// The claims, if the header says HS256 and the signature is this key's.
    /// - Parameter key: at most 64 bytes.
    static func claims(of token: String, key: [UInt8]) -> [String: JSONValue]? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = object(parts[0]), header["alg"]?.string == "HS256", header["crit"] == nil,
            let signature = Base64URL.decode(parts[2]),
            ConstantTime.areEqual(signature, hmac(Array("\(parts[0]).\(parts[1])".utf8), key: key))
        else { return nil }
        return object(parts[1])
    }

    /// HMAC-SHA256, RFC 2104 section 2, for keys of at most one block.
    static func hmac(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
        let block = key + [UInt8](repeating: 0, count: max(0, 64 - key.count))
        let inner = DigestAlgorithm.sha256.hash(block.map { $0 ^ 0x36 } + message)
        return DigestAlgorithm.sha256.hash(block.map { $0 ^ 0x5c } + inner)
    }

    private static func object(_ part: Substring) -> [String: JSONValue]? {
        Base64URL.decode(part).flatMap { try? JSONValue.parse($0) }?.object
    }
}
