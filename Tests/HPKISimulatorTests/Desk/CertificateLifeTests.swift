import ClientCertificateDesk
import Foundation
import OpenSSL
import Registry
import Simulation
import Testing
import VendorDouble

@testable import HPKISimulator

/// Code change, lost letter, stop, fees: what happens by itself, when, and in which order.
@Suite(.timeLimit(.minutes(5))) struct CertificateLifeTests {
    /// The alert that ends a new connection with a certificate; nil when it is served.
    private func alert(_ bench: DeskBench, _ certificate: String) async throws -> Int? {
        do {
            let connection = try await Vendor.connect(bench.vendor.simulator, certificate: certificate)
            _ = try await connection.send(.json("/csc/v2/info", "{}"))
            try await connection.close()
            return nil
        } catch let error as TLSError {
            return error.alertReceived.map { Int($0.rawValue) } ?? -1
        }
    }

    /// Desk rules CC-6 and CC-7: from 31 January to the last day of February, to the instant.
    @Test func `both certificates work for a clamped calendar month, then the old one is refused`() async throws {
        try await DeskBench.run { bench in
            try await bench.command("clock.freeze", ["at": "2027-01-30T10:30:00+09:00"])
            try await bench.command("desk.change-code", ["facility": "clinic", "new-code": "9918000036"])
            try await bench.advance("1d")
            #expect(try await alert(bench, "client-clinic") == nil)
            #expect(try await alert(bench, "client-A-0001") == nil)
            try await bench.command("clock.freeze", ["at": "2027-02-28T10:29:59.999+09:00"])
            #expect(try await alert(bench, "client-clinic") == nil)
            try await bench.command("clock.freeze", ["at": "2027-02-28T10:30:00+09:00"])
            #expect(try await alert(bench, "client-clinic") == 44)
            #expect(try await alert(bench, "client-A-0001") == nil)
            let revoked = try #require(try await bench.events("client-certificate.revoked").last)
            #expect(revoked.instant.rfc3339 == "2027-02-28T01:30:00.000Z")
            let answer = try await bench.get("/pki/crl/client-issuing.crl")
            let list = try RevocationList(derEncoded: answer.body)
            #expect(list.entryCount == 1)
            #expect(list.thisUpdate == revoked.instant)
        }
    }

    /// `clock advance 60d`: everything on the way at its own instant, none before another.
    @Test func `an advance makes everything happen in order`() async throws {
        try await DeskBench.run { bench in
            try await bench.command("clock.freeze", ["at": "2027-01-30T10:30:00+09:00"])
            let start = try #require(Date(rfc3339: "2027-01-30T10:30:00+09:00"))
            try await bench.command("desk.reapply", ["facility": "clinic", "reason": "lost-letter"])
            try await bench.advance("60d")
            let events = try await bench.events(
                "application.*",
                "delivery.*",
                "letter.*",
                "client-certificate.issued",
                "client-certificate.revoked"
            ).filter { $0.instant > start }
            let day = 86_400.0
            let expected: [(String, Double)] = [
                ("application.approved", day), ("client-certificate.issued", day), ("delivery.sent", day),
                ("application.issued", day), ("delivery.password-mailed", day + 90), ("letter.arrived", 7 * day),
                ("delivery.link-expired", 15 * day), ("client-certificate.revoked", 29 * day),
            ]
            #expect(events.map(\.type) == expected.map(\.0))
            #expect(events.map { $0.instant.timeIntervalSince(start) } == expected.map(\.1))
        }
    }

    /// A front that fetches no newer list goes on accepting, until its list has run out (MTLS-12).
    @Test func `a held revocation list accepts what was revoked since, and runs out`() async throws {
        try await DeskBench.run { bench in
            try await bench.command("front.check", ["revocation-list": "held"])
            try await bench.command("client-certificate.revoke", ["certificate": "client-clinic"])
            #expect(try await alert(bench, "client-clinic") == nil)
            // Also when the front is set up anew: the list is of that instant, not of the setting's.
            try await bench.command("front.configure", ["style": "alert-boringssl"])
            #expect(try await alert(bench, "client-clinic") == nil)
            try await bench.advance("8d")
            #expect(try await alert(bench, "client-clinic") == 45)
            try await bench.command("front.check", ["revocation-list": "current"])
            #expect(try await alert(bench, "client-clinic") == 44)
        }
    }

    /// Desk rule CC-10.
    @Test func `a stop on request revokes at once and turns applications down`() async throws {
        try await DeskBench.run { bench in
            try await bench.command("desk.reapply", ["facility": "clinic", "reason": "renewal"])
            try await bench.command("desk.stop", ["facility": "clinic"])
            #expect(try await alert(bench, "client-clinic") == 44)
            try await bench.advance("2d")
            #expect(try await bench.get("/desk/applications/A-0001").refusal.hasPrefix("403 facility_stopped"))
            #expect(try await bench.events("client-certificate.issued").count == 1)
        }
    }

    /// Desk rule FEE-1, ACC-04: billed on 1 April, reminded, stopped on 1 July, served again with the payment.
    @Test func `the unpaid are stopped on 1 July and served again when they pay`() async throws {
        try await DeskBench.run { bench in
            try await bench.command("clock.freeze", ["at": "2027-03-31T23:59:59.999+09:00"])
            try await bench.command("desk.payment-mode", ["facility": "clinic", "mode": "manual"])
            let before = try await bench.events("invoice.issued").count
            try await bench.command("clock.freeze", ["at": "2027-04-01T00:00:00+09:00"])
            let invoice = try #require(try await bench.events("invoice.issued").last)
            #expect(try await bench.events("invoice.issued").count == before + 1)
            #expect(invoice.payload["total"] == 11_000 && invoice.payload["fiscalYear"] == 2027)
            try await bench.command("clock.freeze", ["at": "2027-06-30T23:59:59+09:00"])
            #expect(try await bench.mails("fee-reminder").count == 1)
            #expect(try await bench.events("facility.stopped").isEmpty)
            try await bench.command("clock.freeze", ["at": "2027-07-01T00:00:00+09:00"])
            let stopped = try #require(try await bench.events("facility.stopped").last)
            #expect(stopped.payload == ["facility": "clinic", "reason": "unpaid"])
            #expect(stopped.instant.rfc3339 == "2027-06-30T15:00:00.000Z")
            let status = try await bench.command("desk.status", ["facility": "clinic"])
            #expect(status["stopped"] == "unpaid")
            let paid = try await bench.command("desk.pay", ["facility": "clinic"])
            #expect(paid["invoices"]?[0]?["paid"] == true)
            #expect(try await bench.events("facility.resumed").count == 1)
            #expect(
                try await bench.vendor.command("desk.pay", ["facility": "clinic"]).refusal.contains("no open invoice")
            )
        }
    }

    /// ISS-15: warned by mail at 30, 7 and 1 days, and in `info`.
    @Test func `warns of the end of a certificate`() async throws {
        try await DeskBench.run { bench in
            try await bench.command("clock.freeze", ["at": "2028-07-29T00:00:00+09:00"])
            try await bench.command("clock.freeze")
            let certificate = bench.vendor.simulator.parts.simulation.read(ClientCertificateDomain.self) {
                $0["client-clinic"]
            }
            let expiry = try #require(certificate).certificate.expiry
            for (days, count) in [(31.0, 0), (30, 1), (7, 2), (1, 3)] {
                try await bench.command("clock.freeze", ["at": .string((expiry - days * 86_400).rfc3339)])
                #expect(try await bench.mails("expiry-warning").count == count)
                let answer = try await Vendor.connect(bench.vendor.simulator).send(.json("/csc/v2/info", "{}"))
                let codes = try answer.json["notices"]?.array?.compactMap { $0["code"]?.string } ?? []
                #expect(codes == (count == 0 ? [] : ["certificate_expiring"]))
            }
            try await bench.command("clock.freeze", ["at": .string(expiry.rfc3339)])
            #expect(try await alert(bench, "client-clinic") == 45)
        }
    }

    /// ISS-18.
    @Test func `approving by hand dates the certificate now, and a re-issue may revoke at once`() async throws {
        try await DeskBench.run { bench in
            try await bench.command("desk.reapply", ["facility": "clinic", "reason": "renewal", "overlap": "none"])
            #expect(try await bench.command("desk.approve")["status"] == "issued")
            #expect(try await alert(bench, "client-A-0001") == nil)
            #expect(try await alert(bench, "client-clinic") == 44)
            #expect(try await bench.vendor.command("desk.approve").refusal.contains("no application waits"))
            try await bench.advance("3d")
            #expect(try await bench.events("application.approved").count == 1)
        }
    }
}
