import Foundation
package import Simulation

/// The words that scenarios are made of: what the domains declare and what the client can do.
package struct ScenarioVocabulary: Sendable {
    package let commands: [NamedCommand]
    package let events: [EventShape]
    package let injectionPoints: [InjectionPoint]
    package let clientSteps: [ClientStepKind]

    package init(
        commands: [NamedCommand],
        events: [EventShape],
        injectionPoints: [InjectionPoint],
        clientSteps: [ClientStepKind] = ClientStepKind.all
    ) {
        self.commands = commands
        self.events = events
        self.injectionPoints = injectionPoints
        self.clientSteps = clientSteps
    }

    package var eventTypes: [String] { events.map(\.type) }

    /// Holds every name of a scenario against the vocabulary.
    ///
    /// - Throws: ``ScenarioError`` for a command, argument, event, injection point or client step that does not exist.
    package func check(_ scenario: Scenario) throws(ScenarioError) {
        try check(scenario.given, scenario.reactions, scenario.client, scenario.expectations)
        for variant in scenario.variants {
            try check(variant.given, variant.reactions, variant.client, variant.expectations)
        }
    }

    private func check(
        _ given: Given,
        _ reactions: [Reaction],
        _ steps: [ClientStep],
        _ expectations: [Expectation]
    ) throws(ScenarioError) {
        for call in given.commands + reactions.flatMap(\.calls) { try check(call) }
        for pattern in reactions.compactMap(\.trigger) + expectations.flatMap(\.patterns) { try check(pattern) }
        for step in steps {
            guard let kind = clientSteps.first(where: { $0.name == step.name }) else {
                let hint = Hint.nearest(step.name, among: clientSteps.map(\.name))
                throw ScenarioError(step.origin, "the reference client knows no step \"\(step.name)\"" + hint)
            }
            try check(step.arguments, kind.parameters, step.name, step.origin)
            if let call = step.performedCall { try check(call) }
        }
    }

    private func check(_ call: CommandCall) throws(ScenarioError) {
        guard let command = commands.first(where: { $0.name == call.name }) else {
            let hint = Hint.nearest(call.name, among: commands.map(\.name))
            throw ScenarioError(call.origin, "there is no command \"\(call.name)\"" + hint)
        }
        try check(call.arguments, command.parameters, call.name, call.origin)
        if call.name == "fault.add" { try checkRule(call) }
    }

    /// A rule of the fault plan, as the plan itself would take it.
    private func checkRule(_ call: CommandCall) throws(ScenarioError) {
        let rule: FaultRule
        do {
            rule = try JSONValue.object(call.arguments).decode()
        } catch {
            let (member, reason) = Self.complaint(error)
            throw ScenarioError(call.places[member] ?? call.origin, reason)
        }
        do {
            try injectionPoints.check(rule)
        } catch {
            let member =
                switch error {
                case .unknownPoint: "point"
                case .unknownAttribute: "matching"
                case .unknownEffect, .invalidEffect: "effect"
                case .duplicateRule, .unknownRule: "id"
                }
            throw ScenarioError(call.places[member] ?? call.origin, "\(error)")
        }
    }

    /// The member of the rule that cannot be read, and why.
    private static func complaint(_ error: any Error) -> (member: String, reason: String) {
        switch error as? DecodingError {
        case .dataCorrupted(let context), .keyNotFound(_, let context), .typeMismatch(_, let context),
            .valueNotFound(_, let context):
            (context.codingPath.first?.stringValue ?? "", context.debugDescription)
        default: ("", "\(error)")
        }
    }

    private func check(_ pattern: EventPattern) throws(ScenarioError) {
        let covered = events.filter { pattern.covers($0.type) }
        guard !covered.isEmpty else {
            let hint = Hint.nearest(pattern.type, among: eventTypes)
            throw ScenarioError(pattern.origin, "no domain emits the event \"\(pattern.type)\"" + hint)
        }
        let fields = covered.flatMap(\.fields)
        // Below an object that keeps its members to itself, anything goes.
        for member in pattern.members.keys.sorted()
        where !fields.contains(where: { $0.name == member || ($0.isOpen && member.hasPrefix("\($0.name).")) }) {
            let hint = Hint.nearest(member, among: Set(fields.map(\.name)))
            throw ScenarioError(pattern.origin, "\(pattern.type) has no member \"\(member)\"" + hint)
        }
    }

    private func check(
        _ arguments: [String: JSONValue],
        _ parameters: [CommandParameter],
        _ name: String,
        _ origin: Origin
    ) throws(ScenarioError) {
        do {
            try parameters.check(RelativeInstants.resolve(arguments, parameters, from: .distantPast))
        } catch {
            throw ScenarioError(origin, "\(name): \(error)")
        }
    }
}
