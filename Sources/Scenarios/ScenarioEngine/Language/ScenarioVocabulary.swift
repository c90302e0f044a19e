import Foundation
package import Simulation

/// The words that scenarios are made of: what the domains declare and what the client can do.
package struct ScenarioVocabulary: Sendable {
    package let commands: [NamedCommand]
    package let eventTypes: [String]
    package let injectionPoints: [InjectionPoint]
    package let clientSteps: [ClientStepKind]

    package init(
        commands: [NamedCommand],
        eventTypes: [String],
        injectionPoints: [InjectionPoint],
        clientSteps: [ClientStepKind] = ClientStepKind.all
    ) {
        self.commands = commands
        self.eventTypes = eventTypes
        self.injectionPoints = injectionPoints
        self.clientSteps = clientSteps
    }

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
        guard call.name == "fault.add", let point = call.arguments["point"]?.string else { return }
        let names = injectionPoints.map(\.name)
        let isKnown = point.hasSuffix("*") ? names.contains { $0.hasPrefix(point.dropLast()) } : names.contains(point)
        guard isKnown else {
            throw ScenarioError(
                call.origin,
                "there is no injection point \"\(point)\"" + Hint.nearest(point, among: names)
            )
        }
    }

    private func check(_ pattern: EventPattern) throws(ScenarioError) {
        guard !eventTypes.contains(where: pattern.covers) else { return }
        let hint = Hint.nearest(pattern.type, among: eventTypes)
        throw ScenarioError(pattern.origin, "no domain emits the event \"\(pattern.type)\"" + hint)
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
