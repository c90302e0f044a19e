import Simulation

/// What a person, or a program in their place, may choose at a login.
struct LoginOffer: Sendable {
    /// The secret name of this login.
    let handle: String
    let request: AuthorizationRequest
    let clientName: String
    let practitioners: [LoginPractitioner]
    let addresses: IdentityProvider.Addresses

    /// One method where the client id selects it, else all.
    var methods: [LoginMethod] { request.method.map { [$0] } ?? LoginMethod.allCases }

    var submitURL: String { addresses.portal + submitPath }

    /// For the page, which a browser may have opened under another of our names: a form goes back to where it came from.
    var submitPath: String { "\(Paths.submit)?session=\(handle)" }

    /// The practitioner whom the application expects, else the first.
    var preselected: String? {
        practitioners.first { $0.id == request.loginHint }?.id ?? practitioners.first?.id
    }

    /// The JSON form: "Login without a browser".
    var json: JSONValue {
        [
            "session": .string(handle),
            "practitioners": .array(
                practitioners.map { practitioner in
                    [
                        "id": .string(practitioner.id), "name": .string(practitioner.name),
                        "roles": .array(practitioner.roles.map { .string($0) }),
                        "methods": .array(
                            LoginMethod.allCases.filter(practitioner.methods.contains).map { .string($0.rawValue) }
                        ),
                        "preselected": .bool(practitioner.id == preselected),
                    ]
                }
            ),
            "methods": .array(
                methods.map {
                    ["id": .string($0.rawValue), "ja": .string($0.japaneseName), "en": .string($0.englishName)]
                }
            ),
            "outcomes": .array(
                LoginOutcome.allCases.map {
                    ["id": .string($0.rawValue), "ja": .string($0.japaneseTitle), "en": .string($0.englishTitle)]
                }
            ),
            "submit": .string(submitURL),
        ]
    }
}
