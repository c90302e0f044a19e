import Foundation
import HealthcarePKI
import OpenSSL
import Testing

/// Names, dates, extension order and criticality of issued certificates.
@Suite struct CertificateShapeTests {
    @Test func `every authority warns in its name`() throws {
        let pki = try Fixtures.pki.get()
        for declaration in pki.hierarchy.authorities {
            let certificate = try pki.authority(declaration.label).certificate
            #expect(
                certificate.subject.attributes.contains { $0.value == "TEST - NOT FOR PRODUCTION" },
                "\(certificate)"
            )
        }
    }

    @Test func `no URI leaves our host`() throws {
        let pki = try Fixtures.pki.get()
        let certificates = try ["medis-signature", "jma-authentication", "client-issuing", "jpki-signature"].flatMap {
            try pki.chain(of: $0) + [try pki.issue(try Fixtures.order($0))]
        }
        for certificate in certificates {
            let text = String(decoding: certificate.derEncoded, as: Unicode.ASCII.self)
            let hosts = text.matches(of: /https?:\/\/([^\/]+)/).map { String($0.1) }
            #expect(hosts.allSatisfy { $0 == "localhost:8080" }, "\(certificate): \(hosts)")
        }
    }

    private func shape(_ certificate: Certificate) -> [String] {
        certificate.extensions.map { "\($0.oid)\($0.isCritical ? "!" : "")" }
    }

    /// certificates.md, B.1 and B.2: order and criticality.
    @Test func `HPKI extensions stand in the order of the real ones`() throws {
        let pki = try Fixtures.pki.get()
        #expect(
            shape(try pki.authority("hpki-root").certificate) == [
                "2.5.29.35", "2.5.29.14", "2.5.29.19!", "2.5.29.15!", "2.5.29.17", "2.5.29.31",
            ]
        )
        #expect(
            shape(try pki.authority("jpa-signature").certificate) == [
                "2.5.29.35", "2.5.29.14", "2.5.29.19!", "2.5.29.32!", "2.5.29.15!", "2.5.29.31",
            ]
        )
        #expect(
            shape(try pki.issue(try Fixtures.order("medis-signature"))) == [
                "2.5.29.35", "2.5.29.14", "2.5.29.15!", "2.5.29.17", "2.5.29.31", "2.5.29.9", "2.5.29.32!",
            ]
        )
        #expect(
            shape(try pki.issue(try Fixtures.order("jma-signature"))) == [
                "2.5.29.35", "2.5.29.14", "2.5.29.15!", "2.5.29.31", "2.5.29.9", "2.5.29.32!",
            ]
        )
    }

    @Test func `a signer's name, dates and serial number`() throws {
        let certificate = try Fixtures.pki.get().issue(try Fixtures.order("medis-signature"))
        #expect(
            certificate.subject
                == DistinguishedName([
                    .country("JP"), .organization("MEDIS UNIVERSITY HOSPITAL"), .commonName("Sanjushi Kagurazaka"),
                    .serialNumber("Test117120"),
                ])
        )
        #expect(certificate.notBefore == (try Date(utc: "2026-02-02T15:00:00Z")))
        #expect(certificate.notAfter == (try Date(utc: "2031-02-03T14:59:59Z")))
        #expect(certificate.serialHex == "7E570007")
        let oneYear = try Fixtures.pki.get().issue(try Fixtures.order("jma-signature"))
        #expect(oneYear.notAfter == (try Date(utc: "2027-02-03T14:59:59Z")))
    }

    @Test func `a director has OU=Director and must have an organisation`() throws {
        let pki = try Fixtures.pki.get()
        var order = try Fixtures.order("medis-signature")
        order.roles = [try pki.hierarchy.role("clinic-director")]
        let certificate = try pki.issue(order)
        #expect(certificate.subject.attributes.map(\.value)[2] == "Director")
        let directory = try #require(certificate.extensions.first { $0.oid == .subjectDirectoryAttributes })
        #expect(try HealthcareRoleAttribute.roleNames(derEncoded: directory.value) == ["Director of Clinic"])
        order.fields["organisation"] = nil
        #expect(throws: IssuingError.missingField("organisation")) { try pki.issue(order) }
    }

    @Test func `the organisation may be left out, with no empty attribute in its place`() throws {
        var order = try Fixtures.order("medis-signature")
        order.fields["organisation"] = nil
        order.fields["japanese-organisation"] = nil
        let certificate = try Fixtures.pki.get().issue(order)
        #expect(certificate.subject.attributes.map(\.type) == [.countryName, .commonName, .serialNumber])
    }

    @Test func `My Number certificates end with the fifth birthday`() throws {
        let certificate = try Fixtures.pki.get().issue(try Fixtures.order("jpki-signature"))
        #expect(certificate.notBefore == Fixtures.instant)
        // Born on 29 February: the birthday of a common year is its 28th. Fifth after 2026-02-03: 2030-02-28.
        #expect(certificate.notAfter == (try Date(utc: "2030-02-28T14:59:59Z")))
        let names = try #require(certificate.extensions.first { $0.oid == .subjectAltName })
        var reader = try DERReader.single(DERTag.sequence, names.value).reader
        var found: [String] = []
        while !reader.isAtEnd {
            guard case .otherName(let oid, let value)? = try GeneralName(try reader.next()) else { continue }
            found.append("\(oid) \(try DERReader.single(DERTag.utf8String, value).text ?? "?")")
        }
        #expect(
            found == [
                "1.2.392.200149.8.5.5.1 神楽坂　三十四", "1.2.392.200149.8.5.5.4 319800229", "1.2.392.200149.8.5.5.3 1",
                "1.2.392.200149.8.5.5.5 東京都三鷹市", "1.2.392.200149.8.5.5.2 0000000", "1.2.392.200149.8.5.5.6 000000",
            ]
        )
        let authentication = try Fixtures.pki.get().issue(try Fixtures.order("jpki-authentication"))
        #expect(authentication.extensions.contains { $0.oid == .issuerAltName })
        #expect(!authentication.extensions.contains { $0.oid == .subjectAltName })
    }

    @Test func `orders that lack something are refused`() throws {
        let pki = try Fixtures.pki.get()
        var order = try Fixtures.order("medis-signature")
        order.fields["name"] = nil
        #expect(throws: IssuingError.missingField("name")) { try pki.issue(order) }
        order = try Fixtures.order("medis-signature")
        order.roles = []
        #expect(throws: IssuingError.self) { try pki.issue(order) }
        order.authority = "nobody"
        #expect(throws: IssuingError.unknownAuthority("nobody")) { try pki.issue(order) }
        order.authority = "hpki-root"
        #expect(throws: IssuingError.noProfile(authority: "hpki-root")) { try pki.issue(order) }
        order.profile = "hpki-sub-authority"
        #expect(throws: IssuingError.self) { try pki.issue(order) }
    }
}
