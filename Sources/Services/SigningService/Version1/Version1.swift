import OpenSSL
import Simulation

/// CSC API v1.0.4 as another spelling of v2: names and wordings only, the rules are the same (csc-api.md, section 4).
enum Version1 {
    /// The methods of v1 that v2 has too, with the members that v1 knows of each.
    static let methods: [String: Set<String>] = [
        "auth/revoke": ["token", "token_type_hint"],
        "credentials/list": ["userID", "maxResults", "pageToken"],
        "credentials/info": ["credentialID", "certificates", "certInfo", "authInfo", "lang"],
        "credentials/authorize": ["credentialID", "numSignatures", "hash", "PIN", "OTP", "description"],
        "credentials/extendTransaction": ["credentialID", "hash", "SAD"],
        "signatures/signHash": ["credentialID", "SAD", "hash", "hashAlgo", "signAlgo", "signAlgoParams"],
    ]

    /// The request in the words of v2.
    static func request(_ object: [String: JSONValue], of method: String) throws(CSCError) -> [String: JSONValue] {
        _ = try Parameters(object, known: methods[method] ?? [])
        var object = object
        for (old, new) in [("hash", "hashes"), ("hashAlgo", "hashAlgorithmOID")] {
            if let value = object.removeValue(forKey: old) { object[new] = value }
        }
        if method != "signatures/signHash", let hashes = object["hashes"]?.array {
            // v1 names no algorithm here: the length of the first digest says which.
            object["hashAlgorithmOID"] = .string(algorithm(of: hashes.first?.string).oid.description)
        }
        let factors = ["PIN", "OTP"].compactMap { name in object.removeValue(forKey: name).map { (name, $0) } }
        if !factors.isEmpty { object["authData"] = .array(factors.map { ["id": .string($0), "value": $1] }) }
        return object
    }

    private static func algorithm(of hash: String?) -> DigestAlgorithm {
        let count = hash.flatMap { Base64.decode($0) ?? Base64URL.decode($0) }?.count
        return SigningAlgorithm.digests.first { $0.byteCount == count } ?? .sha256
    }

    /// `credentials/info` in the words of v1: `implicit`, where the service deals with the person itself; `explicit` for a
    /// plain-PIN credential, with the groups `PIN` and `OTP` where they are asked for.
    ///
    /// - Parameter members: the answer of v2 with `authInfo`.
    static func information(_ members: [String: JSONValue], showsGroups: Bool) -> [String: JSONValue] {
        var members = members
        let ids = (members.removeValue(forKey: "auth")?["objects"]?.array ?? []).compactMap { $0["id"]?.string }
        let isExplicit = ids.contains(Factor.pin.rawValue)
        members["authMode"] = isExplicit ? "explicit" : "implicit"
        guard isExplicit, showsGroups else { return members }
        members["PIN"] = ["presence": "true", "format": "A", "label": .string(Factor.pin.label)]
        // The presence of either is a string.
        members["OTP"] =
            ids.contains(Factor.oneTimePassword.rawValue)
            ? [
                "presence": "true", "type": "online", "format": "A", "label": .string(Factor.oneTimePassword.label),
            ] : ["presence": "false"]
        return members
    }

    /// The error in the words of v1.
    static func error(_ error: CSCError, expiredCertificate: String) -> CSCError {
        switch error {
        case .malformedAuthorizationHeader: .commonInvalidRequest
        case .invalidAuthenticationData: .invalidPIN
        case .credentialLocked: .pinLocked
        case .hashNotAuthorized: .invalidRequest(error.description + ".")
        case .missingHashAlgorithm: .missingString("hashAlgo")
        case .invalidHashAlgorithm: .invalidParameter("hashAlgo")
        case .certificateExpired: .invalidRequest("Signing certificate '\(expiredCertificate)' is expired")
        default: error
        }
    }
}
