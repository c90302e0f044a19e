import Simulation
import Testing

@Suite struct PaceTests {
    @Test func scalesRealTime() {
        #expect(Pace(factor: 0.5).scaled(.seconds(3)) == .seconds(1.5))
        #expect(Pace(factor: 0).scaled(.seconds(3)) == .zero)
        #expect(Pace(factor: 1e300).scaled(.seconds(3)) == .seconds(1_000_000_000))
    }

    @Test(arguments: [-1, .nan, .infinity])
    func refuses(_ factor: Double) {
        #expect(Pace(checking: factor) == nil)
        #expect(Pace(factor: factor) == .natural)
    }

    @Test func pausesForScaledRealTime() async throws {
        let time = ManualTime()
        let simulation = try await Simulation.open(
            .init(domains: [], pace: Pace(factor: 0.25), timeSource: time.source)
        )
        let pause = Task { try await simulation.pause(.seconds(8)) }
        await time.sleeper(for: .seconds(2))
        #expect(time.requested == [.seconds(2)])
        time.advance(by: .seconds(2))
        try await pause.value
    }
}
