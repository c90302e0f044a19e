import Foundation
import OpenSSL

/// A response about the status of certificates (RFC 6960, section 4.2.1). Nothing is verified by reading it.
struct OCSPResponse: Sendable {
    /// The encoded ResponseData.
    let signedData: [UInt8]
    let signatureAlgorithm: [UInt8]
    let signature: [UInt8]
    /// Those that the response brings along, the responder's own among them.
    let certificates: [Certificate]
    let responder: ResponderID
    let answers: [CertificateStatus]

    enum ResponderID: Hashable, Sendable {
        case name([UInt8])
        /// SHA-1 of the key's bits.
        case key([UInt8])
    }

    /// From the DER of an `OCSPResponse` with the status successful and a `BasicOCSPResponse` in it.
    init(derEncoded der: [UInt8]) throws {
        var response = try DERReader.single(DERTag.sequence, der).reader
        guard try response.next(DERTag.enumerated).int() == 0 else { throw DERError.invalid("responseStatus") }
        var wrapper = try response.next(DERTag.contextConstructed(0)).reader
        var bytes = try wrapper.next(DERTag.sequence).reader
        guard try bytes.next(DERTag.oid).oid() == "1.3.6.1.5.5.7.48.1.1" else { throw DERError.invalid("responseType") }
        var basic = try DERReader.single(DERTag.sequence, bytes.next(DERTag.octetString).content).reader
        let data = try basic.next(DERTag.sequence)
        signedData = Array(data.encoded)
        signatureAlgorithm = Array(try basic.next(DERTag.sequence).encoded)
        signature = Array(try basic.next(DERTag.bitString).bitStringBytes())
        certificates = try Self.certificates(basic.nextIfPresent(DERTag.contextConstructed(0)))
        (responder, answers) = try Self.contents(data)
    }

    private static func contents(_ data: DERValue) throws -> (ResponderID, [CertificateStatus]) {
        var fields = data.reader
        _ = try fields.nextIfPresent(DERTag.contextConstructed(0))
        let responder: ResponderID
        if var name = try fields.nextIfPresent(DERTag.contextConstructed(1))?.reader {
            responder = .name(Array(try name.next(DERTag.sequence).encoded))
        } else {
            var key = try fields.next(DERTag.contextConstructed(2)).reader
            responder = .key(Array(try key.next(DERTag.octetString).content))
        }
        _ = try fields.next(DERTag.generalizedTime)
        var answers: [CertificateStatus] = []
        var list = try fields.next(DERTag.sequence).reader
        while !list.isAtEnd { answers.append(try CertificateStatus(list.next(DERTag.sequence))) }
        return (responder, answers)
    }

    private static func certificates(_ wrapper: DERValue?) throws -> [Certificate] {
        guard var wrapper = wrapper?.reader else { return [] }
        var list = try wrapper.next(DERTag.sequence).reader
        var found: [Certificate] = []
        while !list.isAtEnd { found.append(try Certificate(derEncoded: Array(list.next().encoded))) }
        return found
    }

    func isNamed(_ certificate: Certificate) -> Bool {
        switch responder {
        case .name(let name): certificate.subject.derEncoded == name
        case .key(let identifier): (try? certificate.publicKey)?.keyIdentifier == identifier
        }
    }

    /// SHA-1 and unknown algorithms make no valid signature.
    func isSigned(by key: PublicKey) -> Bool {
        let known = [DigestAlgorithm.sha256, .sha384, .sha512]
            .first { SignatureAlgorithm(digest: $0).derEncoded(for: key.kind) == signatureAlgorithm }
        return known.map { key.isValid(signature: signature, message: signedData, algorithm: $0) } ?? false
    }
}
