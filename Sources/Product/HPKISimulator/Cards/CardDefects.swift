import ISO7816
import Registry
import Simulation

/// What faults make of a card until it gets its power the next time.
struct CardDefects: Sendable {
    var missing: Set<Card.Slot> = []
    /// Secrets without a try, with what they answer to a value; nil for the card's own word.
    var blocked: [Card.Secret: StatusWord?] = [:]
    var isForeign = false
    var isMute = false

    init(_ effects: [Fault.Effect] = []) {
        for effect in effects {
            guard case .custom(let name, let arguments) = effect else { continue }
            switch name {
            case "missing-certificate":
                missing.insert(arguments["slot"]?.string.flatMap(Card.Slot.init) ?? .signature)
            case "blocked":
                guard let secret = arguments["secret"]?.string.flatMap(Card.Secret.init) else { continue }
                blocked.updateValue(CardFault.status(arguments["sw"]?.string), forKey: secret)
            case "foreign": isForeign = true
            case "mute": isMute = true
            default: break
            }
        }
    }

    /// How many tries a secret has.
    func triesLeft(_ secret: Card.Secret, of card: Card) -> Int {
        blocked.keys.contains(secret) ? 0 : card.triesLeft[secret] ?? secret.tries
    }

    /// What blocked secrets answer to a value; nil for the card's own word.
    var blockedStatus: StatusWord? { blocked.values.compactMap(\.self).first }
}
