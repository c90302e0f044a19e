import ISO7816

/// Calls on a handle, with the checks of section 1.7 in their order.
extension ResourceManager {
    /// The checks that all of them share.
    ///
    /// - Returns: nil where nothing stands in the way.
    func checked(_ handle: Int32, _ index: Int, _ pending: PendingRequest) -> Step? {
        if readers[index].isLocked(against: handle) { return waitOrRefuse(index, pending.client) }
        return usable(handle, index).map { .answer($0) }
    }

    /// The same without waiting: CONTROL and the attributes answer a foreign lock at once.
    func usable(_ handle: Int32, _ index: Int) -> ReaderAnswer? {
        if readers[index].isLocked(against: handle) { return .failed(.sharingViolation) }
        guard readers[index].isResponsive else { return .failed(.readerUnavailable) }
        return connections[handle]?.happening.map { .failed($0.error) }
    }

    // MARK: - Transactions

    mutating func beginTransaction(_ pending: PendingRequest, _ handle: Int32, _ index: Int) -> Step {
        if let step = checked(handle, index, pending) { return step }
        readers[index].lock = .init(handle: handle, count: (readers[index].lock?.count ?? 0) + 1)
        return .answer(.done)
    }

    mutating func endTransaction(_ handle: Int32, _ index: Int, _ disposition: UInt32) -> Step {
        guard let disposition = CardDisposition(rawValue: disposition) else { return .answer(.failed(.invalidValue)) }
        if readers[index].isLocked(against: handle) {
            return .answer(.failed(disposition == .leave ? .notTransacted : .sharingViolation))
        }
        guard readers[index].isResponsive else { return .answer(.failed(.readerUnavailable)) }
        // The lock falls although the call fails: else a program that gives up now would keep all others out.
        if let happening = connections[handle]?.happening {
            unlock(index, handle)
            return .answer(.failed(happening.error))
        }
        guard readers[index].lock != nil, !isOnlyExclusive(index) else { return .answer(.failed(.notTransacted)) }
        apply(disposition, at: index)
        unlock(index, handle)
        return .answer(.done)
    }

    /// Exclusive access holds the lock once, which END_TRANSACTION cannot give away.
    private func isOnlyExclusive(_ index: Int) -> Bool {
        readers[index].sharing < 0 && readers[index].lock?.count == 1
    }

    private mutating func unlock(_ index: Int, _ handle: Int32) {
        guard var lock = readers[index].lock, lock.handle == handle, !isOnlyExclusive(index) else { return }
        lock.count -= 1
        readers[index].lock = lock.count > 0 ? lock : nil
        if lock.count == 0 { drain(at: index) }
    }

    // MARK: - Transmit

    mutating func transmit(
        _ pending: PendingRequest,
        _ handle: Int32,
        _ index: Int,
        _ number: UInt32,
        _ command: [UInt8]
    ) -> Step {
        if let step = checked(handle, index, pending) { return step }
        let reader = readers[index]
        guard reader.card != nil else { return .answer(.failed(.noSmartcard)) }
        let isAny = number == Self.anyOldProtocol || number == CardProtocols.raw.rawValue
        guard isAny || number == reader.chosenProtocol.rawValue else { return .answer(.failed(.protocolMismatch)) }
        if case .contactless(let identifier) = reader.description.interface,
            let answer = ContactlessCommand.answer(to: command, identifier: identifier)
        {
            return .answer(.data(answer))
        }
        guard !reader.atr.isEmpty else { return .answer(.failed(.notTransacted)) }
        guard reader.running == nil else { return .park }
        return .run(pending, isReset: reader.power != .on, command: command)
    }
}
