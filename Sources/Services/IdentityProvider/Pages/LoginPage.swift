/// What the login page shows.
struct LoginPage {
    /// The form's field of the CSRF token.
    static let csrfField = "csrf"

    let offer: LoginOffer
    let csrfToken: String

    var values: [String: Any] {
        [
            "title": "ログイン / Log in",
            "clientName": offer.clientName,
            "release": release ?? false,
            "action": offer.submitPath,
            "csrfField": Self.csrfField,
            "csrfToken": csrfToken,
            "practitioners": offer.practitioners.map(practitioner),
            "methods": offer.methods.map { method in
                [
                    "id": method.rawValue, "ja": method.japaneseName, "en": method.englishName,
                    "checked": method == offer.methods.first,
                ] as [String: Any]
            },
            "outcomes": LoginOutcome.allCases.map { outcome in
                [
                    "id": outcome.rawValue, "ja": outcome.japaneseTitle, "en": outcome.englishTitle,
                    "checked": outcome == offer.preselectedOutcome,
                ] as [String: Any]
            },
        ]
    }

    /// What the person is asked to release.
    private var release: Any? {
        offer.request.credential.map { asked in
            [
                "count": asked.numSignatures, "description": asked.description ?? false,
                "documents": asked.digests.compactMap(\.label),
            ] as [String: Any]
        }
    }

    private func practitioner(_ practitioner: LoginPractitioner) -> [String: Any] {
        let methods = LoginMethod.allCases.filter(practitioner.methods.contains).map(\.japaneseName)
        return [
            "id": practitioner.id,
            "name": practitioner.name,
            "roles": practitioner.roles.isEmpty ? false : practitioner.roles.joined(separator: "・") as Any,
            "methods": methods.isEmpty ? "なし" : methods.joined(separator: "、"),
            "checked": practitioner.id == offer.preselected,
        ]
    }
}
