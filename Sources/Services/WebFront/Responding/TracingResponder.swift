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
        var response = await answer(request, context)
        if let trace = HTTPField.Name.trace { response.headers[trace] = context.traceID.description }
        simulation.records.append(
            "request",
            trace: context.traceID,
            [
                "listener": .string(listener), "method": .string(request.method.rawValue),
                "path": .string(request.uri.path), "status": .integer(response.status.code),
                "peer": .string(context.remoteAddress),
            ]
        )
        return response
    }

    private func answer(_ request: Request, _ context: FrontRequestContext) async -> Response {
        do {
            if let fault = try await HTTPFault.next(simulation, listener: listener, request, context) {
                return fault.response(from: request, context: context)
            }
            return try await inner.respond(to: request, context: context)
        } catch let error as FrontError {
            return error.response(from: request, context: context)
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
