import Foundation
import Testing

@testable import OpenSSL

/// Requests and responses of RFC 6960, and what a client makes of them.
@Suite struct OCSPTests {
    private let root: TestAuthority
    private let leaf: Certificate
    private let id: OCSPCertificateID

    init() throws {
        root = try TestAuthority("root")
        leaf = try root.issue(serialNumber: [0x80, 0x01])
        id = try OCSPCertificateID(leaf, issuer: root.certificate)
    }

    private var responder: OCSPResponder { OCSPResponder(authority: root.certificate, key: root.key) }
    private var verifier: OCSPVerifier { OCSPVerifier(issuer: root.certificate) }

    private func answer(
        _ status: OCSPCertificateStatus = .good,
        thisUpdate: Date = .now2026.adding(days: -1),
        nextUpdate: Date? = .now2026.adding(days: 6)
    ) -> OCSPSingleResponse {
        OCSPSingleResponse(id, status, thisUpdate: thisUpdate, nextUpdate: nextUpdate)
    }

    static let statuses: [OCSPCertificateStatus] =
        [.good, .unknown, .revoked(at: .now2026.adding(days: -2), nil)]
        + RevocationReason.allCases.map { .revoked(at: .now2026.adding(days: -2), $0) }

    @Test(arguments: statuses) func `says what was put into it`(status: OCSPCertificateStatus) throws {
        let nonce = OCSPNonce.random()
        for naming in [OCSPResponder.Naming.name, .key] {
            let responder = OCSPResponder(authority: root.certificate, key: root.key, naming: naming)
            let extra = CertificateExtension(oid: "1.3.6.1.5.5.7.48.1.9", isCritical: false, value: DER.null)
            var entry = answer(status)
            entry.extensions = [extra]
            let made = try responder.response([entry], producedAt: .now2026, nonce: nonce, extensions: [extra])
            let read = try OCSPResponse(derEncoded: made.derEncoded)
            #expect(read == made)
            #expect(read.status == .successful)
            let basic = try #require(read.basic)
            #expect(basic.answers == [entry])
            #expect(basic.producedAt == .now2026)
            #expect(basic.nonce == nonce)
            #expect(basic.extensions.last == extra)
            #expect(basic.isSigned(by: root.certificate))
            #expect(!basic.isSigned(by: leaf))
            #expect(try verifier.answer(about: leaf, in: read, at: .now2026) == entry)
        }
    }

    @Test(arguments: TestKeys.all) func `any key signs`(key: PrivateKey) throws {
        let authority = try TestAuthority("other", key: key)
        let leaf = try authority.issue()
        for digest in [DigestAlgorithm.sha256, .sha384, .sha512] {
            let id = try OCSPCertificateID(leaf, issuer: authority.certificate, digest: digest)
            let response = try OCSPResponder(authority: authority.certificate, key: key, digest: digest).response(
                [OCSPSingleResponse(id, .good, thisUpdate: .now2026, nextUpdate: nil)],
                producedAt: .now2026
            )
            let answer = try OCSPVerifier(issuer: authority.certificate).answer(about: leaf, in: response, at: .now2026)
            #expect(answer.id.digest == digest && answer.nextUpdate == nil)
        }
    }

    /// ResponseData of RFC 6960, section 4.2.1, written out.
    @Test func `is the DER that the standard describes`() throws {
        let response = try responder.response(
            [
                answer(
                    .revoked(at: .now2026, .keyCompromise),
                    thisUpdate: .now2026,
                    nextUpdate: .now2026.adding(days: 1)
                )
            ],
            producedAt: .now2026,
            nonce: OCSPNonce([7])
        )
        let identifier = DER.sequence(
            DER.sequence(DER.oid("1.3.14.3.2.26"), DER.null),
            DER.octetString(DigestAlgorithm.sha1.hash(root.name.derEncoded)),
            DER.octetString(root.key.publicKey.keyIdentifier),
            bytes("0203008001")
        )
        let now = bytes("180f32303236303130313030303030305a")
        let data = DER.sequence(
            DER.value(tag: 0xa2, DER.octetString(root.key.publicKey.keyIdentifier)),
            now,
            DER.sequence(
                DER.sequence(
                    identifier,
                    bytes("a116") + now + bytes("a0030a0101"),
                    now,
                    bytes("a011180f32303236303130323030303030305a")
                )
            ),
            // id-pkix-ocsp-nonce, and an OCTET STRING within its OCTET STRING.
            bytes("a1143012301006092b06010505073001020403040107")
        )
        var fields = try DERReader.single(DERTag.sequence, response.derEncoded).reader
        #expect(Array(try fields.next().encoded) == bytes("0a0100"))
        var wrapper = try fields.next(0xa0).reader
        var body = try wrapper.next(DERTag.sequence).reader
        #expect(Array(try body.next().encoded) == bytes("06092b0601050507300101"))
        var basic = try DERReader.single(DERTag.sequence, body.next(DERTag.octetString).content).reader
        #expect(Hex.encode(Array(try basic.next().encoded)) == Hex.encode(data))
    }

    @Test(arguments: OCSPResponseStatus.allCases.filter { $0 != .successful })
    func `a status without an answer is five bytes`(status: OCSPResponseStatus) throws {
        let response = try OCSPResponse.failure(status)
        #expect(response.derEncoded == bytes("30030a01") + [UInt8(status.rawValue)])
        #expect(throws: OCSPFailure.refused(status)) { try verifier.answer(about: leaf, in: response, at: .now2026) }
    }

    @Test func `successful without an answer is none, and so is a status that there is not`() throws {
        #expect(throws: DERError.self) { try OCSPResponse.failure(.successful) }
        #expect(throws: DERError.self) { try OCSPResponse(derEncoded: bytes("30030a0104")) }
        #expect(throws: OCSPFailure.malformed) { try verifier.answer(about: leaf, in: [], at: .now2026) }
    }

    // MARK: - What a client refuses

    @Test func `is held to its dates, give or take five minutes`() throws {
        let begin = Date.now2026.adding(days: -1)
        let end = Date.now2026.adding(days: 6)
        let response = try responder.response([answer()], producedAt: begin)
        for instant in [begin.addingTimeInterval(-300), begin, end, end.addingTimeInterval(300)] {
            #expect(try verifier.answer(about: leaf, in: response, at: instant).status == .good)
        }
        #expect(throws: OCSPFailure.notYetValid(begin)) {
            try verifier.answer(about: leaf, in: response, at: begin.addingTimeInterval(-301))
        }
        #expect(throws: OCSPFailure.stale(end)) {
            try verifier.answer(about: leaf, in: response, at: end.addingTimeInterval(301))
        }
    }

    @Test func `the newest of several answers counts`() throws {
        let old = answer(.good, thisUpdate: .now2026.adding(days: -2))
        let new = answer(.revoked(at: .now2026.adding(days: -1), .superseded))
        for answers in [[old, new], [new, old]] {
            let response = try responder.response(answers, producedAt: .now2026)
            #expect(try verifier.answer(about: leaf, in: response, at: .now2026) == new)
        }
    }

    @Test func `must be about the certificate, and its issuer`() throws {
        let response = try responder.response([answer()], producedAt: .now2026)
        let other = try root.issue(serialNumber: [0x11])
        #expect(throws: OCSPFailure.otherCertificate) {
            try verifier.answer(about: other, in: response, at: .now2026)
        }
        let namesake = try TestAuthority("root", key: TestKeys.rsa)
        #expect(throws: OCSPFailure.otherCertificate) {
            try OCSPVerifier(issuer: namesake.certificate).answer(about: leaf, in: response, at: .now2026)
        }
    }

    @Test func `a nonce that was sent must come back`() throws {
        let sent = OCSPNonce.random()
        let verifier = OCSPVerifier(issuer: root.certificate, nonce: sent)
        let good = try responder.response([answer()], producedAt: .now2026, nonce: sent)
        #expect(try verifier.answer(about: leaf, in: good, at: .now2026).status == .good)
        for other in [nil, OCSPNonce.random()] {
            let response = try responder.response([answer()], producedAt: .now2026, nonce: other)
            #expect(throws: OCSPFailure.nonce) { try verifier.answer(about: leaf, in: response, at: .now2026) }
        }
    }

    @Test func `an extension that must be understood, and is not, is refused`() throws {
        let unknown = CertificateExtension(oid: "1.3.6.1.4.1.32473.1", isCritical: true, value: DER.null)
        var entry = answer()
        entry.extensions = [unknown]
        for response in [
            try responder.response([entry], producedAt: .now2026),
            try responder.response([answer()], producedAt: .now2026, extensions: [unknown]),
        ] {
            #expect(throws: OCSPFailure.criticalExtension("1.3.6.1.4.1.32473.1")) {
                try verifier.answer(about: leaf, in: response, at: .now2026)
            }
        }
    }

    // MARK: - Who signed

    private func delegated(
        _ authority: TestAuthority? = nil,
        purposes: [OID] = [ExtendedKeyUsage.ocspSigning],
        notAfter: Date = .now2026.adding(days: 30),
        key: PrivateKey = TestKeys.p384
    ) throws -> OCSPResponse {
        let certificate = try (authority ?? root).issue("responder", notAfter: notAfter, purposes: purposes)
        return try OCSPResponder(delegate: certificate, key: key).response([answer()], producedAt: .now2026)
    }

    @Test func `a delegate of the issuer's may sign, with its certificate beside`() throws {
        let response = try delegated()
        #expect(response.basic?.signature.certificates.count == 1)
        #expect(try verifier.answer(about: leaf, in: response, at: .now2026).status == .good)
    }

    @Test func `nobody else may`() throws {
        let impostor = OCSPResponder(authority: root.certificate, key: TestKeys.p384)
        let stranger = try TestAuthority("stranger", key: TestKeys.p521)
        // Of the same name as the issuer, so that only the signature on it tells.
        let namesake = try TestAuthority("root", key: TestKeys.p521)
        for response in [
            try impostor.response([answer()], producedAt: .now2026),
            try OCSPResponder(authority: stranger.certificate, key: stranger.key, isSent: true)
                .response([answer()], producedAt: .now2026),
            try delegated(stranger), try delegated(namesake),
            try delegated(purposes: [ExtendedKeyUsage.clientAuth]),
            try delegated(purposes: [ExtendedKeyUsage.any]),
            try delegated(notAfter: .now2026.adding(days: -1)),
            try delegated(key: TestKeys.p521),
        ] {
            #expect(throws: OCSPFailure.untrustedResponder) {
                try verifier.answer(about: leaf, in: response, at: .now2026)
            }
        }
    }

    @Test func `no byte of the signed part can be changed`() throws {
        let response = try responder.response([answer(.revoked(at: .now2026, nil))], producedAt: .now2026)
        var changed = 0
        for index in response.derEncoded.indices {
            var der = response.derEncoded
            der[index] ^= 0x01
            if let answer = try? verifier.answer(about: leaf, in: der, at: .now2026) {
                #expect(answer.status == .revoked(at: .now2026, nil))
                changed += 1
            }
        }
        #expect(changed == 0)
    }

    // MARK: - Requests

    @Test func `a request says what was put into it`() throws {
        let nonce = OCSPNonce.random()
        let extra = CertificateExtension(oid: "1.3.6.1.5.5.7.48.1.4", isCritical: false, value: DER.sequence())
        let other = try OCSPCertificateID(serialNumber: [0, 0, 5], issuer: root.certificate, digest: .sha256)
        let request = try OCSPRequest([id, other], nonce: nonce, extensions: [extra])
        let read = try OCSPRequest(derEncoded: request.derEncoded)
        #expect(read == request)
        #expect(read.ids == [id, other])
        #expect(read.nonce == nonce)
        #expect(read.extensions.last == extra)
        #expect(read.signature == nil && read.requestorName == nil)
        #expect(read.ids[0].names(leaf, issuer: root.certificate))
        #expect(!read.ids[1].names(leaf, issuer: root.certificate))
    }

    @Test func `a signed request names its requestor`() throws {
        let signer = OCSPRequest.Signer(key: TestKeys.p384, chain: [leaf, root.certificate])
        let read = try OCSPRequest(derEncoded: OCSPRequest([id], signer: signer).derEncoded)
        let signature = try #require(read.signature)
        #expect(signature.certificates == [leaf, root.certificate])
        #expect(signature.isMade(by: TestKeys.p384.publicKey))
        #expect(!signature.isMade(by: TestKeys.p256.publicKey))
        #expect(read.requestorName == GeneralName.directoryName(leaf.subject).derEncoded)
    }

    /// RFC 9654, section 2.1.
    @Test func `a nonce has 1 to 128 octets`() throws {
        for count in [1, 32, 128] {
            let nonce = try OCSPNonce([UInt8](repeating: 9, count: count))
            #expect(try OCSPRequest(derEncoded: OCSPRequest([id], nonce: nonce).derEncoded).nonce == nonce)
        }
        for count in [0, 129] {
            let octets = [UInt8](repeating: 9, count: count)
            #expect(throws: DERError.invalid("nonce of \(count) octets")) { try OCSPNonce(octets) }
            let wrong = CertificateExtension(oid: .ocspNonce, isCritical: false, value: DER.octetString(octets))
            #expect(throws: DERError.invalid("nonce of \(count) octets")) {
                try OCSPRequest([id], extensions: [wrong])
            }
        }
    }
}
