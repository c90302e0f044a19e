import Foundation
import HealthcarePKI
import OpenSSL
import TestSupport
import Testing

/// Our certificates beside the real ones in the public sample prescriptions: same shape, other names and keys.
@Suite(.needsRealSamples) struct RealCertificateTests {
    /// The signer's certificate: the last KeyInfo's, since a dispensing record carries the prescription before its own.
    private func signer(of sample: String) throws -> Certificate {
        let text = try String(contentsOf: Repository.realSamples.appending(path: sample), encoding: .utf8)
        let match = try #require(text.matches(of: /<xs:X509Certificate>([^<]+)</).last)
        let base64 = String(match.1.filter { !$0.isWhitespace })
        return try Certificate(derEncoded: try #require(Base64.decode(base64)))
    }

    private func ours(role: String) throws -> Certificate {
        let pki = try Fixtures.pki.get()
        var order = try Fixtures.order("medis-signature", at: try Date(utc: "2022-02-07T03:00:00Z"))
        order.roles = [try pki.hierarchy.role(role)]
        return try pki.issue(order)
    }

    @Test(arguments: [("Prescription-004_01.xml", "doctor"), ("Dispensing-005_03.xml", "pharmacist")])
    func `a MEDIS signer`(sample: String, role: String) throws {
        let (real, ours) = (try signer(of: sample), try ours(role: role))
        #expect(ours.extensions.map(\.oid) == real.extensions.map(\.oid))
        #expect(ours.extensions.map(\.isCritical) == real.extensions.map(\.isCritical))
        for oid in [OID.keyUsage, .subjectDirectoryAttributes] {
            #expect(ours.extensions.first { $0.oid == oid } == real.extensions.first { $0.oid == oid })
        }
        #expect(ours.notBefore == real.notBefore)
        #expect(ours.notAfter == real.notAfter)
        #expect(try ours.publicKey.kind == real.publicKey.kind)
        // Types and string types of the name, one attribute in each relative name.
        #expect(try shape(ours.subject) == shape(real.subject))
        #expect(try shape(ours.issuer) == shape(real.issuer))
    }

    /// `2.5.4.6 19`: the type and the tag of its text.
    private func shape(_ name: DistinguishedName) throws -> [[String]] {
        var sets = try DERReader.single(DERTag.sequence, name.derEncoded).reader
        var shape: [[String]] = []
        while !sets.isAtEnd {
            var attributes = try sets.next(DERTag.set).reader
            var relativeName: [String] = []
            while !attributes.isAtEnd {
                var fields = try attributes.next(DERTag.sequence).reader
                relativeName.append("\(try fields.next(DERTag.oid).oid()) \(try fields.next().tag)")
            }
            shape.append(relativeName)
        }
        return shape
    }
}
