import Foundation
import HealthcarePKI
import OpenSSL
import Testing

@Suite struct OrderedValidityTests {
    @Test func `an order ends a certificate sooner, in whole seconds`() throws {
        var order = try Fixtures.order("client-issuing")
        order.notAfter = order.instant.addingTimeInterval(60.7)
        let certificate = try Fixtures.pki.get().issue(order)
        #expect(certificate.notAfter == order.instant.addingTimeInterval(60))
        #expect(certificate.notBefore <= order.instant)
    }

    @Test func `an end in the past is that of a certificate which was valid for a year`() throws {
        var order = try Fixtures.order("client-issuing")
        order.notAfter = order.instant.addingTimeInterval(-86_400)
        let certificate = try Fixtures.pki.get().issue(order)
        #expect(certificate.notAfter == order.notAfter)
        let days = certificate.notAfter.timeIntervalSince(certificate.notBefore) / 86_400
        #expect((364...367).contains(days))
    }

    @Test func `an order begins a certificate at a second of its own`() throws {
        var order = try Fixtures.order("client-issuing")
        order.notBefore = order.instant.addingTimeInterval(3_601.5)
        #expect(try Fixtures.pki.get().issue(order).notBefore == order.instant.addingTimeInterval(3_601))
    }

    @Test func `hosts of an order stand behind those of the setting`() throws {
        var order = try Fixtures.order("tls-root")
        order.hostNames = ["one.test"]
        let names = try #require(
            try Fixtures.pki.get().issue(order).extensions.first { $0.oid == .subjectAltName }
        ).value
        #expect(String(decoding: names, as: UTF8.self).contains("one.test"))
    }

    @Test func `a server's issuer may stand between the TLS root and the server`() throws {
        let pki = try Fixtures.pki.get()
        let chain = try pki.chain(of: "tls-issuing")
        let server = try pki.issue(try Fixtures.order("tls-issuing"))
        #expect(chain.count == 2)
        #expect(server.issuer == chain[0].subject && chain[0].issuer == chain[1].subject)
        // RFC 5280, 4.2.1.9: one authority below the root, none below that.
        let lengths = try chain.map { try #require($0.extensions.first { $0.oid == .basicConstraints }).value.last }
        #expect(lengths == [0, 1])
    }
}
