import Simulation

extension ScenarioHost {
    /// Runs a scenario's command, its relative instants counted from now.
    ///
    /// - Throws: ``ScenarioError`` with the place of the call.
    func perform(_ call: CommandCall, scenario: String) async throws {
        let parameters = catalogue[call.name]?.parameters ?? []
        let arguments = RelativeInstants.resolve(call.arguments, parameters, from: simulation.clock.now)
        do {
            try await catalogue.run(call.name, arguments, cause: .scenario(scenario))
        } catch {
            throw ScenarioError(call.origin, "\(call.name): \(error)")
        }
    }

    /// What makes the facility present such a certificate.
    func calls(for condition: ClientCertificateCondition) async throws -> [CommandCall] {
        var calls: [CommandCall] = []
        if let kind = condition.kind {
            calls.append(CommandCall("client-certificate.present", ["kind": .string(kind)]))
        }
        if let since = condition.revoked {
            var arguments: [String: JSONValue] = [
                "certificate": .string(deliveredClientCertificate), "since": .string(since),
            ]
            if let reason = condition.reason { arguments["reason"] = .string(reason) }
            calls.append(CommandCall("client-certificate.revoke", arguments))
        }
        return calls
    }
}
