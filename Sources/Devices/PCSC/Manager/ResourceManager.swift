import ISO7816

/// The one keeper of readers, contexts, handles, locks and waits, with the rules of pcscd 1.9.9 (pcsc-lite.md, section
/// 1.7): for the programs in this process and for those behind the socket.
///
/// It decides and does nothing: what is to be done comes out as effects, in order.
struct ResourceManager {
    let maximumContexts: Int
    let maximumHandles: Int

    /// In the order in which they are listed.
    var readers: [ReaderSlot] = []
    var clients: [Int: ReaderClient] = [:]
    var connections: [Int32: CardConnection] = [:]
    /// 4:5's `readerEvents`: an int16 that starts at 1 and never is 0.
    private(set) var readerEvents: Int32 = 1
    /// 4:6's number of records: never shrinks, since a client refuses an array shorter than one it has seen.
    private(set) var announcedCount = 16
    var effects: [ManagerEffect] = []
    private var lastReader = 0
    private var lastClient = 0
    private var lastJob = 0
    private var lastNumber: Int32 = 0
    private var waiting: Set<Int> = []
    private var contexts: [Int32: Int] = [:]

    init(maximumContexts: Int = 200, maximumHandles: Int = 200) {
        self.maximumContexts = maximumContexts
        self.maximumHandles = maximumHandles
    }

    /// What there is to do since the last time.
    mutating func takeEffects() -> [ManagerEffect] {
        guard !effects.isEmpty else { return [] }
        defer { effects = [] }
        return effects
    }

    // MARK: - Clients and contexts

    mutating func addClient() -> Int {
        lastClient += 1
        clients[lastClient] = ReaderClient()
        return lastClient
    }

    mutating func establishContext(of client: Int) -> Result<Int32, PCSCError> {
        guard clients[client]?.context == nil else { return .failure(.invalidValue) }
        guard contexts.count < maximumContexts else { return .failure(.noMemory) }
        let number = freshNumber()
        clients[client]?.context = number
        contexts[number] = client
        return .success(number)
    }

    mutating func releaseContext(_ number: Int32, of client: Int) -> PCSCError? {
        guard contexts[number] == client else { return .invalidHandle }
        contexts[number] = nil
        clients[client]?.context = nil
        abandonEverything(of: client)
        return nil
    }

    /// The client is gone, whatever it was in the middle of.
    mutating func removeClient(_ client: Int) {
        abandonEverything(of: client)
        if let number = clients[client]?.context { contexts[number] = nil }
        clients[client] = nil
        waiting.remove(client)
    }

    /// Unique over the whole service and positive: clients search handles over all of their contexts, and 0 is none.
    mutating func freshNumber() -> Int32 {
        repeat {
            lastNumber = lastNumber == .max ? 1 : lastNumber + 1
        } while contexts[lastNumber] != nil || connections[lastNumber] != nil
        return lastNumber
    }

    mutating func freshJobNumber() -> Int {
        lastJob += 1
        return lastJob
    }

    // MARK: - Waits (section 1.6)

    /// Registers for one notification. The caller reads the readers' states in the same critical section.
    mutating func wait(_ client: Int) {
        if clients[client] != nil { waiting.insert(client) }
    }

    /// - Returns: whether it was still registered; if not, its notification is on the way.
    mutating func stopWaiting(_ client: Int) -> Bool {
        waiting.remove(client) != nil
    }

    /// `SCardCancel`, which comes by another connection.
    mutating func cancelWait(ofContext number: Int32) -> PCSCError? {
        guard let client = contexts[number] else { return .invalidHandle }
        if stopWaiting(client) { effects.append(.wake(client: client, .cancelled)) }
        return nil
    }

    /// Something that programs can see has changed.
    mutating func notifyAll() {
        // In the order of the clients' numbers, so that the same run gives the same order.
        for client in waiting.sorted() { effects.append(.wake(client: client, .changed)) }
        waiting = []
    }

    // MARK: - Readers

    mutating func addReader(_ description: ReaderDescription) {
        lastReader += 1
        readers.append(ReaderSlot(number: lastReader, description: description))
        announcedCount = max(announcedCount, (readers.count + 1) / 2 * 2)
        effects.append(.tell(.attached(reader: description.name)))
        countReaderEvent()
    }

    /// Forgets the reader; its handles answer `SCARD_E_INVALID_VALUE` from now on.
    mutating func removeReader(at index: Int) {
        let gone = readers.remove(at: index)
        if gone.card != nil { effects.append(.tell(.removed(reader: gone.description.name))) }
        effects.append(.tell(.detached(reader: gone.description.name)))
        if let pending = gone.running?.pending { interrupt(pending, .notTransacted) }
        countReaderEvent()
        for parked in gone.queue { submit(parked) }
    }

    private mutating func countReaderEvent() {
        readerEvents = readerEvents == 0x7FFF ? 1 : readerEvents + 1
        notifyAll()
    }

    func reader(named name: String) -> Int? { readers.firstIndex { $0.description.name == name } }
    func reader(numbered number: Int) -> Int? { readers.firstIndex { $0.number == number } }
}
