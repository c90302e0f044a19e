import OpenSSL
import Simulation

extension SigningService {
    /// Waits out what delays the key.
    ///
    /// - Throws: the ``CSCError`` that a rule wants.
    func passOperation(_ facts: CredentialFacts, _ caller: Caller) async throws {
        let fault = try await pass(SigningFault.operation, facts, caller)
        guard case .error(let wanted) = fault?.effect else { return }
        let status = wanted["status"]?.integer ?? 400
        throw CSCError(
            (400...599).contains(status) ? status : 500,
            wanted["error"]?.string ?? "invalid_request",
            wanted["error_description"]?.string ?? "A fault of the scenario."
        )
    }

    /// What was made, as it is handed out.
    ///
    /// - Parameter remake: the same with another key.
    func handedOut(
        _ good: [String],
        _ facts: CredentialFacts,
        _ key: PrivateKey,
        _ caller: Caller,
        remake: (PrivateKey) async throws -> [String]
    ) async throws -> [String] {
        guard let fault = try await pass(SigningFault.signatures, facts, caller), let first = good.first else {
            return good
        }
        let arguments = fault.effect.arguments
        switch fault.effect.name {
        case "too-few": return good.dropLast(max(arguments["missing"]?.integer ?? 1, 0))
        case "reorder": return good.suffix(1) + good.dropLast()
        case "flip": return [Base64.encode(fault.flipped(Base64.decode(first) ?? []))] + good.dropFirst()
        case "other-key":
            let credential = arguments["credential"]?.string
            let other =
                if let credential { try await credentials.key(credential) } else {
                    try PrivateKey.generate(key.kind)
                }
            return try await remake(other)
        case "not-base64": return [arguments["text"]?.string ?? "<html>not base64</html>"] + good.dropFirst()
        default: return good
        }
    }

    /// The credential whose certificate is shown for this one.
    func shownCredential(_ facts: CredentialFacts, _ caller: Caller) async throws -> String {
        let fault = try await pass(SigningFault.certificate, facts, caller)
        return fault?.effect.arguments["credential"]?.string ?? facts.id
    }

    /// What goes wrong in the signature elements of documents.
    func elementFault(_ facts: CredentialFacts, _ caller: Caller) async throws -> ElementFault {
        guard let fault = try await pass(SigningFault.elements, facts, caller) else { return ElementFault() }
        guard let credential = fault.effect.arguments["credential"]?.string else {
            return ElementFault(isOfOtherDocuments: true)
        }
        return ElementFault(certificate: try await credentials.chain(credential).first)
    }

    /// Whether a result is to look unfinished.
    func passPolling(_ request: SigningRequest, _ caller: Caller) async throws -> Bool {
        let attributes = ["practitioner": request.practitionerID]
        return try await simulation.faults.pass(
            SigningFault.polling.name,
            attributes: attributes,
            trace: caller.trace
        ) != nil
    }

    private func pass(_ point: InjectionPoint, _ facts: CredentialFacts, _ caller: Caller) async throws -> Fault? {
        try await simulation.faults.pass(
            point.name,
            attributes: ["credential": facts.id, "practitioner": facts.practitionerID],
            trace: caller.trace
        )
    }
}
