import Foundation
import HealthcarePKI
import OpenSSL
import Registry
import Simulation
import Testing
import VendorDouble
import WebFront

@testable import HPKISimulator

/// What the front of the signing service staples to its certificate.
@Suite(.timeLimit(.minutes(5))) struct StapledStatusTests {
    private static let day = 86_400.0

    /// The simulator, the server's certificate with its issuer, and what is stapled.
    private func with(
        _ kind: ServerFace.Staple,
        clock: Date? = nil,
        _ body: (Simulator, OCSPVerifier, Certificate, StapledStatus) async throws -> Void
    ) async throws {
        var configuration = SimulatorConfiguration()
        configuration.clock = clock
        try await Vendor.withSimulator(configuration) { simulator in
            let vault = simulator.parts.world.vault
            let key = try PrivateKey.generate(.ec(.p256))
            let leaf = try #require(try ServerFace().configuration(vault, key).chain.first)
            let status = try #require(try StapledStatus(kind, of: leaf, issuer: SigningFront.serverAuthority, vault))
            let issuer = try vault.pki.authority(SigningFront.serverAuthority).certificate
            try await body(simulator, OCSPVerifier(issuer: issuer, tolerance: 0), leaf, status)
        }
    }

    @Test(arguments: [-400.0, 0, 400]) func `holds by both clocks`(days: Double) async throws {
        try await with(.good, clock: Date.now.addingTimeInterval(days * Self.day)) {
            simulator,
            verifier,
            leaf,
            status in
            let clock = simulator.parts.simulation.clock
            let response = try #require(status.current())
            for instant in [clock.now, clock.realNow] {
                for difference in [-3500.0, 0, 3 * Self.day] {
                    let there = instant.addingTimeInterval(difference)
                    #expect(try verifier.answer(about: leaf, in: response, at: there).status == .good)
                }
            }
        }
    }

    @Test func `is made once, and anew when the clock has gone on`() async throws {
        try await with(.good) { simulator, verifier, leaf, status in
            let first = try #require(status.current())
            #expect(status.current() == first)
            try await simulator.clock.advance(by: .days(3))
            #expect(status.current() == first)
            try await simulator.clock.advance(by: .days(1))
            let second = try #require(status.current())
            #expect(second != first)
            let clock = simulator.parts.simulation.clock
            for instant in [clock.now, clock.realNow] {
                #expect(try verifier.answer(about: leaf, in: second, at: instant).status == .good)
            }
        }
    }

    @Test func `says what a scenario wants`() async throws {
        try await with(.revoked) { _, verifier, leaf, status in
            let response = try #require(status.current())
            let answer = try verifier.answer(about: leaf, in: response, at: .now)
            guard case .revoked(let date, .keyCompromise) = answer.status else {
                Issue.record("\(answer.status)")
                return
            }
            #expect(date <= .now)
        }
        try await with(.unknown) { _, verifier, leaf, status in
            let response = try #require(status.current())
            #expect(try verifier.answer(about: leaf, in: response, at: .now).status == .unknown)
        }
        try await with(.stale) { _, verifier, leaf, status in
            let response = try #require(status.current())
            let failure = #expect(throws: OCSPFailure.self) {
                try verifier.answer(about: leaf, in: response, at: .now)
            }
            guard case .stale = failure else {
                Issue.record("\(String(describing: failure))")
                return
            }
        }
        try await with(.wrongSigner) { _, verifier, leaf, status in
            let response = try #require(status.current())
            #expect(throws: OCSPFailure.untrustedResponder) {
                try verifier.answer(about: leaf, in: response, at: .now)
            }
        }
    }

    @Test func `a face of before there were staples has a good one`() throws {
        let older: JSONValue = ["chain": "expired", "versions": "1.2", "ciphers": "rare", "isResuming": true]
        let face = try older.decode(ServerFace.self)
        #expect(face.staple == .good)
        #expect(face.chain == .expired && face.versions == .tls12 && face.ciphers == .rare && face.isResuming)
    }
}
