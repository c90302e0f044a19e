import HTTPTypes
import Hummingbird
import Simulation

/// `HPKI-Sim-Fault: POINT EFFECT`, a fault for this one request: `http.answer {"truncate":{"bytes":8}}`.
enum FaultHeader {
    private static let name = "HPKI-Sim-Fault"

    /// Puts the request's own rule, if it has one, into the plan.
    ///
    /// - Throws: ``FrontError`` 400 that says what is wrong with the header.
    static func take(_ request: Request, _ trace: TraceID, _ simulation: Simulation) throws(FrontError) {
        guard let field = HTTPField.Name(name), let text = request.headers[field] else { return }
        guard let rule = rule(text) else {
            throw refusal(#"expected POINT EFFECT, such as http.answer {"truncate":{"bytes":8}}"#)
        }
        guard rule.point != HandshakeFaults.point.name else { throw refusal("the handshake is over") }
        do {
            try simulation.faults.addOnce(rule, for: trace)
        } catch {
            throw refusal("\(error)")
        }
    }

    private static func refusal(_ reason: String) -> FrontError {
        FrontError(.badRequest, "invalid_request", "\(name): \(reason)")
    }

    private static func rule(_ text: String) -> FaultRule? {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        let json = parts[1].hasPrefix("{") ? try? JSONValue.parse(parts[1]) : .string(parts[1])
        guard let json, let effect = try? json.decode(FaultEffect.self) else { return nil }
        return FaultRule(id: "header", point: parts[0], effect: effect)
    }
}
