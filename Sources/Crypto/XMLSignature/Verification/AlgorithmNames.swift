import OpenSSL

/// Which algorithms a signature may use. SHA-224 is one that the public verifier knows and this engine does not.
enum AlgorithmNames {
    static func digest(_ uri: String) -> DigestAlgorithm? {
        switch uri {
        case AlgorithmURI.sha256: .sha256
        case "http://www.w3.org/2001/04/xmldsig-more#sha384": .sha384
        case "http://www.w3.org/2001/04/xmlenc#sha512": .sha512
        default: nil
        }
    }

    /// The hash function and whether the key is RSA.
    static func signature(_ uri: String) -> (digest: DigestAlgorithm, isRSA: Bool)? {
        guard uri.hasPrefix("http://www.w3.org/2001/04/xmldsig-more#") else { return nil }
        switch uri.split(separator: "#").last {
        case "rsa-sha256": return (.sha256, true)
        case "rsa-sha384": return (.sha384, true)
        case "rsa-sha512": return (.sha512, true)
        case "ecdsa-sha256": return (.sha256, false)
        case "ecdsa-sha384": return (.sha384, false)
        case "ecdsa-sha512": return (.sha512, false)
        default: return nil
        }
    }
}
