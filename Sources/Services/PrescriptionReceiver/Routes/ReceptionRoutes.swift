import HTTPTypes
package import Hummingbird
package import Simulation
package import WebFront
package import XMLSignature

/// `POST /e-prescription/documents`: takes a signed prescription or dispensing record, once.
///
/// [D] A stand-in for the 電子処方箋管理サービス behind the closed network; see ``ReceptionDomain``.
package struct ReceptionRoutes: Sendable {
    package static let path = "/e-prescription/documents"
    /// The longest file that is taken, in bytes.
    private static let limit = 8 << 20

    private let simulation: Simulation
    private let policy: @Sendable () throws -> VerificationPolicy

    /// - Parameter policy: whom the receiver trusts.
    package init(simulation: Simulation, policy: @escaping @Sendable () throws -> VerificationPolicy) {
        self.simulation = simulation
        self.policy = policy
    }

    /// Answers 201 with the number of the reception; 200 with the same number for the same file again; 400 for what is no
    /// document, 409 for another signature of a document that is there, 422 for one that does not verify.
    package func addRoutes(to router: Router<FrontRequestContext>) {
        router.post(RouterPath(Self.path)) { request, context in
            let bytes = try await JSONBody.bytes(of: request, limit: Self.limit)
            let cause = Cause.request("POST \(Self.path)")
            do {
                let document = try ReceivedDocument(bytes, try policy(), at: simulation.clock.now)
                let received = try await perform(.receive(document), cause, context.traceID)
                let isNew = received.events.contains { if case .received = $0 { true } else { false } }
                let number = simulation.read(ReceptionDomain.self) { $0[document.digest]?.number } ?? ""
                return Response(status: isNew ? .created : .ok, json: ["reception": .string(number)])
            } catch let refusal as ReceptionRefusal {
                _ = try await perform(.refuse(refusal), cause, context.traceID)
                throw FrontError(refusal.status, refusal.code, refusal.description)
            }
        }
    }

    private func perform(
        _ command: ReceptionDomain.Command,
        _ cause: Cause,
        _ trace: TraceID
    ) async throws -> Performed<ReceptionDomain> {
        try await simulation.perform(command, in: ReceptionDomain.self, cause: cause, trace: trace)
    }
}

extension ReceptionRefusal {
    fileprivate var status: HTTPResponse.Status {
        switch self {
        case .unreadable, .unsigned: .badRequest
        case .signedAgain: .conflict
        case .invalid: .unprocessableContent
        }
    }
}
