import ISO7816
import Simulation
import Synchronization

/// Any number of virtual readers with cards in them, and all programs that use them, in this process or behind a socket.
///
/// Cards and readers come and go through ``attach(_:)``, ``insert(_:into:)`` and their like; programs see them through
/// ``terminals`` or a `PCSCSocket`. Whether a card is in a reader after a restart is not remembered here.
package final class ReaderBus: Sendable {
    /// How a client hears of what it waits for. Called in any thread, and returns at once.
    struct Listener: Sendable {
        let wake: @Sendable (WaitEnd) -> Void
        /// Where its commands to cards are carried out; nil for the pool of all tasks.
        let executor: (any TaskExecutor)?
    }

    typealias Reply = @Sendable (ReaderAnswer) -> Void

    private struct State {
        var manager: ResourceManager
        var listeners: [Int: Listener] = [:]
        var replies: [Int: Reply] = [:]
        var lastRequest = 0
        /// The timers of idle cards, by reader.
        var idleTimers: [Int: Task<Void, Never>] = [:]
    }

    /// An effect with what it takes to carry it out.
    private enum Deed {
        case answer(Reply, ReaderAnswer)
        case wake(Listener, WaitEnd)
        case run(CardJob, (any TaskExecutor)?)
        case powerOffLater(reader: Int, round: Int)
        case report(ReaderBusEvent)
        case tell(ReaderHappening)
    }

    let settings: ReaderBusSettings
    private let state: Mutex<State>

    package init(_ settings: ReaderBusSettings = .init()) {
        self.settings = settings
        let manager = ResourceManager(
            maximumContexts: settings.maximumContexts,
            maximumHandles: settings.maximumHandlesPerContext
        )
        state = Mutex(State(manager: manager))
    }

    deinit {
        for timer in state.withLock({ $0.idleTimers.values }) { timer.cancel() }
    }

    /// One critical section; what the manager wants done is done behind it.
    func with<Value: Sendable>(_ body: (inout ResourceManager) -> Value) -> Value {
        let (value, deeds) = state.withLock { state in
            let value = body(&state.manager)
            return (value, Self.takeDeeds(&state))
        }
        for deed in deeds { carryOut(deed) }
        return value
    }

    // MARK: - Clients

    func addClient(_ listener: Listener) -> Int {
        state.withLock { state in
            let client = state.manager.addClient()
            state.listeners[client] = listener
            return client
        }
    }

    func removeClient(_ client: Int) {
        with { $0.removeClient(client) }
        state.withLock { $0.listeners[client] = nil }
    }

    /// - Parameter reply: called once, perhaps before this returns; with `.cancelled` when the client is removed before.
    /// - Returns: the number by which a parked request can be withdrawn.
    @discardableResult
    func submit(_ request: ReaderRequest, of client: Int, reply: @escaping Reply) -> Int {
        let (number, deeds) = state.withLock { state in
            state.lastRequest += 1
            let number = state.lastRequest
            state.replies[number] = reply
            state.manager.submit(PendingRequest(number: number, client: client, request: request))
            return (number, Self.takeDeeds(&state))
        }
        for deed in deeds { carryOut(deed) }
        return number
    }

    /// - Returns: whether the request was still parked; its reply is not called then.
    func withdraw(request: Int) -> Bool {
        state.withLock { state in
            guard state.manager.withdraw(request: request) else { return false }
            state.replies[request] = nil
            return true
        }
    }

    // MARK: - Effects

    private static func takeDeeds(_ state: inout State) -> [Deed] {
        state.manager.takeEffects().compactMap { effect in
            switch effect {
            case .answer(let request, let answer):
                state.replies.removeValue(forKey: request).map { .answer($0, answer) }
            case .wake(let client, let end): state.listeners[client].map { .wake($0, end) }
            case .run(let job): .run(job, state.listeners[job.client]?.executor)
            case .powerOffLater(let reader, let round): .powerOffLater(reader: reader, round: round)
            case .report(let event): .report(event)
            case .tell(let happening): .tell(happening)
            }
        }
    }

    private func carryOut(_ deed: Deed) {
        switch deed {
        case .answer(let reply, let answer): reply(answer)
        case .wake(let listener, let end): listener.wake(end)
        case .run(let job, let executor):
            Task(executorPreference: executor) { await self.carryOut(job) }
        case .powerOffLater(let reader, let round): powerOffLater(reader, round)
        case .report(let event): settings.onEvent?(event)
        case .tell(let happening): settings.onHappening?(happening)
        }
    }

    private func carryOut(_ job: CardJob) async {
        if job.isReset {
            await job.card.reset()
            settings.onHappening?(.powered(reader: job.reader))
        }
        guard let command = job.command else { return with { $0.finish(job: job, .success([])) } }
        let outcome = await transmit(command, job)
        settings.onHappening?(.exchange(CardExchange(reader: job.reader, command: command, outcome: outcome)))
        with { $0.finish(job: job, outcome) }
    }

    private func transmit(_ command: [UInt8], _ job: CardJob) async -> Result<[UInt8], CardFailure> {
        var fault: Fault?
        if let plan = settings.faults { fault = await ReaderFault.transmit(job, plan) }
        if let failure = fault.flatMap(ReaderFault.failure) { return .failure(failure) }
        do {
            let answer = try await job.card.transmit(command)
            return .success(fault?.flipped(answer) ?? answer)
        } catch {
            return .failure(error)
        }
    }

    private func powerOffLater(_ reader: Int, _ round: Int) {
        guard let idleTime = settings.idlePowerOff else { return }
        let sleep = settings.time.sleep
        let timer = Task { [weak self] in
            guard (try? await sleep(idleTime)) != nil else { return }
            self?.with { $0.powerOff(reader: reader, round: round) }
        }
        state.withLock { state in
            state.idleTimers.updateValue(timer, forKey: reader)?.cancel()
        }
    }
}
