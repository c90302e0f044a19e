import Foundation
import Simulation
import Testing

@Suite struct FaultPlanTests {
    private func open(seed: UInt64 = 1, points: [InjectionPoint] = []) async throws -> Simulation {
        try await Simulation.open(.init(seed: seed, injectionPoints: points))
    }

    @Test(
        arguments: [
            (.always, [1, 2, 3, 4, 5, 6]), (.first(2), [1, 2]), (.nth(3), [3]), (.probability(0), []),
            (.probability(1), [1, 2, 3, 4, 5, 6]),
        ] as [(Occurrence, [Int])]
    )
    func counts(_ when: Occurrence, _ expected: [Int]) async throws {
        let simulation = try await open()
        try await simulation.faults.add(FaultRule(id: "r", point: "p", when: when, effect: .error(["status": 503])))
        var passages: [Int] = []
        for _ in 0..<6 { passages += simulation.faults.faults(at: "p").map(\.passage) }
        #expect(passages == expected)
        #expect(simulation.faults.faults(at: "q").isEmpty)
        try await simulation.settleOnDisk()
        let events = try await simulation.journal.events(types: ["fault.injected"])
        #expect(events.map(\.payload["passage"]) == expected.map { .integer($0) })
        try await simulation.shutdown()
    }

    @Test func matchesAttributesAndGroupsOfPoints() async throws {
        let simulation = try await open()
        try await simulation.faults.add(
            FaultRule(
                id: "doctor",
                point: "signing.*",
                matching: ["practitioner": "d1", "method": "signHash"],
                effect: .drop
            )
        )
        func fires(_ point: String, _ attributes: [String: String]) -> Bool {
            !simulation.faults.faults(at: point, attributes: attributes).isEmpty
        }
        #expect(fires("signing.answer", ["practitioner": "d1", "method": "signHash", "more": "x"]))
        #expect(fires("signing.key", ["practitioner": "d1", "method": "signHash"]))
        #expect(!fires("signing.answer", ["practitioner": "d2", "method": "signHash"]))
        #expect(!fires("signing.answer", ["practitioner": "d1"]))
        #expect(!fires("desk.answer", ["practitioner": "d1", "method": "signHash"]))
        try await simulation.shutdown()
    }

    @Test func whatIsArmedHappensOnceAndCanBeArmedAgain() async throws {
        let point = InjectionPoint("p", attributes: ["reader"])
        let simulation = try await open(points: [point])
        func outcome(_ name: String) -> ReservedOutcome {
            ReservedOutcome(.reader, "01", name, "", "", shows: "", at: point, .drop)
        }
        let plan = simulation.faults
        func happens(_ reader: String) -> [String] {
            plan.faults(at: "p", attributes: ["reader": reader]).map(\.rule)
        }
        for _ in 0..<2 {
            try await plan.arm(outcome("a"), at: .card, for: "r", cause: .program)
            #expect(happens("s") == [])
            #expect(happens("r") == ["reserved.card.r.a"])
            #expect(happens("r") == [])
        }
        try await plan.arm(outcome("a"), at: .card, for: "r", cause: .program)
        try await plan.arm(outcome("b"), at: .card, for: "r", cause: .program)
        try await plan.arm(outcome("a"), at: .login, for: "r", cause: .program)
        #expect(plan.rules.map(\.id) == ["reserved.card.r.b", "reserved.login.r.a"])
        try await plan.arm(nil, at: .card, for: "r", cause: .program)
        #expect(plan.rules.map(\.id) == ["reserved.login.r.a"])
        await #expect(throws: FaultPlanError.unknownPoint("q", nearest: "p")) {
            let other = ReservedOutcome(.reader, "01", "a", "", "", shows: "", at: InjectionPoint("q"), .drop)
            try await plan.arm(other, at: .card, for: "r", cause: .program)
        }
        try await simulation.shutdown()
    }

    @Test func rulesCanBeListedAndRemovedAtRunTime() async throws {
        let simulation = try await open()
        let rule = FaultRule(id: "r", point: "p", effect: .drop)
        try await simulation.faults.add(rule)
        await #expect(throws: FaultPlanError.duplicateRule("r")) { try await simulation.faults.add(rule) }
        #expect(simulation.faults.rules == [rule])
        #expect(simulation.faults.faults(at: "p").count == 1)
        try await simulation.faults.remove("r")
        #expect(simulation.faults.faults(at: "p").isEmpty)
        await #expect(throws: FaultPlanError.unknownRule("r")) { try await simulation.faults.remove("r") }
        try await simulation.faults.add(rule)
        try await simulation.faults.add(FaultRule(id: "s", point: "p", effect: .drop))
        try await simulation.faults.removeAll()
        #expect(simulation.faults.rules.isEmpty)
        try await simulation.shutdown()
    }

    @Test func knowsThePointsThatThereAre() async throws {
        let points = [InjectionPoint("signing.answer", attributes: ["method"]), InjectionPoint("login.page")]
        let simulation = try await open(points: points)
        func add(_ point: String, _ matching: [String: String] = [:]) async throws {
            try await simulation.faults.add(FaultRule(id: point, point: point, matching: matching, effect: .drop))
        }
        try await add("signing.answer", ["method": "signHash"])
        try await add("signing.*")
        let error = await #expect(throws: FaultPlanError.self) { try await add("signing.anwser") }
        #expect(error?.description == #"there is no injection point "signing.anwser": did you mean "signing.answer"?"#)
        await #expect(throws: FaultPlanError.unknownPoint("card.*", nearest: nil)) { try await add("card.*") }
        await #expect(throws: FaultPlanError.unknownAttribute("methd", known: ["method"])) {
            try await simulation.faults.add(
                FaultRule(id: "x", point: "signing.answer", matching: ["methd": "x"], effect: .drop)
            )
        }
        try await simulation.shutdown()
    }

    /// The draws of a rule are its own: the same for the same seed, whatever other rules and parallel requests do.
    @Test func drawsAreReproducibleUnderParallelRequests() async throws {
        func draws(seed: UInt64, others: Int) async throws -> Set<Int> {
            let simulation = try await open(seed: seed)
            for other in 0..<others {
                try await simulation.faults.add(
                    FaultRule(id: "other \(other)", point: "p", when: .probability(0.3), effect: .drop)
                )
            }
            try await simulation.faults.add(
                FaultRule(id: "r", point: "p", when: .probability(0.3), effect: .flip(bit: nil))
            )
            let passages = await withTaskGroup(of: [Int].self) { group in
                for _ in 0..<16 {
                    group.addTask {
                        (0..<25).flatMap { _ in
                            simulation.faults.faults(at: "p").filter { $0.rule == "r" }.map(\.passage)
                        }
                    }
                }
                return await group.reduce(into: Set()) { $0.formUnion($1) }
            }
            try await simulation.shutdown()
            return passages
        }
        let first = try await draws(seed: 1, others: 0)
        #expect((80...160).contains(first.count))
        #expect(try await draws(seed: 1, others: 3) == first)
        #expect(try await draws(seed: 2, others: 0) != first)
    }

    @Test func drawsTheSameDelaysAndBits() async throws {
        func effects(seed: UInt64) async throws -> [String] {
            let simulation = try await open(seed: seed)
            let delay = FaultDelay.logNormal(median: .milliseconds(200), sigma: 0.5)
            try await simulation.faults.add(FaultRule(id: "slow", point: "p", effect: .delay(delay)))
            try await simulation.faults.add(FaultRule(id: "flip", point: "p", effect: .flip(bit: nil)))
            defer { withExtendedLifetime(simulation) {} }
            return (0..<200).flatMap { _ in
                simulation.faults.faults(at: "p").map { fault in
                    if case .delay(let delay) = fault.effect { "\(delay)" } else { "\(fault.flipped([0, 0, 0, 0]))" }
                }
            }
        }
        let first = try await effects(seed: 5)
        #expect(try await effects(seed: 5) == first)
        #expect(try await effects(seed: 6) != first)
        #expect(Set(first).count > 200)
    }

    @Test func logNormalDelaysHaveTheirMedian() async throws {
        let simulation = try await open()
        let delay = FaultDelay.logNormal(median: .milliseconds(200), sigma: 1)
        try await simulation.faults.add(FaultRule(id: "slow", point: "p", effect: .delay(delay)))
        let shorter = (0..<2000).filter { _ in
            guard case .delay(let delay) = simulation.faults.faults(at: "p")[0].effect else { return false }
            return delay < .milliseconds(200)
        }
        #expect((900...1100).contains(shorter.count))
        try await simulation.shutdown()
    }

    @Test func flipsOneBit() async throws {
        let simulation = try await open()
        try await simulation.faults.add(FaultRule(id: "given", point: "given", effect: .flip(bit: 9)))
        try await simulation.faults.add(FaultRule(id: "drawn", point: "drawn", effect: .flip(bit: nil)))
        let given = try #require(simulation.faults.faults(at: "given").first)
        #expect(given.flipped([0, 0]) == [0, 0b0100_0000])
        #expect(given.flipped([0]) == [0])
        for _ in 0..<50 {
            let drawn = try #require(simulation.faults.faults(at: "drawn").first)
            let flipped = drawn.flipped([0, 0, 0])
            #expect(flipped == drawn.flipped([0, 0, 0]))
            #expect(flipped.map(\.nonzeroBitCount).reduce(0, +) == 1)
            #expect(drawn.flipped([]) == [])
        }
        try await simulation.shutdown()
    }

    @Test(.timeLimit(.minutes(5))) func passingWaitsOutDelaysAtPaceAndGivesTheFault() async throws {
        let time = ManualTime()
        let simulation = try await Simulation.open(.init(pace: Pace(factor: 0.5), timeSource: time.source))
        try await simulation.faults.add(FaultRule(id: "slow", point: "p", effect: .delay(.fixed(.seconds(4)))))
        try await simulation.faults.add(
            FaultRule(id: "fail", point: "p", when: .first(1), effect: .error(["status": 503]))
        )
        let passing = Task { try await simulation.faults.pass("p") }
        await time.sleeper(for: .seconds(2))
        #expect(time.requested == [.seconds(2)])
        time.advance(by: .seconds(2))
        #expect(try await passing.value?.effect == .error(["status": 503]))

        let second = Task { try await simulation.faults.pass("p") }
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        try await simulation.shutdown()
    }

    @Test func survivesARestart() async throws {
        let directory = try StateDirectoryFixture()
        let simulation = try await directory.open()
        try await simulation.faults.add(FaultRule(id: "first", point: "p", when: .first(3), effect: .drop))
        try await simulation.faults.add(FaultRule(id: "nth", point: "q", when: .nth(2), effect: .drop))
        #expect(simulation.faults.faults(at: "p").map(\.passage) == [1])
        #expect(simulation.faults.faults(at: "q").isEmpty)
        #expect(simulation.faults.faults(at: "q").count == 1)
        try await simulation.settleOnDisk()
        try await simulation.shutdown()
        let reopened = try await directory.open()
        #expect(reopened.seed == simulation.seed)
        #expect((0..<5).flatMap { _ in reopened.faults.faults(at: "p").map(\.passage) } == [2, 3])
        #expect((0..<5).allSatisfy { _ in reopened.faults.faults(at: "q").isEmpty })
        try await reopened.shutdown()
    }

    @Test func aResetBringsBackTheInitialRulesUncounted() async throws {
        let simulation = try await open()
        try await simulation.faults.add(FaultRule(id: "r", point: "p", when: .first(1), effect: .drop))
        try await simulation.establish()
        for _ in 0..<2 {
            try await simulation.faults.add(FaultRule(id: "more", point: "p", effect: .drop))
            #expect(simulation.faults.faults(at: "p").map(\.rule) == ["r", "more"])
            #expect(simulation.faults.faults(at: "p").map(\.rule) == ["more"])
            try await simulation.reset()
        }
        #expect(simulation.faults.rules.map(\.id) == ["r"])
        try await simulation.shutdown()
    }
}
