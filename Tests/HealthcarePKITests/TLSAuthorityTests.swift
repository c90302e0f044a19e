import Foundation
import HealthcarePKI
import OpenSSL
import Testing

@Suite struct TLSAuthorityTests {
    private func names(_ certificate: Certificate) throws -> [GeneralName] {
        let value = try #require(certificate.extensions.first { $0.oid == .subjectAltName }).value
        var reader = try DERReader.single(DERTag.sequence, value).reader
        var names: [GeneralName] = []
        while !reader.isAtEnd { if let name = try GeneralName(try reader.next()) { names.append(name) } }
        return names
    }

    @Test func `the server's certificate names both loopbacks and the extra hosts`() throws {
        let certificate = try Fixtures.pki.get().issue(try Fixtures.order("tls-root"))
        #expect(
            try names(certificate) == [
                .dns("localhost"), .ip([127, 0, 0, 1]), .ip(Array(repeating: 0, count: 15) + [1]),
                .dns("sim.example.jp"), .ip([192, 0, 2, 7]),
            ]
        )
        #expect(try certificate.publicKey.kind == .ec(.p256))
    }

    @Test func `the root's name constraints are critical and list exactly these`() throws {
        let certificate = try Fixtures.pki.get().authority("tls-root").certificate
        let constraints = try #require(certificate.extensions.first { $0.oid == .nameConstraints })
        #expect(constraints.isCritical)
        let everyBit = [UInt8](repeating: 0xFF, count: 16)
        let expected = CertificateExtension.nameConstraints(permitted: [
            .dns("localhost"), .dns("test"), .ip([127, 0, 0, 0, 255, 0, 0, 0]),
            .ip(Array(repeating: 0, count: 15) + [1] + everyBit), .dns("sim.example.jp"),
            .ip([192, 0, 2, 7, 255, 255, 255, 255]),
        ])
        #expect(constraints.value == expected.value)
    }

    @Test(arguments: [
        (GeneralName.dns("localhost"), Int32(0)), (.dns("clinic.test"), 0), (.dns("sim.example.jp"), 0),
        (.ip([127, 9, 9, 9]), 0), (.dns("example.com"), 47), (.dns("contest"), 47), (.dns("localhost.example.com"), 47),
        (.ip([10, 0, 0, 1]), 47), (.ip([192, 0, 2, 8]), 47), (.ip(Array(repeating: 0, count: 15) + [2]), 47),
    ])
    func `the constraints bite`(name: GeneralName, code: Int32) throws {
        let root = try Fixtures.pki.get().authority("tls-root")
        let key = try Fixtures.key(.ec(.p256))
        let leaf = try CertificateTemplate(
            serialNumber: [9],
            issuer: root.certificate.subject,
            subject: DistinguishedName([.country("JP")]),
            notBefore: root.certificate.notBefore,
            notAfter: root.certificate.notAfter,
            publicKey: key.publicKey,
            extensions: [.subjectAltName([name])]
        ).signed(by: root.key)
        let verifier = ChainVerifier(anchors: [root.certificate], purpose: .serverAuth)
        #expect(try verifier.verify(leaf, at: Fixtures.instant).code == code)
    }

    @Test(arguments: ["2019-05-01T00:00:00Z", "2034-12-31T20:00:00Z"])
    func `root and server hold for the simulation and for the real world`(simulation: String) throws {
        let instant = try Date(utc: simulation)
        let pki = TestPKI(
            hierarchy: try Fixtures.hierarchy.get(),
            keys: Fixtures.keys,
            setting: .init(baseURL: "http://localhost:1", instant: instant, realInstant: Fixtures.instant)
        )
        var order = try Fixtures.order("tls-root", at: instant)
        order.realInstant = Fixtures.instant
        let leaf = try pki.issue(order)
        let verifier = ChainVerifier(anchors: [try pki.authority("tls-root").certificate], purpose: .serverAuth)
        for moment in [instant, Fixtures.instant] { #expect(try verifier.verify(leaf, at: moment).code == 0) }
        // Apple refuses server certificates of more than 398 days; ours have 397 where the clocks agree.
        let length = try Fixtures.pki.get().issue(try Fixtures.order("tls-root"))
        #expect(length.notAfter.timeIntervalSince(length.notBefore) == 397 * 86_400 - 1)
    }

    @Test func `a recorded root stays while it fits, so that people import it once`() throws {
        let hierarchy = try Fixtures.hierarchy.get()
        let first = try Fixtures.pki.get().authority("tls-root").certificate
        func root(
            hosts: [String],
            instant: Date = Fixtures.instant,
            keys: any KeySource = Fixtures.keys
        ) throws -> Certificate {
            let pki = TestPKI(
                hierarchy: hierarchy,
                keys: keys,
                setting: .init(
                    baseURL: "http://localhost:2",
                    hostNames: hosts,
                    instant: instant,
                    realInstant: Fixtures.instant
                ),
                recorded: ["tls-root": first]
            )
            return try pki.authority("tls-root").certificate
        }
        let hosts = ["sim.example.jp", "192.0.2.7"]
        #expect(try root(hosts: hosts, instant: Fixtures.instant.addingTimeInterval(86_400 * 300)) == first)
        #expect(try root(hosts: []) != first)
        #expect(try root(hosts: hosts, instant: Fixtures.instant.addingTimeInterval(86_400 * 9000)) != first)
        #expect(try root(hosts: hosts, keys: TemporaryKeys()) != first)
    }
}
