import ISO7816
import Synchronization

/// One wait of a program in this process for a change at the readers.
final class BusWaiter: Sendable {
    private enum State {
        case idle
        case ended(Result<Void, PCSCError>)
        case waiting(CheckedContinuation<Result<Void, PCSCError>, Never>)
    }

    private let bus: ReaderBus
    private let state = Mutex(State.idle)
    private let client = Mutex<Int?>(nil)

    init(_ bus: ReaderBus) {
        self.bus = bus
        let listener = ReaderBus.Listener(wake: { [weak self] in self?.wake($0) }, executor: nil)
        let number = bus.addClient(listener)
        client.withLock { $0 = number }
    }

    /// What there is now; the next change ends ``next()``.
    func registerAndRead() -> [CardReaderStatus] {
        let number = client.withLock { $0 } ?? 0
        return bus.with { manager in
            manager.wait(number)
            return manager.readers.map(\.status)
        }
    }

    func next() async -> Result<Void, PCSCError> {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let ended: Result<Void, PCSCError>? = state.withLock { state in
                    guard case .ended(let result) = state else {
                        state = .waiting(continuation)
                        return nil
                    }
                    state = .idle
                    return result
                }
                if let ended { continuation.resume(returning: ended) }
            }
        } onCancel: {
            end(.failure(.cancelled))
        }
    }

    func end(_ result: Result<Void, PCSCError>) {
        let waiting: CheckedContinuation<Result<Void, PCSCError>, Never>? = state.withLock { state in
            switch state {
            case .waiting(let continuation):
                state = .idle
                return continuation
            // The time or the caller's patience has run out: no change after that counts.
            case .ended(.failure): return nil
            case .idle, .ended:
                state = .ended(result)
                return nil
            }
        }
        waiting?.resume(returning: result)
    }

    func close() {
        if let number = client.withLock({ $0 }) { bus.removeClient(number) }
    }

    private func wake(_ end: WaitEnd) {
        self.end(end == .changed ? .success(()) : .failure(.cancelled))
    }
}
