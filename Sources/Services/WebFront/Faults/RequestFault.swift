import Hummingbird
import Simulation

/// What the fault plan makes of a request before a service sees it.
struct RequestFault {
    let simulation: Simulation
    let context: FrontRequestContext

    /// Waits out delays.
    ///
    /// - Returns: the answer that takes the service's place; nil where nothing goes wrong.
    /// - Throws: ``AnswerCutOff`` when the connection is gone.
    func next(_ attributes: [String: String]) async throws -> Response? {
        let fault = try await simulation.faults.pass(
            HTTPFault.request.name,
            attributes: attributes,
            trace: context.traceID
        )
        guard let fault else { return nil }
        if try await endConnection(fault.effect) { throw AnswerCutOff() }
        return ReplacedAnswer(now: simulation.clock.realNow).response(fault.effect)
    }

    /// - Returns: whether the effect ends the connection before a byte of the answer, as it now has.
    func endConnection(_ effect: Fault.Effect) async throws -> Bool {
        switch effect.name {
        case "drop": try? await context.channel.close().get()
        case "reset": try await ConnectionFault.reset.happen(on: context.channel)
        case "hang":
            let duration = effect.arguments["for"]?.string.flatMap { Duration(text: $0) }
            try await ConnectionFault.hang(context.channel, for: duration, simulation)
        default: return false
        }
        return true
    }
}
