import Foundation
import HPKISimulator
import ScenarioFiles
import Simulation
import TestSupport
import Testing
import VendorDouble
import XMLSignature

/// Where signed prescriptions are sent: each is received once, and what is wrong with one is said.
@Suite(.timeLimit(.minutes(5))) struct ReceptionTests {
    private func signed(_ bench: Bench, _ way: PrescriptionOptions.Way = .service) async throws -> [UInt8] {
        let credential = try await bench.client.credentials()[0]
        var options = PrescriptionOptions(instant: { Date() })
        options.way = way
        var files: [[UInt8]] = []
        let document = try PrescriptionDocument(ScenarioFiles.prescription)
        let failure = await bench.client.sign([document], with: credential, options) { files.append($1) }
        #expect(failure == nil)
        return try #require(files.first)
    }

    private func receiver(_ bench: Bench) -> ReceptionClient {
        ReceptionClient(url: bench.simulator.ready.receptionURL, bench.client.session)
    }

    private func refusal(_ bench: Bench, _ file: [UInt8]) async -> Refusal? {
        do {
            _ = try await receiver(bench).register(file)
            return nil
        } catch {
            return error.refusal
        }
    }

    @Test func `the same file is received once`() async throws {
        try await Bench.with { bench in
            let file = try await signed(bench)
            #expect(try await receiver(bench).register(file) == "R-0001")
            #expect(try await receiver(bench).register(file) == "R-0001")
            #expect(try await bench.events("prescription.received").count == 1)
            #expect(try await bench.events("prescription.repeated").count == 1)
        }
    }

    @Test func `another signature of a document that is there is refused`() async throws {
        try await Bench.with { bench in
            _ = try await receiver(bench).register(try await signed(bench))
            let refusal = await refusal(bench, try await signed(bench, .application))
            #expect(refusal?.status == 409)
            #expect(refusal?.error == "already_received")
            #expect(refusal?.sentence?.contains("R-0001") == true)
            let events = try await bench.events("prescription.refused")
            #expect(events.map { $0["payload"]?["reason"]?.string } == ["already_received"])
        }
    }

    @Test func `what is no signed document is refused with its reason`() async throws {
        try await Bench.with { bench in
            let none = await refusal(bench, Array("%PDF-1.7".utf8))
            #expect(none?.status == 400)
            #expect(none?.error == "unreadable_document")
            let unsigned = await refusal(bench, Array(ScenarioFiles.prescription))
            #expect(unsigned?.status == 400)
            #expect(unsigned?.error == "unsigned_document")
            let changed = String(decoding: try await signed(bench), as: UTF8.self)
                .replacing("PrescriptionDocument\">U0o", with: "PrescriptionDocument\">U0oAAAA")
            let wrong = await refusal(bench, Array(changed.utf8))
            #expect(wrong?.status == 422)
            #expect(wrong?.error == "invalid_signature")
            #expect(wrong?.sentence?.contains("HASH_FAILURE") == true)
            let long = await refusal(bench, [UInt8](repeating: 0x20, count: (8 << 20) + 1))
            #expect(long?.status == 413)
            #expect(try await bench.events("prescription.received").isEmpty)
        }
    }

    /// A prescription is a doctor's or a dentist's to sign.
    @Test func `the signature of another role is refused`() async throws {
        try await Bench.with {
            $0.practitioner = "pharmacist"
        } body: { bench in
            try await bench.command("practitioner.join", ["practitioner": "pharmacist", "facility": "clinic"])
            let refusal = await refusal(bench, try await signed(bench))
            #expect(refusal?.status == 422)
            #expect(refusal?.error == "invalid_signature")
        }
    }
}
