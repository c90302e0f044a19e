import ISO7816

/// What the manager knows of a handle (`SCARDHANDLE`).
struct CardConnection {
    /// What has happened to the card behind the program's back: said at every call until it reconnects.
    enum Happening {
        case reset
        case removed

        var error: PCSCError {
            switch self {
            case .reset: .resetCard
            case .removed: .removedCard
            }
        }
    }

    let client: Int
    /// The reader's own number, which is not used again: a reader that is gone leaves its handles behind.
    let reader: Int
    var happening: Happening?
}
