import HPKISimulator
import HPKISimulatorTesting
import Testing

// The simulator's own build has the product and its tests in one module.
#if canImport(SwiftVendor)
import SwiftVendor
#endif

/// What a vendor writes: the scenario makes the failure, the trait grades how the product took it.
struct ServiceCheckTests {
    private func outcome() throws -> ServiceCheck.Outcome {
        let simulator = try #require(Simulator.current)
        let certificate = try #require(simulator.clientCertificate)
        return try ServiceCheck(
            signingURL: simulator.signingURL,
            caFile: simulator.ready.caFile,
            pkcs12: certificate.path,
            password: certificate.password
        ).run()
    }

    @Test(.scenario("MTLS-05")) func `a revoked certificate is told of, once`() throws {
        guard case .refused(let sentence) = try outcome() else {
            Issue.record("the service let a revoked certificate in")
            return
        }
        #expect(sentence.contains("事務局"))
    }

    @Test func `a certificate that is revoked later is found out`() async throws {
        let simulator = try await Simulator.start()
        let certificate = try #require(simulator.clientCertificate)
        let check = ServiceCheck(
            signingURL: simulator.signingURL,
            caFile: simulator.ready.caFile,
            pkcs12: certificate.path,
            password: certificate.password
        )
        #expect(try check.run() == .ready)
        try await simulator.perform(.revokeClientCertificate(reason: "superseded"))
        #expect(try check.run() != .ready)
        await simulator.stop()
    }
}
