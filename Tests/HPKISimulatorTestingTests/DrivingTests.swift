import Foundation
import HPKISimulator
import Testing

/// The public API by which Swift code drives a simulator in its own process.
@Suite(.timeLimit(.minutes(2))) struct DrivingTests {
    @Test func `commands are those of scenarios`() async throws {
        let simulator = try await Simulator.start()
        try await simulator.perform(.revokeClientCertificate(reason: "superseded"))
        let revoked = try await simulator.events("client-certificate.revoked")
        #expect(revoked.first?.payload["certificate"] == "client-clinic")
        try await simulator.perform(.addFault("busy", at: "http.request", when: ["first": 1], effect: "drop"))
        #expect(try await simulator.events("fault.added").count == 1)
        let error = await #expect(throws: SimulatorError.self) {
            try await simulator.perform(.init("card.remov", ["card": "hpki-doctor"]))
        }
        #expect(error?.description.hasSuffix("did you mean \"card.remove\"?") == true)
        await simulator.stop()
    }

    @Test func `the clock is the simulation's`() async throws {
        let simulator = try await Simulator.start()
        try await simulator.clock.freeze()
        let start = simulator.clock.now
        try await simulator.clock.advance(by: .days(15))
        #expect(simulator.clock.now.timeIntervalSince(start) == 15 * 86_400)
        try await simulator.clock.set(to: start)
        #expect(simulator.clock.now == start)
        await simulator.stop()
    }

    /// SELECT of the HPKI signature application, then the card is pulled.
    @Test func `a card is reached without libpcsclite`() async throws {
        let simulator = try await Simulator.start()
        let card = try await simulator.cardChannel(reader: 0)
        #expect(!card.answerToReset.isEmpty)
        let select: [UInt8] = [0x00, 0xA4, 0x04, 0x00, 0x05, 0xE8, 0x28, 0xBD, 0x08, 0x0F, 0x00]
        #expect(try await card.transmit(select).suffix(2) == [0x90, 0x00])
        try await simulator.perform(.removeCard("hpki-doctor"))
        let error = await #expect(throws: SimulatorCardError.self) { try await card.transmit(select) }
        #expect(error?.description == "SCARD_W_REMOVED_CARD (0x80100069)")
        await #expect(throws: SimulatorCardError.self) { try await simulator.cardChannel(reader: 9) }
        await simulator.stop()
    }

    @Test func `a certificate that the scenario has not delivered is not there`() async throws {
        let simulator = try await Simulator.start(.init(scenario: "MTLS-01"))
        #expect(simulator.clientCertificate == nil)
        await simulator.stop()
        let usual = try await Simulator.start()
        #expect(usual.clientCertificate?.path.hasSuffix("client.hpki-cardless-signature.p12") == true)
        await usual.stop()
    }
}
