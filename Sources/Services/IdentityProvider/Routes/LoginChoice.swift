import Simulation
import WebFront

/// What was chosen at a login, read from the page's form or from JSON.
struct LoginChoice: Sendable, Equatable {
    let practitioner: LoginPractitioner
    let method: LoginMethod
    let outcome: LoginOutcome

    private static let fields: Set<String> = ["practitioner", "method", "outcome", "challenge_response"]

    /// Unknown fields are refused: a misspelt outcome must not turn into an approval.
    init(_ object: [String: JSONValue], practitioners: [LoginPractitioner]) throws(OAuthError) {
        if let unknown = object.keys.filter({ !Self.fields.contains($0) }).min() {
            throw .invalidRequest("Unknown field \(unknown): \(Self.fields.sorted().joined(separator: ", ")) are known")
        }
        if let response = object["challenge_response"], !response.isNull {
            throw .invalidRequest(
                "challenge_response is not taken: no challenge was given, cards and phone answer by themselves"
            )
        }
        func text(_ name: String) throws(OAuthError) -> String? {
            guard let value = object[name], !value.isNull else { return nil }
            guard let text = value.string else { throw .invalidRequest("\(name) is \(value.kindName), not a string") }
            return text
        }
        try self.init(
            practitioner: try text("practitioner"),
            method: try text("method"),
            outcome: try text("outcome"),
            practitioners: practitioners
        )
    }

    init(_ form: FormBody, practitioners: [LoginPractitioner]) throws(OAuthError) {
        try self.init(
            practitioner: form["practitioner"],
            method: form["method"],
            outcome: form["outcome"],
            practitioners: practitioners
        )
    }

    private init(
        practitioner: String?,
        method: String?,
        outcome: String?,
        practitioners: [LoginPractitioner]
    ) throws(OAuthError) {
        guard let practitioner else { throw .missingParameter("practitioner") }
        guard let method else { throw .missingParameter("method") }
        guard let person = practitioners.first(where: { $0.id == practitioner }) else {
            throw .invalidRequest("Unknown practitioner: the list at the authorization URL has them all")
        }
        guard let known = LoginMethod(rawValue: method) else {
            throw .invalidRequest("Unknown method: \(Self.list(LoginMethod.self))")
        }
        guard let chosen = LoginOutcome(rawValue: outcome ?? LoginOutcome.approve.rawValue) else {
            throw .invalidRequest("Unknown outcome: \(Self.list(LoginOutcome.self))")
        }
        self.practitioner = person
        self.method = known
        self.outcome = chosen
    }

    private static func list<Value: CaseIterable & RawRepresentable<String>>(_ type: Value.Type) -> String {
        type.allCases.map(\.rawValue).joined(separator: ", ")
    }
}
