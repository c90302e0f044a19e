package import Foundation
package import ISO7816

/// Why a card gave no signature.
package enum CardSigningFailure: Error, Hashable, Sendable {
    case reader(PCSCError)
    /// - Parameter isMyNumber: whether it is a My Number card, in the place of an HPKI card.
    case noHPKICard(isMyNumber: Bool)
    case noMyNumberCard
    /// Cards that could sign, in these readers, and nobody has chosen.
    case severalCards([String])
    case noCertificate(CardIssuer)
    case expired(Date, CardIssuer)
    /// The card is somebody else's: the common name of its certificate.
    case otherHolder(String)
    case cancelled
    case unusableSecret(CardSecretKind)
    case wrongSecret(CardSecretKind, triesLeft: Int, CardIssuer)
    /// One try is left, and nobody has agreed to use it.
    case lastTry(CardSecretKind, CardIssuer)
    case blocked(CardSecretKind, CardIssuer)
    case refused(StatusWord)
    case wrongSignature(CardIssuer)
    /// What was to be signed cannot be prepared; the text says why.
    case document(String)

    /// One word for programs: the name or number of `winscard.h`, the card's status word, or a word of ours.
    package var code: String {
        switch self {
        case .reader(let error): error.name ?? error.description
        case .noHPKICard: "no-hpki-card"
        case .noMyNumberCard: "no-my-number-card"
        case .severalCards: "several-cards"
        case .noCertificate: "no-certificate"
        case .expired: "certificate-expired"
        case .otherHolder: "other-holder"
        case .cancelled: "cancelled"
        case .unusableSecret: "unusable-secret"
        case .wrongSecret: "wrong-secret"
        case .lastTry: "last-try"
        case .blocked: "blocked"
        case .refused(let status): status.description
        case .wrongSignature: "wrong-signature"
        case .document: "document"
        }
    }
}
