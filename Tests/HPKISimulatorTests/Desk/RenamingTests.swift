import Foundation
import OpenSSL
import Registry
import Simulation
import Testing
import VendorDouble

@testable import HPKISimulator

/// ACC-09: the name changes, the person stays.
@Suite(.timeLimit(.minutes(5))) struct RenamingTests {
    @Test func `issues the second certificate again under the new name, and revokes the old one`() async throws {
        try await DeskBench.run { bench in
            let simulation = bench.vendor.simulator.parts.simulation
            let old = try #require(simulation.read(CredentialDomain.self) { $0["second-doctor"]?.certificate })
            let name: JSONValue = [
                "practitioner": "doctor", "japanese": "白﨑　一郎", "kana": "シラサキ　イチロウ",
                "romanised": "Ichiro Shirasaki",
            ]
            try await bench.command("practitioner.rename", name)
            let new = try #require(simulation.read(CredentialDomain.self) { $0["second-doctor"]?.certificate })
            #expect(new.serialHex != old.serialHex)
            let subject = try await bench.vendor.simulator.parts.world.vault.certificate(new).subject.description
            #expect(subject.contains("Ichiro Shirasaki"))
            #expect(subject.contains("SIM990001"))
            let revoked = try await bench.events("credential.revoked").map(\.payload)
            #expect(revoked.map { $0["credential"] } == ["second-doctor"])
            #expect(try await bench.get("/pki/crl/medis-signature.crl").status == 200)
            #expect(
                try await bench.vendor.command("practitioner.rename", name.replacing("practitioner", "nobody")).status
                    == 409
            )
        }
    }
}
