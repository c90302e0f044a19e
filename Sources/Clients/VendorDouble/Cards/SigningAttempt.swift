import ISO7816

/// What is remembered from an attempt that something else than the card's no has cut off.
struct SigningAttempt: Sendable {
    /// The tries before a VERIFY whose answer never came.
    var triesBefore: Int?
    private var isRepeated = false

    /// Once more, where another program has reset the card or a command was lost; never where the card has left or has
    /// answered, because then it is for the person to decide.
    mutating func mayRepeat(after failure: CardSigningFailure) -> Bool {
        guard !isRepeated, case .reader(let error) = failure,
            [.resetCard, .communicationFailure, .communicationDataLost].contains(error)
        else { return false }
        isRepeated = true
        return true
    }
}
