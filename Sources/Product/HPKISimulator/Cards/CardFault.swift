import ISO7816
import Registry
import Simulation

/// Where the fault plan may change what a card itself does; what happens between it and the program are ``ReaderFault``s.
enum CardFault {
    static let power = InjectionPoint(
        "card.power",
        "A card has got its power, fresh or after a reset, and the first command has come.",
        attributes: ["reader", "card"],
        effects: [
            FaultEffectKind(
                "missing-certificate",
                "A certificate's file is not on the card: 6A82.",
                [.optional("slot", .choice(Card.Slot.allCases.map(\.rawValue)), "Whose; signature if not given.")]
            ),
            FaultEffectKind(
                "blocked",
                "No try of a secret is left.",
                [
                    .required("secret", .choice(Card.Secret.allCases.map(\.rawValue)), "Which secret."),
                    .optional("sw", .hexadecimal(bytes: 2), "What it answers to a value: the card's own if not given."),
                ]
            ),
            FaultEffectKind("foreign", "It is a card of another kind, on which no application is found: 6A82."),
            FaultEffectKind("mute", "The card answers nothing."),
        ]
    )

    static let command = InjectionPoint(
        "card.command",
        "A command has reached a card.",
        attributes: ["reader", "card", "instruction"],
        effects: [
            FaultEffectKind(
                "status",
                "A status word in place of the answer; the card has not carried out the command.",
                [.required("sw", .hexadecimal(bytes: 2), "As the standard writes it: 6A86.")]
            ),
            FaultEffectKind(
                "truncate",
                "The data of the answer ends too soon.",
                [
                    .optional("bytes", .integerIn(0...65_536), "How many are left: half if not given."),
                    .optional("sw", .hexadecimal(bytes: 2), "The status word: 6282 if not given."),
                ]
            ),
            FaultEffectKind("more-bytes", "The data waits for GET RESPONSE: 61xx, as with T=0."),
        ]
    )

    static let signature = InjectionPoint(
        "card.signature",
        "A card has signed, and its answer is about to leave.",
        attributes: ["reader", "card"],
        effects: [
            FaultEffectKind(
                "flip",
                "One bit of the signature is turned over; the status word stays 9000.",
                [.optional("bit", .integer, "From the highest bit of the first byte; drawn unless said otherwise.")],
                chaos: [:]
            )
        ]
    )

    static let points = [power, command, signature]

    /// - Returns: nil where none is given.
    static func status(_ text: String?) -> StatusWord? {
        text.flatMap { UInt16($0, radix: 16) }.map { StatusWord($0) }
    }
}
