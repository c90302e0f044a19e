import Simulation
import WebFront

/// What was chosen at a login, read from the page's form or from JSON.
struct LoginChoice: Sendable {
    let practitioner: LoginPractitioner
    let method: LoginMethod
    let outcome: LoginOutcome
    /// What comes after the login.
    let reserved: ReservedOutcome?

    /// Among whom to choose.
    struct People: Sendable {
        let practitioners: [LoginPractitioner]
        let reserved: [ReservedOutcome]
        /// Whom the application meant.
        let hint: LoginID?

        func person(_ text: String) throws(OAuthError) -> LoginID {
            try LoginID(text, among: practitioners, reserved)
        }
    }

    private static let fields: Set<String> = ["practitioner", "method", "outcome", "challenge_response"]

    /// Unknown fields are refused: a misspelt outcome must not turn into an approval.
    init(_ object: [String: JSONValue], _ people: People) throws(OAuthError) {
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
            people
        )
    }

    init(_ form: FormBody, _ people: People) throws(OAuthError) {
        try self.init(
            practitioner: form["practitioner"],
            method: form["method"],
            outcome: form["outcome"],
            people
        )
    }

    private init(
        practitioner: String?,
        method: String?,
        outcome: String?,
        _ people: People
    ) throws(OAuthError) {
        guard let practitioner else { throw .missingParameter("practitioner") }
        guard let method else { throw .missingParameter("method") }
        let person = try people.person(practitioner)
        // What the application hinted at counts for the person whom it meant.
        let hint = people.hint.flatMap { $0.practitioner.id == person.practitioner.id ? $0 : nil }
        guard let known = LoginMethod(rawValue: method) else {
            throw .invalidRequest("Unknown method: \(Self.list(LoginMethod.self))")
        }
        let chosen = try outcome.map { text throws(OAuthError) in
            guard let chosen = LoginOutcome(rawValue: text) else {
                throw .invalidRequest("Unknown outcome: \(Self.list(LoginOutcome.self))")
            }
            return chosen
        }
        if let chosen, let reserved = person.outcome, chosen != reserved {
            throw .invalidRequest("Two outcomes: \(reserved.rawValue) behind the login id, and \(chosen.rawValue)")
        }
        self.practitioner = person.practitioner
        self.method = known
        self.outcome = chosen ?? person.outcome ?? hint?.outcome ?? .approve
        self.reserved = person.reserved ?? hint?.reserved
    }

    private static func list<Value: CaseIterable & RawRepresentable<String>>(_ type: Value.Type) -> String {
        type.allCases.map(\.rawValue).joined(separator: ", ")
    }
}
