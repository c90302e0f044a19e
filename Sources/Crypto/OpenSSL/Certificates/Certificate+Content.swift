import COpenSSL

extension Certificate {
    /// From the first `CERTIFICATE` block of a PEM text.
    package convenience init(pem: String) throws {
        try self.init(derEncoded: PEM.first(["CERTIFICATE"], in: pem).derEncoded)
    }

    /// All `CERTIFICATE` blocks of a PEM text, in their order.
    package static func chain(pem: String) throws -> [Certificate] {
        try PEM.decode(pem).filter { $0.label == "CERTIFICATE" }.map { try Certificate(derEncoded: $0.derEncoded) }
    }

    /// One `CERTIFICATE` block.
    package var pem: String { PEM.encode(label: "CERTIFICATE", derEncoded) }

    /// The serial number in upper-case hexadecimal, two digits a byte.
    package var serialHex: String { Hex.encode(serialNumber, uppercase: true) }

    /// The subject's key; an error for key types other than RSA and the NIST curves.
    package var publicKey: PublicKey {
        get throws {
            try clearingErrors {
                let info = try encoded("i2d_X509_PUBKEY") { i2d_X509_PUBKEY(X509_get_X509_PUBKEY(pointer), $0) }
                return try PublicKey(owning: require(X509_get_pubkey(pointer), "X509_get_pubkey"), spkiDER: info)
            }
        }
    }

    /// The extension of this type, when there is one.
    package func `extension`(oid: OID) -> CertificateExtension? {
        extensions.first { $0.oid == oid }
    }

    /// The hash of the whole certificate.
    package func fingerprint(_ algorithm: DigestAlgorithm = .sha256) -> [UInt8] {
        algorithm.hash(derEncoded)
    }

    /// Whether this key made the certificate's signature. Names, dates and uses are not looked at.
    package func isSigned(by key: PublicKey) -> Bool {
        clearingErrors { X509_verify(pointer, key.pointer) == 1 }
    }
}

extension Certificate: CustomStringConvertible {
    package var description: String { "\(subject), serial \(serialHex)" }
}
