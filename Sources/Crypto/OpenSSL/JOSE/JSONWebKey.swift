/// A public key as JSON (RFC 7517; members of RFC 7518, sections 6.2 and 6.3).
package struct JSONWebKey: Codable, Hashable, Sendable {
    /// `RSA` or `EC`.
    package var kty: String
    package var use: String?
    package var alg: String?
    package var kid: String?
    /// RSA modulus, base64url.
    package var n: String?
    /// RSA public exponent, base64url.
    package var e: String?
    /// `P-256`, `P-384` or `P-521`.
    package var crv: String?
    /// Coordinates of the point, base64url of the curve's full length.
    package var x: String?
    package var y: String?

    package init(_ numbers: PublicKeyNumbers) {
        switch numbers {
        case .rsa(let modulus, let exponent):
            kty = "RSA"
            n = Base64URL.encode(modulus)
            e = Base64URL.encode(exponent)
        case .ec(let curve, let x, let y):
            kty = "EC"
            crv = curve.jsonName
            self.x = Base64URL.encode(x)
            self.y = Base64URL.encode(y)
        }
    }

    /// The key that the members describe.
    package func publicKey() throws -> PublicKey {
        switch kty {
        case "RSA":
            guard let modulus = n.flatMap({ Base64URL.decode($0) }), let exponent = e.flatMap({ Base64URL.decode($0) })
            else { throw OpenSSLError.refused("reading a JWK", "n or e") }
            return try PublicKey(spkiDER: PublicKeyNumbers.rsa(modulus: modulus, exponent: exponent).spkiDER)
        case "EC":
            guard let curve = EllipticCurve.allCases.first(where: { $0.jsonName == crv }),
                let x = x.flatMap({ Base64URL.decode($0) }), x.count == curve.coordinateByteCount,
                let y = y.flatMap({ Base64URL.decode($0) }), y.count == curve.coordinateByteCount
            else { throw OpenSSLError.refused("reading a JWK", "crv, x or y") }
            return try PublicKey(spkiDER: PublicKeyNumbers.ec(curve: curve, x: x, y: y).spkiDER)
        default:
            throw OpenSSLError.refused("reading a JWK", "kty \(kty)")
        }
    }

    /// The SHA-256 thumbprint in base64url, often used as `kid` (RFC 7638).
    package var thumbprint: String {
        // Section 3.2: the required members only, in lexicographic order, without white space.
        let members: [(String, String?)] =
            kty == "RSA" ? [("e", e), ("kty", kty), ("n", n)] : [("crv", crv), ("kty", kty), ("x", x), ("y", y)]
        let json = members.map { "\"\($0.0)\":\"\($0.1 ?? "")\"" }.joined(separator: ",")
        return Base64URL.encode(DigestAlgorithm.sha256.hash(Array("{\(json)}".utf8)))
    }
}

extension PublicKey {
    /// The key's own members; `kid`, `use` and `alg` are for the caller to set.
    package var jwk: JSONWebKey { JSONWebKey(numbers) }
}

extension EllipticCurve {
    /// RFC 7518, section 6.2.1.1.
    var jsonName: String {
        switch self {
        case .p256: "P-256"
        case .p384: "P-384"
        case .p521: "P-521"
        }
    }
}
