import COpenSSL
package import Foundation

/// A parsed certificate revocation list. Its signature is not verified by parsing it.
package final class RevocationList: Sendable {
    // Never changed after `init`, except that libcrypto sorts the entries once under its own lock.
    nonisolated(unsafe) let pointer: OpaquePointer
    package let derEncoded: [UInt8]
    package let issuer: DistinguishedName
    package let thisUpdate: Date
    package let nextUpdate: Date?
    /// How many certificates are revoked.
    package let entryCount: Int
    /// In the order of the list.
    package let extensions: [CertificateExtension]

    /// From DER. Bytes after the list, or an encoding that is not DER, are errors.
    package init(derEncoded der: [UInt8]) throws {
        let list = try clearingErrors { () throws(OpenSSLError) -> OpaquePointer in
            // d2i into an object of our context; into none it would make one of the default context.
            var target: OpaquePointer? = try require(
                X509_CRL_new_ex(LibraryContext.standard.pointer, nil),
                "X509_CRL_new_ex"
            )
            defer { X509_CRL_free(target) }
            return try decoded(
                "d2i_X509_CRL",
                der,
                free: { X509_CRL_free($0) },
                { cursor, count in
                    let result = d2i_X509_CRL(&target, cursor, count)
                    // On success `target` is also the result, on failure d2i has freed it and made it nil.
                    if result != nil { X509_CRL_up_ref(result) }
                    return result
                }
            )
        }
        do {
            derEncoded = try encoded("i2d_X509_CRL") { i2d_X509_CRL(list, $0) }
            guard derEncoded == der else { throw OpenSSLError.refused("d2i_X509_CRL", "the encoding is not DER") }
            issuer = try Certificate.name(X509_CRL_get_issuer(list))
            thisUpdate = try ASN1Time.date(X509_CRL_get0_lastUpdate(list))
            nextUpdate = try X509_CRL_get0_nextUpdate(list).map { try ASN1Time.date($0) }
            entryCount = max(0, Int(shim_X509_REVOKED_stack_count(X509_CRL_get_REVOKED(list))))
            extensions = try (0..<X509_CRL_get_ext_count(list)).map { index in
                let encoding = try encoded("i2d_X509_EXTENSION") {
                    i2d_X509_EXTENSION(X509_CRL_get_ext(list, index), $0)
                }
                return try CertificateExtension(DERReader.single(DERTag.sequence, encoding))
            }
        } catch {
            X509_CRL_free(list)
            throw error
        }
        pointer = list
    }

    deinit {
        X509_CRL_free(pointer)
    }
}

extension RevocationList {
    /// From the first `X509 CRL` block of a PEM text.
    package convenience init(pem: String) throws {
        try self.init(derEncoded: PEM.first(["X509 CRL"], in: pem).derEncoded)
    }

    /// One `X509 CRL` block.
    package var pem: String { PEM.encode(label: "X509 CRL", derEncoded) }

    /// The cRLNumber (RFC 5280, 5.2.3) as a big-endian magnitude; nil when the list has none.
    package var number: [UInt8]? {
        guard let value = extensions.first(where: { $0.oid == .cRLNumber })?.value else { return nil }
        return try? DERReader.single(DERTag.integer, value).magnitude()
    }

    /// The entry of this serial number (big-endian magnitude), found by binary search.
    package func revocation(of serialNumber: [UInt8]) -> RevokedCertificate? {
        clearingErrors {
            let encoding = DER.integer(magnitude: serialNumber)
            let serial = encoding.withUnsafeBufferPointer { buffer in
                var cursor = buffer.baseAddress
                return d2i_ASN1_INTEGER(nil, &cursor, buffer.count)
            }
            defer { ASN1_INTEGER_free(serial) }
            var entry: OpaquePointer?
            guard let serial, X509_CRL_get0_by_serial(pointer, &entry, serial) != 0, let entry,
                let date = try? ASN1Time.date(X509_REVOKED_get0_revocationDate(entry))
            else { return nil }
            return RevokedCertificate(
                serialNumber: Array(serialNumber.drop { $0 == 0 }),
                date: date,
                reason: Self.reason(of: entry)
            )
        }
    }

    /// Whether this key made the list's signature.
    package func isSigned(by key: PublicKey) -> Bool {
        clearingErrors { X509_CRL_verify(pointer, key.pointer) == 1 }
    }

    private static func reason(of entry: OpaquePointer) -> RevocationReason? {
        guard let value = X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, nil, nil) else { return nil }
        let number = value.assumingMemoryBound(to: ASN1_ENUMERATED.self)
        defer { ASN1_ENUMERATED_free(number) }
        return RevocationReason(rawValue: ASN1_ENUMERATED_get(number))
    }
}
