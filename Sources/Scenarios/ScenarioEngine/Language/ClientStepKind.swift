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

    package static let all: [ClientStepKind] = [info, logIn, listCredentials, signRemotely, csc, signLocally, apdu]

    static let info = ClientStepKind("service-info", "Asks the service who it is: the one call without a login.")

    static let logIn = ClientStepKind("log-in", "Logs the practitioner in.", [method])

    static let listCredentials = ClientStepKind("list-credentials", "Reads the practitioner's credentials.")

    static let signRemotely = ClientStepKind(
        "sign-remotely",
        "Logs in where needed, authorizes and signs documents, and verifies each signature.",
        [
            method,
            .optional("count", .integer, "How many documents, in one authorization; 1 if not given."),
            .optional("credential", .string, "The credential; the practitioner's first if not given."),
            .optional("times", .integer, "How often all of it is done, one after the other; 1 if not given."),
        ]
    )

    static let csc = ClientStepKind(
        "csc",
        "One request of the CSC API as it is written here, with the session's token.",
        [
            .required("method", .string, "The path below /csc/v2/."),
            .required("body", .object, "The body; ${credential}, ${hash}, ${SAD} and saved names are filled in."),
            .optional("save", .object, "Members of the answer to keep: name → member."),
            .optional("answer", .object, "What must come back: status, error, error_description."),
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

    private static let method = CommandParameter.optional(
        "method",
        .choice(["hpki-card", "fido", "my-number"]),
        "How the practitioner logs in; hpki-card if not given."
    )
}
