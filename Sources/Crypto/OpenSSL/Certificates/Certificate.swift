import COpenSSL
package import Foundation

/// A parsed X.509 certificate. What it says is read once, in `init`; nothing about it is verified.
package final class Certificate: Sendable {
    // Never changed after `init`; libcrypto locks what it caches inside an X509.
    nonisolated(unsafe) let pointer: OpaquePointer
    package let derEncoded: [UInt8]
    /// Big-endian magnitude, without leading zeros; a negative number (RFC 5280 forbids it) loses its sign.
    package let serialNumber: [UInt8]
    package let issuer: DistinguishedName
    package let subject: DistinguishedName
    package let notBefore: Date
    package let notAfter: Date
    /// In the order of the certificate.
    package let extensions: [CertificateExtension]

    /// From DER. Bytes after the certificate, or an encoding that is not DER, are errors.
    package convenience init(derEncoded der: [UInt8]) throws {
        let certificate = try clearingErrors { () throws(OpenSSLError) -> OpaquePointer in
            // d2i into an object of our context; into none it would make one of the default context.
            var target: OpaquePointer? = try require(
                X509_new_ex(LibraryContext.standard.pointer, nil),
                "X509_new_ex"
            )
            defer { X509_free(target) }
            return try decoded(
                "d2i_X509",
                der,
                free: { X509_free($0) },
                { cursor, count in
                    let result = d2i_X509(&target, cursor, count)
                    // On success `target` is also the result, on failure d2i has freed it and made it nil.
                    if result != nil { X509_up_ref(result) }
                    return result
                }
            )
        }
        try self.init(owning: certificate)
        guard derEncoded == der else { throw OpenSSLError.refused("d2i_X509", "the encoding is not DER") }
    }

    /// Takes over one reference to an `X509`, also when it throws.
    init(owning certificate: OpaquePointer) throws {
        do {
            derEncoded = try encoded("i2d_X509") { i2d_X509(certificate, $0) }
            serialNumber = try Self.magnitude(X509_get0_serialNumber(certificate))
            issuer = try Self.name(X509_get_issuer_name(certificate))
            subject = try Self.name(X509_get_subject_name(certificate))
            notBefore = try ASN1Time.date(X509_get0_notBefore(certificate))
            notAfter = try ASN1Time.date(X509_get0_notAfter(certificate))
            extensions = try (0..<X509_get_ext_count(certificate)).map { index in
                let encoding = try encoded("i2d_X509_EXTENSION") {
                    i2d_X509_EXTENSION(X509_get_ext(certificate, index), $0)
                }
                return try CertificateExtension(DERReader.single(DERTag.sequence, encoding))
            }
        } catch {
            X509_free(certificate)
            throw error
        }
        pointer = certificate
    }

    deinit {
        X509_free(pointer)
    }

    static func name(_ name: OpaquePointer?) throws -> DistinguishedName {
        try DistinguishedName(derEncoded: encoded("i2d_X509_NAME") { i2d_X509_NAME(name, $0) })
    }

    static func magnitude(_ integer: UnsafePointer<ASN1_INTEGER>?) throws -> [UInt8] {
        guard let integer, let data = ASN1_STRING_get0_data(integer) else { return [0] }
        let digits = UnsafeBufferPointer(start: data, count: Int(ASN1_STRING_length(integer))).drop { $0 == 0 }
        return digits.isEmpty ? [0] : Array(digits)
    }
}

extension Certificate: Hashable {
    package static func == (left: Certificate, right: Certificate) -> Bool { left.derEncoded == right.derEncoded }

    package func hash(into hasher: inout Hasher) { hasher.combine(derEncoded) }
}
