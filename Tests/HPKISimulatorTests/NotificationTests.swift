import OpenSSL
import Simulation
import Testing
import VendorDouble

@testable import HPKISimulator

/// `response_uri` of a signature in the background.
@Suite(.timeLimit(.minutes(5))) struct NotificationTests {
    private func signLater(_ vendor: Vendor, _ uri: String) async throws -> ClientAnswer {
        let hash = Vendor.hash("one")
        return try await vendor.csc(
            "signatures/signHash",
            [
                "credentialID": "second-doctor", "SAD": .string(try await vendor.authorize([hash])),
                "hashes": [.string(Base64.encode(hash))], "signAlgo": "1.2.840.113549.1.1.11", "operationMode": "A",
                "response_uri": .string(uri),
            ]
        )
    }

    @Test func `is called when the signatures are there`() async throws {
        try await Vendor.loggedIn { vendor in
            // The portal is a receiver as good as any: it notes what comes.
            let uri = vendor.simulator.ready.portalURL + "/notified?by=hpki-sim"
            #expect(try await signLater(vendor, uri).status == 200)
            while true {
                let records = try await vendor.admin(.get("/_sim/records")).text
                if records.contains("/notified") { break }
                try Task.checkCancellation()
            }
        }
    }

    @Test func `names this machine only, unless any host is allowed`() async throws {
        let uri = "http://vendor.invalid/notified"
        try await Vendor.loggedIn { vendor in
            let refused = try await signLater(vendor, uri)
            #expect(refused.refusal == "400 invalid_request: Invalid parameter response_uri")
        }
        var configuration = SimulatorConfiguration()
        configuration.notifiesAnyHost = true
        try await Vendor.loggedIn(configuration) { vendor in
            let accepted = try await signLater(vendor, uri)
            #expect(accepted.status == 200)
        }
    }
}
