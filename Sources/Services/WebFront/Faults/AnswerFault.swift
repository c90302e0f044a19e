import HTTPTypes
import Hummingbird
import NIOCore
import Simulation

/// What the fault plan makes of a service's answer on its way out.
struct AnswerFault {
    let simulation: Simulation
    let context: FrontRequestContext

    /// - Throws: ``AnswerCutOff`` when the connection is gone.
    func spoil(_ response: Response, _ attributes: [String: String]) async throws -> Response {
        guard let length = response.body.contentLength else { return response }
        var attributes = attributes
        attributes["status"] = String(response.status.code)
        let fault = try await simulation.faults.pass(
            HTTPFault.answer.name,
            attributes: attributes,
            trace: context.traceID
        )
        guard let fault else { return response }
        let effect = fault.effect
        let connection = RequestFault(simulation: simulation, context: context)
        let isLater = effect.name == "reset" && ["during", "after"].contains(effect.arguments["at"]?.string)
        if !isLater, try await connection.endConnection(effect) { throw AnswerCutOff() }
        if let other = ReplacedAnswer(now: simulation.clock.realNow).response(effect) { return other }
        let body = try await CollectedBody.bytes(of: response.body, capacity: length)
        if let content = SpoiledContent(response: response, body: body).response(effect) { return content }
        return try await SpoiledSending(
            response: response,
            body: body,
            channel: context.channel,
            simulation: simulation
        )
        .response(fault)
    }
}
