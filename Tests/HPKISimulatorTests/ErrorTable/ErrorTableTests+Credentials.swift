import Foundation
import OpenSSL
import Registry
import Simulation
import Testing
import VendorDouble

@testable import HPKISimulator
@testable import SigningService

/// Credentials whose key or certificate does not sign, found out before and after the authorization.
extension ErrorTableTests {
    func answersForACredentialThatCannotSign() async throws {
        try await Vendor.loggedIn { vendor in
            let states: [(String, String, CSCError)] = [
                ("credential.disable", "credential.enable", .credentialDisabled),
                ("credential.suspend", "credential.resume", .certificateSuspended),
                ("credential.revoke", "", .certificateRevoked),
            ]
            for (command, back, row) in states {
                let sad = try await vendor.authorize([Vendor.hash("one")], count: 2)
                #expect(try await vendor.command(command, ["credential": "second-doctor"]).status == 200)
                seen.expect(try await send("v2/credentials/authorize", Self.authorization, to: vendor), row)
                seen.expect(try await send("v1/credentials/authorize", Self.authorization1, to: vendor), row)
                seen.expect(try await vendor.sign([Vendor.hash("one")], sad), row)
                let signing1 = try await send(
                    "v1/signatures/signHash",
                    Self.signing1,
                    ["SAD": .string(sad)],
                    to: vendor
                )
                seen.expect(signing1, row)
                let extending = Self.right["v2/credentials/extendTransaction"] ?? [:]
                let extended = try await send(
                    "v2/credentials/extendTransaction",
                    extending,
                    ["SAD": .string(sad)],
                    to: vendor
                )
                seen.expect(extended, row)
                guard !back.isEmpty else { continue }
                #expect(try await vendor.command(back, ["credential": "second-doctor"]).status == 200)
                #expect(try await vendor.sign([Vendor.hash("one")], sad).status == 200)
            }
        }
    }

    /// The second certificate ends some years after the client certificate: the clinic needs a new one by then.
    func answersForACertificateThatExpiresOnTheWay() async throws {
        try await Vendor.withSimulator { simulator in
            var vendor = try await Vendor(simulator)
            let expiry = try #require(
                simulator.parts.simulation.read(CredentialDomain.self) { $0["second-doctor"]?.certificate?.expiry }
            )
            let shortBefore = expiry.addingTimeInterval(-100)
            #expect(try await vendor.command("clock.set", ["to": .string(shortBefore.rfc3339)]).status == 200)
            try await vendor.issueClientCertificate("client-late", to: "clinic")
            vendor = try await Vendor(simulator, certificate: "client-late")
            vendor.token = try await vendor.logIn("doctor", certificate: "client-late")
            let sad = try await vendor.authorize([Vendor.hash("one")])
            let other = try await vendor.authorize([Vendor.hash("one")])
            let before = try await vendor.csc("credentials/info", ["credentialID": "second-doctor"]).json
            #expect(before["key"]?["status"] == "enabled" && before["cert"]?["status"] == "valid")
            try await vendor.command("clock.advance", ["by": "150s"])
            seen.expect(try await vendor.sign([Vendor.hash("one")], sad), .certificateExpired)
            seen.expect(
                try await send("v1/signatures/signHash", Self.signing1, ["SAD": .string(other)], to: vendor),
                "400 invalid_request: Signing certificate 'O=KENSHO CLINIC,CN=Ichiro Takahashi' is expired"
            )
            seen.expect(
                try await send("v2/credentials/authorize", Self.authorization, to: vendor),
                .certificateExpired
            )
            let after = try await vendor.csc("credentials/info", ["credentialID": "second-doctor"]).json
            #expect(after["key"]?["status"] == "disabled" && after["cert"]?["status"] == "expired")
            let valid = try await vendor.csc("credentials/list", ["onlyValid": true]).json
            #expect(valid["credentialIDs"] == [] && valid["onlyValid"] == true)
            try await vendor.command("clock.advance", ["by": "200s"])
            seen.expect(try await vendor.sign([Vendor.hash("one")], sad), .expiredSAD)
        }
    }
}
