import Testing

@testable import Simulation

@Suite struct FaultEffectKindTests {
    private static let point = InjectionPoint(
        "http.answer",
        effects: [
            FaultEffectKind("truncate", "", [.optional("bytes", .integer, "")], chaos: ["bytes": 3]),
            FaultEffectKind("drop", "", chaos: [:]), FaultEffectKind("delay", ""),
        ]
    )

    @Test(arguments: [
        (FaultEffect.custom("truncat", [:]), #"http.answer has no effect "truncat": did you mean "truncate"?"#),
        (.custom("pull-card", [:]), #"http.answer has no effect "pull-card": there are truncate, drop, delay"#),
        (.flip(bit: nil), #"http.answer has no effect "flip": there are truncate, drop, delay"#),
        (
            .custom("truncate", ["byte": 3]),
            #"the effect "truncate": there is no argument "byte": did you mean "bytes"?"#
        ),
        (.custom("truncate", ["bytes": "x"]), #"the effect "truncate": "bytes": expected an integer, found "x""#),
        (.custom("truncate", 3), #"the effect "truncate": its arguments are an object"#),
    ])
    func `refuses an effect that the point does not understand`(_ effect: FaultEffect, _ sentence: String) async throws
    {
        let simulation = try await Simulation.open(.init(seed: 1, injectionPoints: [Self.point]))
        let error = await #expect(throws: FaultPlanError.self) {
            try await simulation.faults.add(FaultRule(id: "r", point: "http.answer", effect: effect))
        }
        #expect(error?.description == sentence)
        #expect(simulation.faults.rules.isEmpty)
        try await simulation.shutdown()
    }

    @Test func `a rule for several points is understood by each of them`() async throws {
        let other = InjectionPoint("http.request", effects: [FaultEffectKind("drop", "")])
        let simulation = try await Simulation.open(.init(seed: 1, injectionPoints: [Self.point, other]))
        try await simulation.faults.add(FaultRule(id: "a", point: "http.*", effect: .drop))
        await #expect(throws: FaultPlanError.self) {
            try await simulation.faults.add(FaultRule(id: "b", point: "http.*", effect: .delay(.fixed(.seconds(1)))))
        }
        try await simulation.shutdown()
    }

    @Test func `chaos is shared out among the effects of a point, and drawn from the seed`() async throws {
        func draws(seed: UInt64) async throws -> [Int] {
            let simulation = try await Simulation.open(.init(seed: seed, injectionPoints: [Self.point]))
            let rules = try await simulation.faults.setChaos(share: 0.2)
            #expect(
                rules == [
                    FaultRule(
                        id: "chaos.http.answer.truncate",
                        point: "http.answer",
                        when: .probability(0.1),
                        effect: .custom("truncate", ["bytes": 3])
                    ),
                    FaultRule(
                        id: "chaos.http.answer.drop",
                        point: "http.answer",
                        when: .probability(0.1),
                        effect: .drop
                    ),
                ]
            )
            let passages = (0..<500).flatMap { _ in simulation.faults.faults(at: "http.answer").map(\.passage) }
            #expect(try await simulation.faults.setChaos(share: 0).isEmpty)
            #expect(simulation.faults.rules.isEmpty)
            try await simulation.shutdown()
            return passages
        }
        let first = try await draws(seed: 1)
        #expect(first == (try await draws(seed: 1)))
        #expect(first != (try await draws(seed: 2)))
        // 100 of 500 are expected; five standard deviations are 45.
        #expect((55...145).contains(first.count))
    }
}
