import COpenSSL

/// The password-based encryption of one part of a .p12 file.
struct PKCS12Algorithm {
    /// libcrypto's name of the cipher, or the object identifier.
    let name: String

    /// More iterations than any program writes would only serve to keep us busy.
    private static let maximumIterations = 5_000_000

    init(_ algorithm: UnsafePointer<X509_ALGOR>?) throws(PKCS12ReadError) {
        guard let algorithm, let der = try? encoded("i2d_X509_ALGOR", { i2d_X509_ALGOR(algorithm, $0) }),
            let parsed = try? Self.parse(der)
        else { throw .notPKCS12 }
        name = Self.name(of: parsed.cipher)
        try Self.checkIterations(parsed.iterations)
    }

    static func checkIterations(_ count: Int) throws(PKCS12ReadError) {
        guard count >= 1 else { throw .notPKCS12 }
        guard count <= maximumIterations else { throw .unsupportedEncryption("\(count) iterations") }
    }

    /// What it means that a part does not decrypt: the reason is on the error queue.
    func failure() -> PKCS12ReadError {
        OpenSSLError.takingQueue(after: "decrypting").isUnsupported ? .unsupportedEncryption(name) : .wrongPassword
    }

    /// Cipher and iteration count of PBES2 (RFC 8018, A.4) or of a PKCS#12 PBE (RFC 7292, appendix C).
    private static func parse(_ der: [UInt8]) throws(DERError) -> (cipher: OID, iterations: Int) {
        var identifier = try DERReader.single(DERTag.sequence, der).reader
        let oid = try identifier.next(DERTag.oid).oid()
        var parameters = try identifier.next(DERTag.sequence).reader
        guard oid == "1.2.840.113549.1.5.13" else {
            _ = try parameters.next(DERTag.octetString)
            return (oid, try parameters.next(DERTag.integer).int())
        }
        var derivation = try parameters.next(DERTag.sequence).reader
        let function = try derivation.next(DERTag.oid).oid()
        var encryption = try parameters.next(DERTag.sequence).reader
        let cipher = try encryption.next(DERTag.oid).oid()
        // Other derivations (scrypt) have limits of their own in libcrypto.
        guard function == "1.2.840.113549.1.5.12" else { return (cipher, 1) }
        var settings = try derivation.next(DERTag.sequence).reader
        _ = try settings.next()
        return (cipher, try settings.next(DERTag.integer).int())
    }

    private static func name(of oid: OID) -> String {
        // What users search for is the cipher inside the PKCS#12 PBE (RFC 7292, appendix C).
        switch oid {
        case "1.2.840.113549.1.12.1.1": "RC4"
        case "1.2.840.113549.1.12.1.2": "RC4-40"
        case "1.2.840.113549.1.12.1.3", "1.2.840.113549.1.12.1.4": "DES-EDE3-CBC"
        case "1.2.840.113549.1.12.1.5": "RC2-CBC"
        case "1.2.840.113549.1.12.1.6": "RC2-40-CBC"
        case "1.2.840.113549.3.7": "DES-EDE3-CBC"
        case "2.16.840.1.101.3.4.1.2": "AES-128-CBC"
        case "2.16.840.1.101.3.4.1.22": "AES-192-CBC"
        case "2.16.840.1.101.3.4.1.42": "AES-256-CBC"
        default: oid.description
        }
    }
}

extension OpenSSLError {
    /// Whether the algorithm was missing, rather than the data being wrong.
    var isUnsupported: Bool {
        entries.contains { $0.reason.hasPrefix("unsupported") || $0.reason.hasPrefix("unknown") }
    }
}
