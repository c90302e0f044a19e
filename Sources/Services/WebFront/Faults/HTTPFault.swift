import Hummingbird
package import Simulation

/// The two injection points of every request, on every listener. The admin API passes neither: it must stay able to
/// take a rule away.
package enum HTTPFault {
    private static let attributes = ["listener", "method", "path"]

    package static let request = InjectionPoint(
        "http.request",
        "A request has arrived, and no service has seen it yet.",
        attributes: attributes,
        effects: connection + replacing + [
            FaultEffectKind(
                "redirect",
                "A redirection to another place.",
                [
                    .required("location", .string, "Where to."),
                    .optional("status", .integerIn(300...399), "307 unless said otherwise."),
                ]
            )
        ]
    )

    package static let answer = InjectionPoint(
        "http.answer",
        "A service has done its work, and its answer is about to leave; answers without an end pass by.",
        attributes: attributes + ["status"],
        effects: connection + replacing + spoiling + sending
    )

    /// Of the connection, before a byte of the answer.
    private static let connection = [
        FaultEffectKind("delay", "Late: a duration, or log-normal with median and sigma.", chaos: "250ms"),
        FaultEffectKind(
            "hang",
            "No answer.",
            [.optional("for", .duration, "Then the connection ends; without it, when the client gives up.")]
        ),
        FaultEffectKind("drop", "The connection ends (FIN) without an answer.", chaos: [:]),
        FaultEffectKind("reset", "The connection is reset (RST).", [resetPlace]),
    ]

    private static let resetPlace = CommandParameter.optional(
        "at",
        .choice(["before", "during", "after"]),
        "Where in the body of the answer; before, unless said otherwise. Before the service, there is no body."
    )

    /// Another answer in the place of the service's.
    private static let replacing = [
        FaultEffectKind(
            "error",
            "An error in JSON.",
            [
                .optional("status", .integerIn(400...599), "500 unless said otherwise."),
                .optional("error", .string, "The code; the CSC API's own for the status unless said otherwise."),
                .optional("error_description", .string, "The sentence."),
                .optional("retry_after", .integerIn(0...31_536_000), "Retry-After, in seconds from now."),
                .optional("retry_after_form", .choice(["seconds", "date"]), "How Retry-After is written."),
                .optional(
                    "until",
                    .duration,
                    "How long a maintenance goes on: its end is in maintenance_end and Retry-After."
                ),
                .optional("members", .object, "More members of the JSON object."),
            ],
            chaos: ["status": 503, "error": "temporarily_unavailable", "retry_after": 1]
        ),
        FaultEffectKind(
            "answer",
            "Any answer: an empty 200 unless said otherwise.",
            [
                .optional("status", .integerIn(200...599), "200 unless said otherwise."),
                .optional("body", .string, "Empty unless said otherwise."),
                .optional("content_type", .string, "application/json;charset=UTF-8 unless said otherwise."),
            ]
        ),
        FaultEffectKind(
            "html",
            "The HTML page of a gateway.",
            [.optional("status", .integerIn(400...599), "502 unless said otherwise.")],
            chaos: [:]
        ),
    ]

    /// The content of the service's answer.
    private static let spoiling = [
        FaultEffectKind("malformed-json", "JSON that does not end.", chaos: [:]),
        FaultEffectKind(
            "content-type",
            "A wrong content type.",
            [.optional("value", .string, "text/plain unless said otherwise.")],
            chaos: [:]
        ),
        FaultEffectKind(
            "extra-fields",
            "Members that no standard knows.",
            [.optional("members", .object, "Which ones.")],
            chaos: [:]
        ),
        FaultEffectKind(
            "error-code",
            "400 with an error code that no standard knows.",
            [.optional("error", .string, "Which one.")]
        ),
    ]

    /// How the answer's bytes go out.
    private static let sending = [
        FaultEffectKind(
            "truncate",
            "The body ends too soon; Content-Length says how long it should be.",
            [
                .optional("bytes", .integer, "How much of it is sent."),
                .optional("fraction", .number, "How much of it is sent, 0 to 1; half of it unless said otherwise."),
                .optional("end", .choice(["fin", "reset", "hang"]), "What follows: fin unless said otherwise."),
            ],
            chaos: [:]
        ),
        FaultEffectKind(
            "garbage",
            "Random bytes in place of the answer, then the end.",
            [.optional("bytes", .integer, "How many: 64 unless said otherwise.")]
        ),
        FaultEffectKind("malformed-chunk", "A head, a chunk that is none, then the end."),
        FaultEffectKind(
            "dribble",
            "The head at once, the body in pieces over a time.",
            [
                .required("over", .duration, "How long it takes."),
                .optional("chunks", .integer, "How many pieces: 10 unless said otherwise."),
            ],
            chaos: ["over": "500ms"]
        ),
        FaultEffectKind(
            "slice",
            "Head and body in many small packets.",
            [.optional("size", .integer, "Bytes of each: 1 unless said otherwise.")],
            chaos: [:]
        ),
        FaultEffectKind(
            "bandwidth",
            "The body comes slowly.",
            [.required("rate", .integer, "Bytes a second.")]
        ),
        FaultEffectKind("stale", "The connection stays open, but the next request on it meets a reset.", chaos: [:]),
    ]

    /// - Returns: nil for what passes no injection point.
    static func attributes(_ listener: String, _ request: Request) -> [String: String]? {
        let path = request.uri.path
        guard path != "/\(AdminAPI.path)", !path.hasPrefix("/\(AdminAPI.path)/") else { return nil }
        return ["listener": listener, "method": request.method.rawValue, "path": path]
    }
}
