import Testing

@testable import Simulation

@Suite struct FaultSeedTests {
    private func draws(_ simulation: Simulation) -> [Int] {
        (1...200).filter { _ in !simulation.faults.faults(at: "x").isEmpty }
    }

    private func simulation(seed: UInt64) async throws -> Simulation {
        let simulation = try await Simulation.open(.init(seed: seed, injectionPoints: [InjectionPoint("x")]))
        try await simulation.faults.add(FaultRule(id: "r", point: "x", when: .probability(0.2), effect: .drop))
        return simulation
    }

    @Test func `another seed draws as if the simulation had it, from the first passage on`() async throws {
        let (own, reseeded) = (try await simulation(seed: 7), try await simulation(seed: 1))
        _ = draws(reseeded)
        try await reseeded.faults.reseed(7, cause: .program, trace: TraceID())
        let wanted = draws(own)
        #expect(draws(reseeded) == wanted)
        #expect(!wanted.isEmpty && wanted.count < 100)
        // The same again changes nothing, and the counting goes on.
        try await reseeded.faults.reseed(7, cause: .program, trace: TraceID())
        #expect(draws(reseeded) == draws(own))
        try await own.shutdown()
        try await reseeded.shutdown()
    }
}
