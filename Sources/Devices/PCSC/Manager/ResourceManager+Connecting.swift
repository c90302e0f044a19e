import ISO7816

/// CONNECT and RECONNECT, their checks in the order of section 1.7.
extension ResourceManager {
    mutating func connect(
        _ pending: PendingRequest,
        _ name: String,
        _ sharing: UInt32,
        _ protocols: CardProtocols
    ) -> (Step, Int?) {
        func refuse(_ error: PCSCError) -> (Step, Int?) { (.answer(.failed(error)), nil) }
        guard clients[pending.client]?.context != nil else { return refuse(.invalidHandle) }
        guard !protocols.isEmpty || sharing == CardSharing.direct.rawValue else { return refuse(.protocolMismatch) }
        guard let sharing = CardSharing(rawValue: sharing) else { return refuse(.invalidValue) }
        guard let index = reader(named: name) else { return refuse(.unknownReader) }
        guard readers[index].isResponsive else { return refuse(.readerUnavailable) }
        guard readers[index].sharing >= 0 else { return refuse(.sharingViolation) }
        if readers[index].lock != nil { return (waitOrRefuse(index, pending.client), index) }
        guard (clients[pending.client]?.handles.count ?? 0) < maximumHandles else { return refuse(.noMemory) }
        if sharing != .direct {
            if let step = poweredOrElse(index, pending) { return (step, index) }
            guard choose(protocols, at: index) else { return refuse(.protocolMismatch) }
        }
        guard sharing != .exclusive || readers[index].sharing == 0 else { return refuse(.sharingViolation) }
        let handle = freshNumber()
        connections[handle] = CardConnection(client: pending.client, reader: readers[index].number)
        clients[pending.client]?.handles.insert(handle)
        share(index, exclusivelyWith: sharing == .exclusive ? handle : nil)
        notifyAll()
        return (.answer(.connected(handle: handle, protocol: readers[index].chosenProtocol)), index)
    }

    private mutating func share(_ index: Int, exclusivelyWith handle: Int32?) {
        if let handle {
            readers[index].sharing = -1
            readers[index].lock = .init(handle: handle, count: 1)
        } else {
            readers[index].sharing += 1
        }
    }

    /// Waits for other programs' connections to end; of the same program's, only it could end them.
    private func waitOrRefuseOthers(_ handle: Int32, _ index: Int, _ client: Int) -> Step {
        let number = readers[index].number
        let isOwn = connections.contains { $0.key != handle && $0.value.reader == number && $0.value.client == client }
        return isOwn ? .answer(.failed(.sharingViolation)) : .park
    }

    /// - Returns: what has to be done or said before the card can be used; nil when it has power.
    private func poweredOrElse(_ index: Int, _ pending: PendingRequest) -> Step? {
        let reader = readers[index]
        guard reader.card != nil else { return .answer(.failed(.noSmartcard)) }
        guard !reader.atr.isEmpty else { return .answer(.failed(.unpoweredCard)) }
        guard reader.power != .on else { return nil }
        return reader.running == nil ? .run(pending, isReset: true, command: nil) : .park
    }

    /// The first connection after power-up decides; later ones must take what it has chosen.
    private mutating func choose(_ requested: CardProtocols, at index: Int) -> Bool {
        if requested.contains(.raw) {
            readers[index].chosenProtocol = .raw
            return true
        }
        if readers[index].chosenProtocol.isEmpty {
            let usable = AnswerToReset.protocols(readers[index].atr).intersection(requested)
            guard !usable.isEmpty else { return false }
            readers[index].chosenProtocol = usable.contains(.t1) ? .t1 : .t0
            return true
        }
        return requested.isSuperset(of: readers[index].chosenProtocol)
    }

    mutating func reconnect(
        _ pending: PendingRequest,
        _ handle: Int32,
        _ index: Int,
        _ sharing: UInt32,
        _ protocols: CardProtocols,
        _ initialization: UInt32
    ) -> Step {
        if readers[index].isLocked(against: handle) { return waitOrRefuse(index, pending.client) }
        guard readers[index].isResponsive else { return .answer(.failed(.readerUnavailable)) }
        guard !protocols.isEmpty || sharing == CardSharing.direct.rawValue else {
            return .answer(.failed(.protocolMismatch))
        }
        guard let sharing = CardSharing(rawValue: sharing), let first = CardDisposition(rawValue: initialization) else {
            return .answer(.failed(.invalidValue))
        }
        var pending = pending
        if first != .leave, readers[index].card != nil {
            guard readers[index].running == nil else { return .park }
            apply(first, at: index)
            // Once is enough: after the power-up this request is looked at again.
            pending.request = .reconnect(
                handle,
                sharing: sharing.rawValue,
                protocols: protocols.rawValue,
                initialization: CardDisposition.leave.rawValue
            )
        }
        if sharing != .direct {
            if let step = poweredOrElse(index, pending) { return step }
            guard choose(protocols, at: index) else { return .answer(.failed(.protocolMismatch)) }
        }
        switch sharing {
        // The client's library repeats a reconnection for ever until the others have left: so it may as well wait here.
        case .exclusive where readers[index].sharing > 1: return waitOrRefuseOthers(handle, index, pending.client)
        case .exclusive where readers[index].sharing >= 0: share(index, exclusivelyWith: handle)
        case .shared where readers[index].sharing < 0, .direct where readers[index].sharing < 0:
            readers[index].sharing = 1
            readers[index].lock = nil
        default: break
        }
        connections[handle]?.happening = nil
        notifyAll()
        return .answer(.connected(handle: handle, protocol: readers[index].chosenProtocol))
    }
}
