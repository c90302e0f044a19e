import Simulation
import VendorDouble

extension ClientStepKind {
    static let signDocument = ClientStepKind(
        "sign-document",
        "Signs prescriptions, each another one, verifies what comes back and keeps the signed files.",
        [
            method, outcome, person,
            .optional("count", .integer, "How many; 1 if not given."),
            .optional("first", .integer, "The number of the first of them; 0 if not given."),
            .optional(
                "document",
                .choice(["prescription", "dispensing"]),
                "Of which kind; prescription if not given."
            ),
            .optional(
                "issue",
                .choice(PrescriptionIssue.allCases.map(\.rawValue)),
                "Electronically, on paper (紙処方箋) or within the house (院内処方); electronically if not given."
            ),
            .optional("way", .choice(["sign-doc", "sign-hash"]), "Who makes the element; sign-doc if not given."),
            .optional("credential", .string, "The credential; the practitioner's first if not given."),
            .optional("per-call", .integer, "How many documents one call signs; 25 if not given."),
            .optional("resumes", .integer, "How often what is left is signed again after a failure; 0 if not given."),
            .optional("stops-after", .integer, "After how many of them the person stops it; the rest stays unsigned."),
            .optional("change", .choice(["after-signing"]), "Changes the signed files before they are kept."),
        ]
    )

    static let registerDocuments = ClientStepKind(
        "register-documents",
        "Sends the signed files to their receiver, by another way than to the signing service.",
        [
            .optional("resumes", .integer, "How often what is left is sent again after a failure; 0 if not given."),
            .optional("times", .integer, "How often all of them are sent; 1 if not given."),
        ]
    )

    static let verifyDocuments = ClientStepKind(
        "verify-documents",
        "Verifies the signed files as their receiver does: signature, path and hcRole.",
        [
            .optional(
                "revocation-lists",
                .boolean,
                "Whether the lists that the certificates name are fetched; then what cannot be decided fails too."
            ),
            .optional(
                "signing-date",
                .choice(["same-day", "day-before"]),
                "How the date in SigningTime, as it is written, compares with the day in Japan."
            ),
        ]
    )

    static let answerChallenge = ClientStepKind(
        "answer-challenge",
        "Has a card in a reader sign ${challenge} with its key for authentication; ${answer} stands for that from then on.",
        [
            .optional("card", .choice(["hpki", "my-number"]), "Which card; hpki if not given."),
            .optional("reader", .integer, "Its place in the list, from 0; the only one with such a card if not given."),
            .optional("pin", .string, "What the person types; the scenario's practitioner's if not given."),
        ]
    )

    static let reconnect = ClientStepKind(
        "reconnect",
        "Ends the connections, so that the next request makes a handshake.",
        [.optional("resume", .boolean, "Whether the TLS session is resumed; false if not given.")]
    )

    static let changeCertificate = ClientStepKind(
        "change-certificate",
        "Opens the facility's .p12 as it is now, and keeps the tokens.",
        [
            .optional(
                "system",
                .choice(CertificateSystem.allCases.map(\.rawValue)),
                "Whose certificate store opens it; current if not given."
            )
        ]
    )

    static let perform = ClientStepKind(
        "perform",
        "Lets something happen that is not the client's doing and that no event announces.",
        [.required("command", .object, "A command with its arguments: name → arguments.")]
    )

    static let oauth = ClientStepKind(
        "oauth",
        "One request to the authorization server as it is written here; at authorize, with the person's part.",
        [
            method, outcome,
            .required("endpoint", .choice(OAuthEndpoint.allCases.map(\.rawValue)), "Which one."),
            .optional(
                "dialect",
                .choice(OAuthEndpoint.Dialect.allCases.map(\.rawValue)),
                "Discovery's endpoints or the CSC API's; oidc if not given."
            ),
            .optional(
                "parameters",
                .object,
                "Beside the usual ones, or in their place; null leaves one out. ${code}, ${verifier} and saved names are "
                    + "filled in."
            ),
            .optional("save", .object, "Members of the answer or the redirect to keep: name → member."),
            .optional(
                "answer",
                .object,
                "What must come back: status, error, error_description, fields (of the head), members."
            ),
            .optional("redirect", .object, "Parameters that the redirect must have."),
        ]
    )

    static let accountToken = ClientStepKind(
        "account-token",
        "Makes an account_token, which ${account_token} stands for from then on.",
        [
            .required("client", .string, "The client_id that it is of."),
            .required("secret", .string, "The client's."),
            .required("account", .string, "Who is to log in."),
            .optional("clock", .duration, "By how much the client's clock is off; -10m is slow."),
        ]
    )
}
