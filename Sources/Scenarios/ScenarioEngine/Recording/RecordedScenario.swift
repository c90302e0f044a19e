import Foundation
package import Simulation

/// What has happened in a running simulator, as a scenario that makes it happen again.
package struct RecordedScenario {
    /// A command that went by: see the records of kind `command`.
    struct Command {
        let call: CommandCall
        /// The first event that it brought about, or the one after which it was carried out.
        let seq: Int
    }

    private let events: [EventEnvelope]
    private let requests: [JSONValue]
    private let commands: [Command]

    /// - Parameters:
    ///   - events: the journal, oldest first; what was before the last reset is left out.
    ///   - records: `GET records` of the admin API.
    package init(events: [EventEnvelope], records: [JSONValue]) {
        let reset = events.last { $0.type == "simulation.reset" || $0.type == "simulation.established" }
        let start = reset?.seq ?? 0
        let instant = reset?.instant.rfc3339 ?? ""
        self.events = events.filter { $0.seq > start }
        requests = records.filter { $0["kind"] == "request" && ($0["instant"]?.string ?? "") >= instant }
            .compactMap { $0["fields"] }
        var firstOfTrace: [String: Int] = [:]
        for event in self.events where firstOfTrace[event.trace.description] == nil {
            firstOfTrace[event.trace.description] = event.seq
        }
        commands = records.filter { $0["kind"] == "command" }.compactMap { record in
            guard let fields = record["fields"], let name = fields["name"]?.string, name != "reset" else { return nil }
            let seq = record["trace"]?.string.flatMap { firstOfTrace[$0] } ?? fields["after"]?.integer ?? 0
            return seq < start ? nil : Command(call: CommandCall(name, fields["arguments"]?.object ?? [:]), seq: seq)
        }
    }

    /// - Returns: nil where nobody but the operator was there.
    package func scenario(id: String, title: String) -> Scenario? {
        let client = events.filter(\.isOfClient)
        guard !client.isEmpty || !signingRequests.isEmpty else { return nil }
        let first = client.first?.seq ?? .max
        var scenario = Scenario(id, title: title)
        scenario.english = "Recorded from a running simulator."
        scenario.tags = ["recorded"]
        scenario.given.commands = commands.filter { $0.seq <= first }.map(\.call)
        scenario.reactions = commands.filter { $0.seq > first }.compactMap { reaction($0, client, from: first) }
        scenario.client = steps
        scenario.expectations = expectations(client)
        return scenario
    }

    /// The command is done when the client's event before it has happened as often as it had then.
    private func reaction(_ command: Command, _ client: [EventEnvelope], from first: Int) -> Reaction? {
        guard let trigger = client.last(where: { $0.seq < command.seq }) else { return nil }
        let nth = events.count { $0.type == trigger.type && $0.seq >= first && $0.seq <= trigger.seq }
        return Reaction(on: EventPattern(trigger.type), nth: nth, do: [command.call])
    }

    private var signingRequests: [JSONValue] { requests.filter { $0["listener"] == "signing" } }

    /// The steps that ask for the same; a signature brings its login and its credential along.
    private var steps: [ClientStep] {
        var names: [String] = []
        for request in requests {
            guard let path = request["path"]?.string, let name = Self.step(path) else { continue }
            if name == ClientStepKind.signRemotely.name {
                while let last = names.last, last != name { names.removeLast() }
                names.append(name)
            } else if names.last != name, names.last != ClientStepKind.signRemotely.name {
                names.append(name)
            }
        }
        let signed = events.filter { $0.type == "signature.created" }
        return names.isEmpty
            ? [ClientStep(ClientStepKind.info.name)]
            : names.enumerated().map { index, name in
                let count =
                    name == ClientStepKind.signRemotely.name && names.count == signed.count ? signed[index].count : 1
                return ClientStep(name, count > 1 ? ["count": .integer(count)] : [:])
            }
    }

    private static func step(_ path: String) -> String? {
        switch path {
        case _ where path.hasSuffix("/signatures/signHash"): ClientStepKind.signRemotely.name
        case _ where path.hasSuffix("/credentials/list"): ClientStepKind.listCredentials.name
        case _ where path.hasSuffix("/csc/v2/info"): ClientStepKind.info.name
        case _ where path.hasSuffix("/token"): ClientStepKind.logIn.name
        default: nil
        }
    }

    /// What the client brought about, and the errors that it was answered.
    private func expectations(_ client: [EventEnvelope]) -> [Expectation] {
        let signatures = client.count { $0.type == "signature.created" }
        var expectations: [Expectation] =
            signatures == 0
            ? [.never(EventPattern("signature.created"))]
            : [.happened(EventPattern("signature.created"), times: signatures)]
        let types = client.map(\.type).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        expectations += types.filter { $0 != "signature.created" }.map { .happened(EventPattern($0), times: nil) }
        for request in signingRequests {
            guard let path = request["path"]?.string, let status = request["status"]?.integer, status >= 400 else {
                continue
            }
            let answered = Expectation.answered(RequestPattern(path: path, status: status))
            if !expectations.contains(answered) { expectations.append(answered) }
        }
        return expectations
    }
}

extension EventEnvelope {
    fileprivate var isOfClient: Bool {
        switch cause.kind {
        case .request: !cause.subject.contains(" /_sim/")
        case .handshake, .apdu: true
        case .command, .scenario, .due, .program: false
        }
    }

    fileprivate var count: Int { payload["hashes"]?.array?.count ?? 1 }
}
