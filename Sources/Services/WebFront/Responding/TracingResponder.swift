import HTTPTypes
package import Hummingbird
import Logging
package import Simulation

/// The outermost responder of a listener: gives every answer its trace id, keeps the request in the volatile ring, asks
/// the fault plan, and turns every error into JSON.
package struct TracingResponder<Inner: HTTPResponder>: HTTPResponder where Inner.Context == FrontRequestContext {
    package typealias Context = FrontRequestContext

    private let listener: String
    private let simulation: Simulation
    private let inner: Inner

    /// - Parameter listener: the listener's name for the ring, e.g. `signing`.
    package init(listener: String, simulation: Simulation, inner: Inner) {
        self.listener = listener
        self.simulation = simulation
        self.inner = inner
    }

    package func respond(to request: Request, context: FrontRequestContext) async throws -> Response {
        let attributes = HTTPFault.attributes(listener, request)
        defer { simulation.faults.endOnce(context.traceID) }
        do {
            var response = try await answer(request, context, attributes)
            await reactions()
            if let attributes, request.method != .head {
                response = try await AnswerFault(simulation: simulation, context: context).spoil(response, attributes)
            }
            await reactions()
            if let trace = HTTPField.Name.trace { response.headers[trace] = context.traceID.description }
            record(request, context, response)
            return response
        } catch {
            // The connection is gone, or the server is ending.
            record(request, context, nil)
            throw error
        }
    }

    /// Waits for what a scenario does at the events of this request.
    private func reactions() async { await simulation.followers.wait(through: simulation.journal.lastSeq) }

    private func record(_ request: Request, _ context: FrontRequestContext, _ response: Response?) {
        var fields: [String: JSONValue] = [
            "listener": .string(listener), "method": .string(request.method.rawValue),
            "path": .string(request.uri.path), "peer": .string(context.remoteAddress),
        ]
        fields["status"] = response.map { .integer($0.status.code) } ?? .null
        if let name = HTTPField.Name.retryAfter, let value = response?.headers[name],
            let seconds = RetryAfter.seconds(value, now: simulation.clock.realNow)
        {
            fields["retry_after"] = .integer(seconds)
        }
        simulation.records.append("request", trace: context.traceID, .object(fields))
    }

    /// - Throws: ``AnswerCutOff`` or `CancellationError`: there is no one left to answer.
    private func answer(
        _ request: Request,
        _ context: FrontRequestContext,
        _ attributes: [String: String]?
    ) async throws -> Response {
        do {
            if let attributes {
                try FaultHeader.take(request, context.traceID, simulation)
                let faults = RequestFault(simulation: simulation, context: context)
                if let fault = try await faults.next(attributes) { return fault }
            }
            return try await inner.respond(to: request, context: context)
        } catch let error as FrontError {
            return error.response(from: request, context: context)
        } catch let error as AnswerCutOff {
            throw error
        } catch {
            context.logger.error("\(request.method) \(request.uri.path): \(error)")
            return FrontError(.internalServerError, "server_error", "The simulator failed: \(error)")
                .response(from: request, context: context)
        }
    }
}

extension HTTPField.Name {
    /// The header that carries the trace id in every answer.
    package static let trace: HTTPField.Name? = HTTPField.Name("X-HPKI-Sim-Trace")
}
