package import Simulation

/// The injection points of remote signing.
package enum SigningFault {
    private static let attributes = ["credential", "practitioner"]

    package static let operation = InjectionPoint(
        "signing.operation",
        "The authorization is spent, and the key is about to be used.",
        attributes: attributes,
        effects: [
            FaultEffectKind("delay", "The signatures are late.", chaos: "250ms"),
            FaultEffectKind(
                "error",
                "The whole batch fails, and nothing is signed.",
                [
                    .optional("status", .integerIn(400...599), "400 unless said otherwise."),
                    .optional("error", .string, "The code; invalid_request unless said otherwise."),
                    .optional("error_description", .string, "The sentence."),
                ]
            ),
        ]
    )

    package static let signatures = InjectionPoint(
        "signing.signatures",
        "The hashes are signed; the signatures, or what was made of them, are about to be handed out.",
        attributes: attributes,
        effects: [
            FaultEffectKind(
                "too-few",
                "The last ones are missing.",
                [.optional("missing", .integer, "How many: 1 unless said otherwise.")],
                chaos: [:]
            ),
            FaultEffectKind("reorder", "The last comes first; one alone stays as it is.", chaos: [:]),
            FaultEffectKind(
                "flip",
                "One bit of the first signature is turned over.",
                [.optional("bit", .integer, "From the highest bit of the first byte; drawn unless said otherwise.")],
                chaos: [:]
            ),
            FaultEffectKind(
                "other-key",
                "Signed by another key.",
                [.optional("credential", .string, "Whose; a key that nobody knows unless said otherwise.")]
            ),
            FaultEffectKind(
                "not-base64",
                "The first signature is no base64.",
                [.optional("text", .string, "What stands there instead.")]
            ),
        ]
    )

    package static let certificate = InjectionPoint(
        "signing.certificate",
        "The certificate of a credential is about to be shown (credentials/info, credentials/list).",
        attributes: attributes,
        effects: [
            FaultEffectKind(
                "other",
                "The certificate of another credential, as after a change of keys.",
                [.required("credential", .string, "Whose.")]
            )
        ]
    )

    package static let elements = InjectionPoint(
        "signing.elements",
        "The signature elements of documents are about to be made (signDoc).",
        attributes: attributes,
        effects: [
            FaultEffectKind(
                "other-digest",
                "They are of other documents, as if the service had serialised them in another way; their signatures are good."
            ),
            FaultEffectKind(
                "other-certificate",
                "They hold the certificate of another credential; the key is the right one.",
                [.required("credential", .string, "Whose.")]
            ),
        ]
    )

    package static let polling = InjectionPoint(
        "signing.polling",
        "The result of a request of operationMode A is asked for (signPolling).",
        attributes: ["practitioner"],
        effects: [FaultEffectKind("working", "202, as if nothing were signed yet.", chaos: [:])]
    )

    package static let points = [operation, signatures, certificate, elements, polling]
}
