import Foundation

extension ClientAnswer {
    /// The body of an answer with one of these statuses, as JSON.
    ///
    /// - Parameters:
    ///   - call: what was asked, for the failure.
    ///   - statuses: every one that is an answer to this call.
    /// - Throws: ``VendorFailure``: refused for an error status, unreadable for everything else.
    func json<Value: Decodable>(
        _ type: Value.Type = Value.self,
        call: String,
        statuses: Set<Int> = [200]
    ) throws(VendorFailure) -> Value {
        try require(statuses, call: call)
        let mediaType = self["Content-Type"]
        guard
            mediaType?.prefix(while: { $0 != ";" }).trimmingCharacters(in: .whitespaces).lowercased()
                == "application/json"
        else { throw VendorFailure(call, .unreadable(UnreadableAnswer(status, .notJSON(contentType: mediaType)))) }
        do {
            return try decoded(as: type)
        } catch {
            throw VendorFailure(call, .unreadable(UnreadableAnswer(status, .init(error))))
        }
    }

    /// - Throws: ``VendorFailure`` unless the status is one of these.
    func require(_ statuses: Set<Int>, call: String) throws(VendorFailure) {
        guard !statuses.contains(status) else { return }
        let refusal = VendorFailure.Cause.refused(Refusal(self))
        throw VendorFailure(call, status < 400 ? .unreadable(UnreadableAnswer(status, .unexpectedStatus)) : refusal)
    }
}

extension UnreadableAnswer.Reason {
    fileprivate init(_ error: any Error) {
        switch error {
        case DecodingError.keyNotFound(let key, let context): self = .member(Self.path(context.codingPath + [key]))
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            self = .member(Self.path(context.codingPath))
        default: self = .malformedJSON
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: "/")
    }
}
