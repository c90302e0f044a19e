package import Foundation

/// A time stamp token (RFC 3161, section 2.4.2): CMS SignedData around a TSTInfo. Nothing is verified by reading it.
package struct TimeStampToken: Sendable {
    /// Which rule of the token is broken, as far as it is known.
    package enum Failure: Error, Hashable, Sendable {
        /// Not CMS, not signed data, or not a TSTInfo inside.
        case structure(String)
        /// A hash or signature algorithm that is not known or not good enough.
        case algorithm(OID)
        /// messageDigest does not fit the content.
        case contentDigest
        /// signingCertificate names another certificate.
        case signingCertificate
        case signature
    }

    /// The encoded TSTInfo.
    package let content: [UInt8]
    package let policy: OID
    package let imprintAlgorithm: OID
    package let imprint: [UInt8]
    /// With its fraction of a second.
    package let time: Date
    /// Those in the token.
    package let certificates: [Certificate]
    let signer: TimeStampSigner
    /// digestAlgorithm of the token's SignerInfo (RFC 5652, section 5.3).
    package var signerDigestAlgorithm: OID { signer.digestAlgorithm }
    /// signatureAlgorithm of the same.
    package var signatureAlgorithm: OID { signer.signatureAlgorithm }

    /// From the DER of a `ContentInfo`.
    package init(derEncoded der: [UInt8]) throws(Failure) {
        do {
            var contentInfo = try DERReader.single(DERTag.sequence, der).reader
            guard try contentInfo.next(DERTag.oid).oid() == "1.2.840.113549.1.7.2" else {
                throw Failure.structure("not signed data")
            }
            var wrapper = try contentInfo.next(DERTag.contextConstructed(0)).reader
            var signedData = try wrapper.next(DERTag.sequence).reader
            _ = try signedData.next(DERTag.integer)
            _ = try signedData.next(DERTag.set)
            content = try Self.content(try signedData.next(DERTag.sequence))
            certificates = try Self.certificates(try signedData.nextIfPresent(DERTag.contextConstructed(0)))
            _ = try signedData.nextIfPresent(DERTag.contextConstructed(1))
            var signers = try signedData.next(DERTag.set).reader
            signer = try TimeStampSigner(try signers.next(DERTag.sequence))
            guard signers.isAtEnd else { throw Failure.structure("more than one signer") }
            let info = try TimeStampInfo(derEncoded: content)
            (policy, imprintAlgorithm, imprint, time) = (info.policy, info.algorithm, info.imprint, info.time)
        } catch let failure as Failure {
            throw failure
        } catch {
            throw .structure("\(error)")
        }
    }

    private static func content(_ encapsulated: DERValue) throws -> [UInt8] {
        var fields = encapsulated.reader
        guard try fields.next(DERTag.oid).oid() == "1.2.840.113549.1.9.16.1.4" else {
            throw Failure.structure("the content is no TSTInfo")
        }
        var wrapper = try fields.next(DERTag.contextConstructed(0)).reader
        return Array(try wrapper.next(DERTag.octetString).content)
    }

    private static func certificates(_ set: DERValue?) throws -> [Certificate] {
        guard var reader = set?.reader else { return [] }
        var found: [Certificate] = []
        while !reader.isAtEnd { found.append(try Certificate(derEncoded: Array(try reader.next().encoded))) }
        return found
    }

    /// The certificate that the token's signer names, among its own and these.
    package func signerCertificate(among others: [Certificate] = []) -> Certificate? {
        (certificates + others).first { signer.names($0) }
    }

    /// Checks the signature of the token with the stamping authority's certificate; dates and chain are not looked at.
    package func verifySignature(by certificate: Certificate) throws(Failure) {
        try signer.verify(content, by: certificate)
    }
}
