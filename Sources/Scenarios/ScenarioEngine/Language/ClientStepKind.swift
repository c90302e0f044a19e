import OpenSSL
package import Simulation

/// A step that the reference client knows.
package struct ClientStepKind: Hashable, Sendable {
    package let name: String
    package let summary: String
    package let parameters: [CommandParameter]

    init(_ name: String, _ summary: String, _ parameters: [CommandParameter] = []) {
        self.name = name
        self.summary = summary
        self.parameters = parameters
    }

    package static let all: [ClientStepKind] = [
        info, logIn, listCredentials, signRemotely, signDocument, registerDocuments, verifyDocuments, reconnect,
        changeCertificate, csc,
        oauth, accountToken, perform, applicationStatus, downloadCertificate, signLocally,
        answerChallenge, apdu,
    ]

    static let info = ClientStepKind("service-info", "Asks the service who it is: the one call without a login.")

    static let logIn = ClientStepKind("log-in", "Logs the practitioner in.", [method, outcome, person, role])

    static let listCredentials = ClientStepKind("list-credentials", "Reads the practitioner's credentials.")

    static let signRemotely = ClientStepKind(
        "sign-remotely",
        "Logs in where needed, authorizes and signs documents, and verifies each signature.",
        [
            method, outcome, person, serverStatus,
            .optional("count", .integer, "How many documents, in one authorization; 1 if not given."),
            .optional("credential", .string, "The credential; the practitioner's first if not given."),
            .optional("times", .integer, "How often all of it is done, one after the other; 1 if not given."),
            .optional("mode", .choice(["synchronous", "asynchronous"]), "operationMode S or A; S if not given."),
            .optional("one-by-one", .boolean, "Whether each is signed by a call of its own, in one authorization."),
        ]
    )

    static let csc = ClientStepKind(
        "csc",
        "One request of the CSC API as it is written here, with the session's token.",
        [
            .required("method", .string, "The path below /csc/v2/."),
            .required("body", .object, "The body; ${credential}, ${hash}, ${SAD} and saved names are filled in."),
            .optional("save", .object, "Members of the answer to keep: name → member."),
            .optional(
                "answer",
                .object,
                "What must come back: status, error, error_description, contains, lacks (a text), fields (of the head), members."
            ),
        ]
    )

    static let applicationStatus = ClientStepKind(
        "application-status",
        "Asks the desk how far an application is.",
        [.optional("application", .string, "Its number; A-0001 if not given.")]
    )

    static let downloadCertificate = ClientStepKind(
        "download-certificate",
        "Downloads the .p12 with the desk's latest two mails, and goes on with it and the letter's password.",
        [
            .optional("link", .choice(["latest", "first", "guessed"]), "Whose link; the latest mail's if not given."),
            .optional(
                "password",
                .choice(["mail", "letter", "wrong"]),
                "Which one is typed at the download; that of the mail if not given."
            ),
            .optional("file", .string, "The file's name; client.hpki-cardless-signature.p12 if not given."),
            .optional("times", .integer, "How often, also after a refusal; 1 if not given."),
            .optional("folder", .choice(["all", "inbox"]), "Where mails are looked for; all if not given."),
            .optional("open-with", .choice(["letter", "first-letter", "mail"]), "Whose password opens the .p12."),
        ]
    )

    static let signLocally = ClientStepKind(
        "sign-locally",
        "Signs documents with a card in a reader, and verifies each signature.",
        [
            .optional(
                "card",
                .choice(["hpki", "my-number-authentication", "my-number-signature"]),
                "Which card, and which key of a My Number card; hpki if not given."
            ),
            .optional("reader", .integer, "Its place in the list, from 0; the only one with such a card if not given."),
            .optional("pin", .string, "What the person types; the default doctor's if not given."),
            .optional("last-try", .boolean, "Whether the person agrees to use the last try; false if not given."),
            .optional("count", .integer, "How many documents, one after the other; 1 if not given."),
            .optional(
                "resumes",
                .integer,
                "How often the rest is signed after a card was pulled and put in again; 0 if not given."
            ),
        ]
    )

    static let apdu = ClientStepKind(
        "apdu",
        "One command to a card as it is written here; the card stays connected until the last step.",
        [
            .required("send", .string, "In hexadecimal digits, with or without spaces."),
            .optional("reader", .integer, "Its place in the list, from 0; 0 if not given."),
            .optional("status", .hexadecimal(bytes: 2), "The status word that must come back; 9000 if not given."),
            .optional("error", .string, "The PC/SC result that must come back in its place: SCARD_W_RESET_CARD."),
        ]
    )

    static let method = CommandParameter.optional(
        "method",
        .choice(["hpki-card", "fido", "my-number"]),
        "How the practitioner logs in; hpki-card if not given."
    )

    static let person = CommandParameter.optional(
        "person",
        .string,
        "Login id of who is at the screen; if not given, the scenario's practitioner."
    )

    static let role = CommandParameter.optional(
        "as",
        .choice(["person", "application"]),
        "Whether the person logs in, or the application speaks for itself; person if not given."
    )

    static let serverStatus = CommandParameter.optional(
        "server-status",
        .choice(ServerStatusCheck.allCases.map(\.rawValue)),
        "What is made of the OCSP response that the service staples: no question for one, a check of one that comes, or one "
            + "is demanded; checked if not given."
    )

    static let outcome = CommandParameter.optional(
        "outcome",
        .string,
        "How the person behaves at the login (deny, no-answer, …); approves if not given."
    )
}
