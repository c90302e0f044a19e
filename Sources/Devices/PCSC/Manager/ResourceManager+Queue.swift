import ISO7816

/// How a request comes to its answer: at once, through a job for the card, or after a wait for others.
extension ResourceManager {
    enum Step {
        case answer(ReaderAnswer)
        /// Until the lock or the card is free.
        case park
        /// The card is reset, and then asked the command; without one the request is looked at again afterwards.
        case run(PendingRequest, isReset: Bool, command: [UInt8]?)
    }

    mutating func submit(_ pending: PendingRequest) {
        let (step, index) = evaluate(pending)
        perform(step, for: pending, at: index)
    }

    /// Looks again at everything that waits at a reader: what still has to wait keeps its place.
    mutating func drain(at index: Int) {
        guard !readers[index].queue.isEmpty else { return }
        let parked = readers[index].queue
        readers[index].queue = []
        for pending in parked { submit(pending) }
    }

    /// Takes back a parked request (the program does not want to wait any longer).
    ///
    /// - Returns: whether it was still parked.
    mutating func withdraw(request: Int) -> Bool {
        for index in readers.indices {
            guard let place = readers[index].queue.firstIndex(where: { $0.number == request }) else { continue }
            readers[index].queue.remove(at: place)
            return true
        }
        return false
    }

    /// A job has come to its end.
    mutating func finish(job: CardJob, _ outcome: Result<[UInt8], CardFailure>) {
        guard let index = readers.firstIndex(where: { $0.running?.job == job.number }),
            let running = readers[index].running
        else { return }
        switch outcome {
        case .failure(.removed):
            removeCard(at: index)
            effects.append(.report(.cardPulled(reader: job.reader)))
            return
        case .failure(.readerUnplugged):
            removeReader(at: index)
            effects.append(.report(.readerUnplugged(reader: job.reader)))
            return
        case .failure(.reset): resetCard(at: index)
        default: break
        }
        let pending = readers[index].running?.pending
        readers[index].running = nil
        if job.isReset, running.epoch == readers[index].epoch { readers[index].power = .on }
        if let pending {
            // Someone may have reset the card meanwhile: then nobody waits any more.
            if job.command == nil {
                submit(pending)
            } else {
                effects.append(.answer(request: pending.number, Self.answer(to: outcome)))
            }
        }
        drain(at: index)
        scheduleIdle(at: index)
    }

    /// - Note: A driver's failure is `SCARD_E_NOT_TRANSACTED` whatever it was (section 1.7).
    private static func answer(to outcome: Result<[UInt8], CardFailure>) -> ReaderAnswer {
        switch outcome {
        case .success(let bytes): .data(bytes)
        case .failure(.reader(let error)): .failed(error)
        case .failure: .failed(.notTransacted)
        }
    }

    private mutating func perform(_ step: Step, for pending: PendingRequest, at index: Int?) {
        switch step {
        case .answer(let answer):
            effects.append(.answer(request: pending.number, answer))
        case .park:
            guard let index else { return }
            readers[index].queue.append(pending)
        case .run(let pending, let isReset, let command):
            guard let index, let card = readers[index].card else { return }
            let reader = readers[index]
            let job = CardJob(
                number: freshJobNumber(),
                reader: reader.description.name,
                card: card,
                isReset: isReset,
                command: command,
                client: pending.client
            )
            readers[index].running = .init(job: job.number, pending: pending, epoch: reader.epoch)
            effects.append(.run(job))
        }
    }

    /// What a client that is gone was waiting for; a card at work is let finish.
    mutating func abandonRequests(of client: Int) {
        for index in readers.indices {
            var abandoned = readers[index].queue.filter { $0.client == client }
            readers[index].queue.removeAll { $0.client == client }
            if let pending = readers[index].running?.pending, pending.client == client {
                abandoned.append(pending)
                readers[index].running?.pending = nil
            }
            effects += abandoned.map { .answer(request: $0.number, .failed(.cancelled)) }
        }
    }

    /// The card loses its power when nobody has come back after the idle time.
    mutating func scheduleIdle(at index: Int) {
        let reader = readers[index]
        guard reader.sharing == 0, reader.card != nil, reader.power != .off, reader.running == nil else { return }
        readers[index].idleRound += 1
        effects.append(.powerOffLater(reader: reader.number, round: readers[index].idleRound))
    }
}
