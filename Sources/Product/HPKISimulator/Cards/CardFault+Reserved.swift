import PCSC
import Simulation

extension CardFault {
    private static let verifying = ["instruction": "verify"]
    private static let signing = ["instruction": "perform-security-operation"]
    /// The same where the reader is asked.
    private static let signingAtReader = ["ins": "2A"]

    /// What a card's next command can be made to end in, by the PIN that is sent to it. All but the first are accepted as
    /// if they were the card's own.
    static let reserved = [
        ReservedOutcome(
            .reader,
            "51",
            "pin-blocked",
            "暗証番号がロック済み",
            "The PIN is blocked",
            shows: "CARD-15",
            at: command,
            matching: verifying,
            .custom("status", ["sw": "6983"])
        ),
        ReservedOutcome(
            .reader,
            "52",
            "pin-forgotten",
            "署名の前に照合状態が失われる",
            "The card forgets the PIN before it signs",
            shows: "CARD-20",
            at: command,
            matching: signing,
            .custom("status", ["sw": "6982"])
        ),
        ReservedOutcome(
            .reader,
            "53",
            "card-pulled",
            "署名中にカードが抜かれる",
            "The card is pulled while it signs",
            shows: "CARD-06",
            at: ReaderFault.transmitting,
            matching: signingAtReader,
            .drop
        ),
        ReservedOutcome(
            .reader,
            "54",
            "reader-unplugged",
            "署名中にリーダーが外れる",
            "The reader is unplugged while the card signs",
            shows: "CARD-03",
            at: ReaderFault.transmitting,
            matching: signingAtReader,
            .custom("unplug", [:])
        ),
        ReservedOutcome(
            .reader,
            "55",
            "card-reset",
            "他のソフトウェアがカードをリセット",
            "Another program resets the card",
            shows: "CARD-09",
            at: ReaderFault.transmitting,
            matching: signingAtReader,
            .custom("reset", [:])
        ),
        ReservedOutcome(
            .reader,
            "56",
            "reader-error",
            "リーダーの通信エラー",
            "The reader's communication fails",
            shows: "CARD-10",
            at: ReaderFault.transmitting,
            matching: signingAtReader,
            .error([:])
        ),
        ReservedOutcome(
            .reader,
            "57",
            "card-error",
            "カードの実行エラー",
            "The card's execution error",
            shows: "CARD-25",
            at: command,
            matching: signing,
            .custom("status", ["sw": "6400"])
        ),
        ReservedOutcome(
            .reader,
            "58",
            "slow-card",
            "署名に8秒かかる",
            "The card takes 8 s to sign",
            shows: "CARD-26",
            at: ReaderFault.transmitting,
            matching: signingAtReader,
            .delay(.fixed(.seconds(8)))
        ),
        ReservedOutcome(
            .reader,
            "59",
            "broken-signature",
            "検証できない署名",
            "A signature that does not verify",
            shows: "CARD-29",
            at: signature,
            .flip(bit: nil)
        ),
    ]

    /// Whether it ends in VERIFY itself, and not in what follows.
    static func isOfVerification(_ outcome: ReservedOutcome) -> Bool { outcome.matching == verifying }

    /// The PINs and passwords themselves, as they are sent.
    static let reservedSecrets = Set(reserved.flatMap(\.secrets).map { Array($0.utf8) })
}
