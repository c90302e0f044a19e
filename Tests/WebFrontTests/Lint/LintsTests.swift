import Foundation
import Simulation
import Testing
import WebFront

@Suite struct LintsTests {
    static let habit = LintRule("test.habit", japanese: "やめましょう。", english: "Do not do it.")
    static let other = LintRule("test.other", japanese: "これも。", english: "Nor this.")

    /// Runs a body with lints whose simulation stands still.
    static func with(_ body: (Lints, Simulation) async throws -> Void) async throws {
        let simulation = try await Simulation.open(
            SimulationConfiguration(
                storage: .ephemeral,
                domains: [LintDomain.self],
                clock: .frozen(at: Date(timeIntervalSince1970: 1_900_000_000))
            )
        )
        try await body(Lints(simulation), simulation)
        try await simulation.shutdown()
    }

    static func note(_ rule: LintRule, _ subject: String, _ lints: Lints) async -> TraceID {
        let trace = TraceID()
        await lints.note(rule, subject: subject, cause: .request("POST /"), trace: trace)
        return trace
    }

    @Test func `are an event the first time and at powers of ten, and counted always`() async throws {
        try await Self.with { lints, simulation in
            let first = await Self.note(Self.habit, "vendor", lints)
            for _ in 2...1234 { _ = await Self.note(Self.habit, "vendor", lints) }
            let events = try await simulation.journal.events(types: ["lint.*"])
            #expect(events.map(\.type) == ["lint.found"] + Array(repeating: "lint.repeated", count: 3))
            #expect(events.compactMap { $0.payload["count"]?.integer } == [10, 100, 1000])
            #expect(events.first?.trace == first)
            let finding = try #require(lints.findings.first)
            #expect(lints.findings.count == 1)
            #expect(finding.count == 1234)
            #expect(
                finding.description == "test.habit (vendor): やめましょう。 / Do not do it. "
                    + "Seen 1234 times, first with trace \(first)."
            )
        }
    }

    @Test func `are kept apart by rule and subject`() async throws {
        try await Self.with { lints, _ in
            for (rule, subject) in [(Self.habit, "a"), (Self.other, "a"), (Self.habit, "b"), (Self.habit, "a")] {
                _ = await Self.note(rule, subject, lints)
            }
            #expect(
                lints.findings.map { "\($0.rule.id) \($0.subject) \($0.count)" } == [
                    "test.habit a 2", "test.other a 1", "test.habit b 1",
                ]
            )
        }
    }

    @Test func `stay bounded over many subjects`() async throws {
        try await Self.with { lints, _ in
            for number in 1...LintBook.capacity + 50 { _ = await Self.note(Self.habit, "client-\(number)", lints) }
            #expect(lints.findings.count == LintBook.capacity + 1)
            #expect(lints.findings.last?.subject == LintBook.others)
            #expect(lints.findings.last?.count == 50)
        }
    }

    @Test func `begin anew after a reset`() async throws {
        try await Self.with { lints, simulation in
            try await simulation.establish()
            for _ in 1...20 { _ = await Self.note(Self.habit, "vendor", lints) }
            try await simulation.reset()
            #expect(lints.findings.isEmpty)
            _ = await Self.note(Self.habit, "vendor", lints)
            #expect(lints.findings.map(\.count) == [1])
        }
    }
}
