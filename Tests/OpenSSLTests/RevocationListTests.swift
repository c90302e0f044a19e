import Foundation
import Testing

@testable import OpenSSL

@Suite struct RevocationListTests {
    @Test func `says what was put into it`() throws {
        let root = try TestAuthority("root")
        let entries = [
            RevokedCertificate(
                serialNumber: [0xff, 0x01],
                date: .now2026.adding(days: -5),
                reason: .cessationOfOperation
            ),
            RevokedCertificate(serialNumber: [0x02], date: .now2026.adding(days: -4)),
        ]
        let list = try root.revocationList(entries)
        #expect(list.issuer == root.name)
        #expect(list.thisUpdate == .now2026.adding(days: -1))
        #expect(list.nextUpdate == .now2026.adding(days: 3))
        #expect(list.entryCount == 2)
        #expect(list.number == [0x05, 0xbe])
        #expect(list.extensions.map(\.oid) == [.authorityKeyIdentifier, .cRLNumber])
        #expect(list.revocation(of: [0xff, 0x01]) == entries[0])
        #expect(list.revocation(of: [0x00, 0xff, 0x01]) == entries[0])
        #expect(list.revocation(of: [0x02]) == entries[1])
        #expect(list.revocation(of: [0x03]) == nil)
        #expect(list.revocation(of: []) == nil)
        #expect(list.isSigned(by: root.key.publicKey))
        #expect(!list.isSigned(by: TestKeys.rsa.publicKey))
        #expect(try RevocationList(pem: list.pem).derEncoded == list.derEncoded)
    }

    @Test func `an empty list has no entries and may lack its next update`() throws {
        let list = try TestAuthority("root").revocationList([], nextUpdate: nil)
        #expect(list.entryCount == 0)
        #expect(list.nextUpdate == nil)
        #expect(list.revocation(of: [1]) == nil)
    }

    @Test(arguments: RevocationReason.allCases)
    func `keeps every reason`(reason: RevocationReason) throws {
        let entry = RevokedCertificate(serialNumber: [5], date: .now2026, reason: reason)
        let list = try TestAuthority("root").revocationList([entry])
        #expect(list.revocation(of: [5])?.reason == reason)
        #expect(RevocationReason(name: reason.name) == reason)
    }

    @Test func `reasons have the names of RFC 5280`() throws {
        #expect(RevocationReason.keyCompromise.name == "keyCompromise")
        #expect(RevocationReason.cACompromise.name == "cACompromise")
        #expect(RevocationReason(name: "certificateHold") == .certificateHold)
        #expect(RevocationReason(name: "") == nil)
        let json = try JSONEncoder().encode([RevocationReason.superseded])
        #expect(String(decoding: json, as: UTF8.self) == #"["superseded"]"#)
        #expect(try JSONDecoder().decode([RevocationReason].self, from: json) == [.superseded])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([RevocationReason].self, from: Data(#"["lost"]"#.utf8))
        }
    }

    @Test func `finds any of ten thousand`() throws {
        let serials = (0..<10_000).map { [0x10, UInt8($0 >> 8), UInt8($0 & 0xff)] }
        let list = try TestAuthority("root").revocationList(
            serials.map { RevokedCertificate(serialNumber: $0, date: .now2026, reason: .superseded) }
        )
        #expect(list.entryCount == 10_000)
        #expect(serials.allSatisfy { list.revocation(of: $0) != nil })
        #expect(list.revocation(of: [0x11, 0, 0]) == nil)
    }

    /// TBSCertList of RFC 5280, 5.1.2, written out.
    @Test func `is the DER that the standard describes`() throws {
        let name = DistinguishedName([.country("JP")])
        let template = RevocationListTemplate(
            issuer: name,
            thisUpdate: .now2026,
            nextUpdate: nil,
            entries: [RevokedCertificate(serialNumber: [0x80], date: .now2026, reason: .keyCompromise)],
            extensions: [.cRLNumber(3)]
        )
        let list = try template.signed(by: TestKeys.p256)
        let toBeSigned =
            "3062" + "020101" + "300a06082a8648ce3d040302" + "300d310b3009060355040613024a50"
            + "170d3236303130313030303030305a" + "30233021" + "02020080" + "170d3236303130313030303030305a"
            + "300c300a0603551d1504030a0101" + "a00e300c300a0603551d140403020103"
        var fields = try DERReader.single(DERTag.sequence, list.derEncoded).reader
        let written = Hex.encode(try fields.next().encoded)
        #expect(written == toBeSigned)
    }
}
