import Foundation
import OpenSSL
import Simulation
import Testing
import VendorDouble
import WebFront

@testable import HPKISimulator

/// The front as the product runs it: revocation from the registry, handshakes in the journal.
@Suite(.timeLimit(.minutes(5))) struct FrontTests {
    /// The alert that ends the next connection; nil when it is served.
    private func alert(_ simulator: Simulator) async throws -> Int? {
        do {
            let connection = try await Vendor.connect(simulator)
            _ = try await connection.send(.json("/csc/v2/info", "{}"))
            try await connection.close()
            return nil
        } catch let error as TLSError {
            return error.alertReceived.map { Int($0.rawValue) } ?? -1
        }
    }

    @Test func `refuses a revoked certificate from that instant on, and journals why`() async throws {
        try await Vendor.withSimulator { simulator in
            let vendor = try await Vendor(simulator)
            #expect(try await alert(simulator) == nil)
            let arguments: JSONValue = ["certificate": "client-clinic", "reason": "superseded"]
            #expect(try await vendor.command("client-certificate.revoke", arguments).status == 200)
            #expect(try await alert(simulator) == 44)

            var events = simulator.parts.simulation.journal.stream(after: 0, types: ["tls.rejected"])
                .makeAsyncIterator()
            let rejection = try #require(try await events.next()).payload
            #expect(rejection["reason"] == "certificate revoked" && rejection["verificationCode"] == 23)
            #expect(rejection["alert"] == 44 && rejection["style"] == "alert-openssl")
            let pkcs12 = try Data(contentsOf: URL(fileURLWithPath: try #require(simulator.ready.pkcs12)))
            let certificate = try PKCS12(
                derEncoded: Array(pkcs12),
                password: try #require(simulator.ready.pkcs12Password)
            ).identities[0].certificate
            #expect(rejection["serialNumber"]?.string == certificate.serialHex)
            #expect(rejection["fingerprint"]?.string == Hex.encode(certificate.fingerprint()))
            #expect(rejection["peer"]?.string?.hasPrefix("127.0.0.1:") == true)
        }
    }

    @Test func `publishes the revocation in the list that the certificates name`() async throws {
        try await Vendor.withSimulator { simulator in
            let vendor = try await Vendor(simulator)
            try await vendor.command("client-certificate.revoke", ["certificate": "client-clinic"])
            let answer = try await vendor.portal.send(.get("/pki/crl/client-issuing.crl"))
            #expect(answer["Content-Type"] == "application/pkix-crl")
            let list = try RevocationList(derEncoded: answer.body)
            let authority = try await vendor.portal.send(.get("/pki/ca/client-issuing.cer"))
            let issuer = try Certificate(derEncoded: authority.body)
            #expect(list.issuer == issuer.subject && list.entryCount == 1)
            #expect(try await vendor.portal.send(.get("/pki/crl/nobody.crl")).status == 404)
        }
    }

    @Test func `changes its style by command, and goes back with a reset`() async throws {
        try await Vendor.withSimulator { simulator in
            let vendor = try await Vendor(simulator)
            try await vendor.command("client-certificate.revoke", ["certificate": "client-clinic"])
            #expect(try await vendor.command("front.configure", ["style": "http-403"]).status == 200)
            let refused = try await Vendor.connect(simulator).send(.json("/csc/v2/info", "{}"))
            #expect(
                refused.refusal == "403 client_certificate_revoked: The client certificate has been revoked."
            )
            await simulator.parts.world.front.handshakes.settle()
            let events = try await simulator.parts.simulation.journal.events(types: ["tls.rejected"])
            #expect(events.map { $0.payload["style"] } == ["http-403"])
            #expect(events.map { $0.payload["alert"]?.integer } == [nil])
            #expect(try await vendor.admin(ClientRequest("POST", "/_sim/reset")).status == 200)
            #expect(try await alert(simulator) == nil)
            // Under the style of the beginning: an alert, and no page.
            try await vendor.command("client-certificate.revoke", ["certificate": "client-clinic"])
            #expect(try await alert(simulator) == 44)
        }
    }

    @Test func `follows the simulation clock`() async throws {
        try await Vendor.withSimulator { simulator in
            try await Vendor(simulator).command("clock.advance", ["by": "36500d"])
            #expect(try await alert(simulator) == 45)
        }
    }
}
