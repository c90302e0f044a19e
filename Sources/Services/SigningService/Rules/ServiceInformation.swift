import Simulation

/// The answer of `info` (CSC API v2, section 11.1).
struct ServiceInformation {
    /// Base URI of the authorization server.
    let oauth2: String
    let logo: String

    /// - Parameters:
    ///   - lang: the request's member.
    ///   - notices: [D] in a member of their own, left out where there are none.
    func json(lang: String?, notices: [ServiceNotice]) -> JSONValue {
        guard !notices.isEmpty, var members = json(lang: lang).object else { return json(lang: lang) }
        members["notices"] = .array(notices.map { ["code": .string($0.code), "text": .string($0.text)] })
        return .object(members)
    }

    private func json(lang: String?) -> JSONValue {
        [
            "specs": "2.0.0.0",
            "name": "hpki-sim",
            "logo": .string(logo),
            "region": "JP",
            "lang": .string(ServiceLanguage(lang).rawValue),
            "description": """
            HPKIリモート署名の模擬サービス(試験専用)。公開標準 CSC API v2 に従い、実サービスの通信仕様ではありません。 \
            A stand-in for testing only; the wire format is the public CSC API, not the real service's.
            """,
            "authType": ["TLS", "oauth2code", "oauth2client"],
            "oauth2": .string(oauth2),
            "asynchronousOperationMode": true,
            "methods": .array(Self.methods.map { .string($0) }),
            "validationInfo": false,
            "signAlgorithms": [
                "algos": .array(SigningAlgorithm.supported.map { .string($0.oid) }),
                "algoParams": .array(SigningAlgorithm.parameters.map { .string($0) }),
            ],
            // Of digests detached, of documents enveloped.
            "signature_formats": ["formats": ["X"], "envelope_properties": [["Enveloped", "Detached"]]],
            "conformance_levels": ["Ades-B-B"],
        ]
    }

    /// What is served, besides `info` itself.
    static let methods = [
        "auth/revoke", "credentials/list", "credentials/info", "credentials/authorize", "credentials/authorizeCheck",
        "credentials/getChallenge", "credentials/extendTransaction", "signatures/signHash", "signatures/signDoc",
        "signatures/signPolling", "signatures/timestamp",
    ]

    /// The answer of `info` in v1.0.4, whose document says that the value of `specs` is 1.0.3.0.
    func version1(lang: String?) -> JSONValue {
        var members = json(lang: lang).object ?? [:]
        members = members.filter { ["name", "logo", "region", "lang", "description", "oauth2"].contains($0.key) }
        members["specs"] = "1.0.3.0"
        members["authType"] = ["oauth2code"]
        members["methods"] = .array(
            (Version1.methods.keys + ["credentials/sendOTP"]).sorted().map { .string($0) }
        )
        return .object(members)
    }
}
