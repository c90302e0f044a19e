import Simulation

/// What a person, or a program in their place, may choose at a login.
struct LoginOffer: Sendable {
    /// The secret name of this login.
    let handle: String
    let request: AuthorizationRequest
    let clientName: String
    let people: LoginChoice.People
    let addresses: IdentityProvider.Addresses

    var practitioners: [LoginPractitioner] { people.practitioners }

    /// One method where the client id selects it, else all.
    var methods: [LoginMethod] { request.method.map { [$0] } ?? LoginMethod.allCases }

    var submitURL: String { addresses.portal + submitPath }

    /// For the page, which a browser may have opened under another of our names: a form goes back to where it came from.
    var submitPath: String { "\(Paths.submit)?session=\(handle)" }

    /// The practitioner whom the application expects, else the first.
    var preselected: String? {
        let expected =
            request.account.map { account in practitioners.first { $0.id == account } } ?? people.hint?.practitioner
        let owner = request.credential.flatMap { asked in
            practitioners.first { $0.credentials.contains { $0.id == asked.credentialID } }
        }
        return (expected ?? owner ?? practitioners.first)?.id
    }

    /// The outcome that the application chose behind the login id of whom it expects, else an approval.
    var preselectedOutcome: LoginOutcome {
        people.hint.flatMap { $0.practitioner.id == preselected ? $0.outcome : nil } ?? .approve
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
            "release": release,
        ]
    }

    /// What the person is asked to release, with scope `credential`; else `null`.
    private var release: JSONValue {
        guard let asked = request.credential else { return .null }
        return [
            "credentialID": asked.credentialID.map { .string($0) } ?? .null,
            "signatureQualifier": asked.signatureQualifier.map { .string($0) } ?? .null,
            "numSignatures": .integer(asked.numSignatures),
            "description": asked.description.map { .string($0) } ?? .null,
            "documents": .array(asked.digests.map { $0.label.map { .string($0) } ?? .null }),
        ]
    }
}
