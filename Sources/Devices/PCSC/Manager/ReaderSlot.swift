import ISO7816

/// One reader, the card in it, and who uses it.
struct ReaderSlot {
    /// Holder of a transaction or of exclusive access.
    struct Lock {
        let handle: Int32
        var count: Int
    }

    enum Power {
        /// Shown as powered; the card itself is reset when it is first needed.
        case fresh
        case on
        case off
    }

    struct Running {
        let job: Int
        /// Whose answer the job is to bring; nil when nobody waits for it any more.
        var pending: PendingRequest?
        let epoch: Int
    }

    /// Not used again.
    let number: Int
    let description: ReaderDescription
    var card: (any CardInReader)?
    /// Taken at insertion: empty for a card that does not answer.
    var atr: [UInt8] = []
    var isResponsive = true
    var eventCount: UInt16 = 0
    /// -1 exclusive, 0 nobody, else the number of connections.
    var sharing = 0
    var chosenProtocol: CardProtocols = []
    var power = Power.fresh
    var lock: Lock?
    var running: Running?
    var queue: [PendingRequest] = []
    /// Counts everything that makes the card forget, so that a late report of a job is known as late.
    var epoch = 0
    /// Counts the ends of use, so that only the last one's timer cuts the power.
    var idleRound = 0

    init(number: Int, description: ReaderDescription) {
        self.number = number
        self.description = description
    }

    /// The bits of `READER_STATE` (section 1.2).
    var stateBits: UInt32 {
        guard isResponsive else { return 0x01 }
        guard card != nil else { return 0x02 }
        guard !atr.isEmpty else { return 0x0C }
        return power == .off ? 0x04 : 0x34
    }

    func isLocked(against handle: Int32) -> Bool { lock.map { $0.handle != handle } ?? false }
}
