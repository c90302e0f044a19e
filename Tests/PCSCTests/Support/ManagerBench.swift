import ISO7816
import TestSupport

@testable import PCSC

/// A manager on the table: cards answer at once, or when they are told to.
struct ManagerBench {
    static let reader = ServedBus.reader

    var manager = ResourceManager()
    var answers: [Int: ReaderAnswer] = [:]
    var wakes: [Int: [WaitEnd]] = [:]
    var jobs: [CardJob] = []
    var reports: [ReaderBusEvent] = []
    var idle: [(reader: Int, round: Int)] = []
    /// Cards that do not answer by themselves: their jobs pile up in `jobs`.
    var isSlow = false
    private var lastRequest = 0

    init(card: ScriptedCard? = ScriptedCard()) {
        manager.addReader(ReaderDescription(name: Self.reader))
        if let card { manager.insert(card, at: 0) }
        carryOut()
    }

    /// A client with a context.
    mutating func client() -> Int {
        let client = manager.addClient()
        _ = manager.establishContext(of: client)
        return client
    }

    /// - Returns: the answer; nil where the request is parked or with the card.
    @discardableResult
    mutating func ask(_ client: Int, _ request: ReaderRequest) -> ReaderAnswer? {
        answers[send(client, request)]
    }

    /// - Returns: the request's number, whose answer comes later.
    mutating func send(_ client: Int, _ request: ReaderRequest) -> Int {
        lastRequest += 1
        manager.submit(PendingRequest(number: lastRequest, client: client, request: request))
        carryOut()
        return lastRequest
    }

    mutating func act(_ body: (inout ResourceManager) -> Void) {
        body(&manager)
        carryOut()
    }

    mutating func finish(_ job: CardJob, _ outcome: Result<[UInt8], CardFailure> = .success([0x90, 0x00])) {
        jobs.removeAll { $0.number == job.number }
        act { $0.finish(job: job, outcome) }
    }

    /// A shared connection.
    mutating func connect(_ client: Int, _ sharing: CardSharing = .shared) -> Int32 {
        let request = ReaderRequest.connect(reader: Self.reader, sharing: sharing.rawValue, protocols: 3)
        guard case .connected(let handle, _) = ask(client, request) else { return 0 }
        return handle
    }

    private mutating func carryOut() {
        for effect in manager.takeEffects() {
            switch effect {
            case .answer(let request, let answer): answers[request] = answer
            case .wake(let client, let end): wakes[client, default: []].append(end)
            case .run(let job):
                if isSlow { jobs.append(job) } else { finish(job, .success((job.command ?? []) + [0x90, 0x00])) }
            case .powerOffLater(let reader, let round): idle.append((reader, round))
            case .report(let event): reports.append(event)
            case .tell: break
            }
        }
    }
}

extension ReaderRequest {
    static func transmit(_ handle: Int32, _ command: [UInt8] = [0x80, 0x01, 0, 0]) -> Self {
        .transmit(handle, protocol: CardProtocols.t1.rawValue, command: command)
    }

    static func connect(_ sharing: UInt32 = 2, _ protocols: UInt32 = 3, to reader: String = ManagerBench.reader) -> Self
    {
        .connect(reader: reader, sharing: sharing, protocols: protocols)
    }

    static func end(_ handle: Int32, _ disposition: CardDisposition = .leave) -> Self {
        .endTransaction(handle, disposition: disposition.rawValue)
    }

    static func reconnect(_ handle: Int32, _ first: CardDisposition = .leave, sharing: CardSharing = .shared) -> Self {
        .reconnect(handle, sharing: sharing.rawValue, protocols: 3, initialization: first.rawValue)
    }
}
