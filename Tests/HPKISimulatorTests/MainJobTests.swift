import Foundation
import OpenSSL
import ScenarioFiles
import Simulation
import TestSupport
import Testing
import VendorDouble
import XMLSignature

@testable import HPKISimulator

/// The main job: the hash of a prescription signed by the practitioner's second certificate.
@Suite(.timeLimit(.minutes(5))) struct MainJobTests {
    private func signAndVerify(_ hash: [UInt8]) async throws {
        try await Vendor.loggedIn { vendor in
            let list = try await vendor.csc("credentials/list", [:])
            #expect(try list.json["credentialIDs"] == ["second-doctor"])
            let info = try await vendor.csc(
                "credentials/info",
                ["credentialID": "second-doctor", "certificates": "chain", "certInfo": true, "authInfo": true]
            ).json
            let chain = try (info["cert"]?["certificates"]?.array ?? []).map {
                try Certificate(derEncoded: Base64.decode($0.string ?? "") ?? [])
            }
            #expect(chain.count == 3)
            #expect(info["cert"]?["subjectDN"]?.string == chain[0].subject.description)
            #expect(info["cert"]?["status"] == "valid" && info["key"]?["status"] == "enabled")
            #expect(info["key"]?["len"] == 2048 && info["SCAL"] == "2")

            let answer = try await vendor.sign([hash], try await vendor.authorize([hash]))
            #expect(answer.status == 200)
            #expect(answer["Content-Type"] == "application/json;charset=UTF-8")
            let signature = Base64.decode(try answer.json["signatures"]?[0]?.string ?? "") ?? []
            #expect(try chain[0].publicKey.isValid(signature: signature, digest: hash, algorithm: .sha256))

            let trace = try #require(answer["X-HPKI-Sim-Trace"])
            let events = try await vendor.simulator.parts.simulation.journal.events(trace: TraceID(trace))
            #expect(events.map(\.type) == ["authorization.spent", "signature.created"])
        }
    }

    @Test func `signs the hash of the shipped prescription`() async throws {
        try await signAndVerify(try PrescriptionDocument(ScenarioFiles.prescription).digest())
    }

    /// The digest is the DigestValue in the file, reproduced in e-prescription-signature.md, section 5.
    @Test(.needsRealSamples) func `signs the hash of the real prescription`() async throws {
        let xml = try String(
            contentsOf: Repository.realSamples.appending(path: "Prescription-004_01.xml"),
            encoding: .utf8
        )
        let start = try #require(xml.range(of: #"<PrescriptionDocument id="PrescriptionDocument">"#))
        let end = try #require(xml.range(of: "</PrescriptionDocument>"))
        // Inclusive C14N writes the namespace that is in scope on the element.
        let octets =
            #"<PrescriptionDocument xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="PrescriptionDocument">"#
            + xml[start.upperBound..<end.upperBound]
        #expect(octets.utf8.count == 1593)
        let hash = DigestAlgorithm.sha256.hash(Array(octets.utf8))
        #expect(Base64.encode(hash) == "d2AViR1mbbTGkOUKs3/DNI66RLps3c8tE/UDoled78U=")
        try await signAndVerify(hash)
    }

    @Test func `signs fifty hashes in their order with one authorization`() async throws {
        try await Vendor.loggedIn { vendor in
            let hashes = (0..<50).map { Vendor.hash("\($0)") }
            let answer = try await vendor.sign(hashes, try await vendor.authorize(hashes))
            let signatures = try answer.json["signatures"]?.array ?? []
            #expect(signatures.count == 50)
            let info = try await vendor.csc("credentials/info", ["credentialID": "second-doctor"]).json
            let der = Base64.decode(info["cert"]?["certificates"]?[0]?.string ?? "") ?? []
            let key = try Certificate(derEncoded: der).publicKey
            for (hash, signature) in zip(hashes, signatures) {
                let bytes = Base64.decode(signature.string ?? "") ?? []
                #expect(key.isValid(signature: bytes, digest: hash, algorithm: .sha256))
            }
        }
    }
}
