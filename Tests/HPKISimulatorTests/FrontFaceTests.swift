import OpenSSL
import ScenarioEngine
import Simulation
import Testing
import VendorDouble
import WebFront

@testable import HPKISimulator

/// What the front shows of itself, and what it holds client certificates against.
@Suite(.timeLimit(.minutes(5))) struct FrontFaceTests {
    private func configuration(_ change: (inout ServerFace) -> Void) async throws -> TLSServerConfiguration {
        let simulator = try await Simulator.start()
        var face = ServerFace()
        change(&face)
        let configuration = try face.configuration(simulator.parts.world.vault, try PrivateKey.generate(.ec(.p256)))
        await simulator.stop()
        return configuration
    }

    @Test func `many names are two thousand, and the chain stays below a client's limit`() async throws {
        let leaf = try #require(try await configuration { $0.chain = .manyNames }.chain.first)
        let names = try #require(leaf.extensions.first { $0.oid == .subjectAltName }).value
        #expect(String(decoding: names, as: UTF8.self).contains("host-2000.test"))
        #expect((30_000...90_000).contains(leaf.derEncoded.count))
    }

    @Test func `a reversed chain has its root before the issuer, an incomplete one neither`() async throws {
        let reversed = try await configuration { $0.chain = .reversed }.chain
        #expect(reversed.map(\.subject).count == 3)
        #expect(reversed[0].issuer == reversed[2].subject && reversed[2].issuer == reversed[1].subject)
        #expect(try await configuration { $0.chain = .incomplete }.chain.count == 1)
    }

    @Test func `the usual chain has the issuer, for clients that look for it there`() async throws {
        let chain = try await configuration { _ in }.chain
        #expect(chain.count == 2)
        #expect(chain.first?.issuer == chain.last?.subject)
    }

    @Test func `a reset brings the usual face and checks back`() async throws {
        try await Vendor.withSimulator { simulator in
            let vendor = try await Vendor(simulator)
            #expect(try await vendor.command("front.show", ["certificate": "expired"]).status == 200)
            #expect(try await vendor.command("front.check", ["revocation-list": "missing"]).status == 200)
            await #expect(throws: (any Error).self) { try await serve(simulator) }
            try await simulator.scenarioHost.reset()
            try await serve(simulator)
            let front = simulator.parts.simulation.state(of: FrontDomain.self)
            #expect(front.face == ServerFace() && front.checks == ClientCertificateChecks())
        }
    }

    @Test func `refuses a word that it does not know, and changes nothing`() async throws {
        try await Vendor.withSimulator { simulator in
            let vendor = try await Vendor(simulator)
            let answer = try await vendor.command("front.show", ["certificate": "expird"])
            #expect(answer.status == 400)
            #expect(answer.text.contains("expired"))
            try await serve(simulator)
        }
    }

    /// A request over a new connection.
    private func serve(_ simulator: Simulator) async throws {
        let connection = try await Vendor.connect(simulator)
        #expect(try await connection.send(.json("/csc/v2/info", "{}")).status == 200)
        try await connection.close()
    }
}
