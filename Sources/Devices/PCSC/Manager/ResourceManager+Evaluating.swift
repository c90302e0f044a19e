import ISO7816

/// Which rule a request meets.
extension ResourceManager {
    /// `SCARD_PROTOCOL_ANY_OLD`: the same as T0 | T1, from the time before there were two bits.
    static let anyOldProtocol: UInt32 = 0x1000

    mutating func evaluate(_ pending: PendingRequest) -> (Step, Int?) {
        switch pending.request {
        case .connect(let name, let sharing, let protocols):
            return connect(pending, name, sharing, Self.requested(protocols))
        case .reconnect(let handle, let sharing, let protocols, let initialization):
            return withReader(of: handle, pending) { manager, index in
                manager.reconnect(pending, handle, index, sharing, Self.requested(protocols), initialization)
            }
        case .disconnect(let handle, let disposition):
            return disconnect(pending, handle, disposition)
        case .beginTransaction(let handle):
            return withReader(of: handle, pending) { $0.beginTransaction(pending, handle, $1) }
        case .endTransaction(let handle, let disposition):
            return withReader(of: handle, pending) { $0.endTransaction(handle, $1, disposition) }
        case .transmit(let handle, let number, let command):
            return withReader(of: handle, pending) { $0.transmit(pending, handle, $1, number, command) }
        case .control(let handle, let code):
            return withReader(of: handle, pending) { .answer($0.control(handle, $1, code)) }
        case .status(let handle):
            return withReader(of: handle, pending) { $0.checked(handle, $1, pending) ?? .answer(.done) }
        case .attribute(let handle, let id):
            return withReader(of: handle, pending) { .answer($0.attribute(handle, $1, id)) }
        case .setAttribute(let handle):
            return withReader(of: handle, pending) { .answer($0.usable(handle, $1) ?? .failed(.unsupportedFeature)) }
        }
    }

    /// A handle is its own client's only; that of a reader which is gone is `SCARD_E_INVALID_VALUE`.
    private mutating func withReader(
        of handle: Int32,
        _ pending: PendingRequest,
        _ body: (inout ResourceManager, Int) -> Step
    ) -> (Step, Int?) {
        guard let connection = connections[handle], connection.client == pending.client else {
            return (.answer(.failed(.invalidHandle)), nil)
        }
        guard let index = reader(numbered: connection.reader) else { return (.answer(.failed(.invalidValue)), nil) }
        return (body(&self, index), index)
    }

    private static func requested(_ bits: UInt32) -> CardProtocols {
        let known = CardProtocols(rawValue: bits).intersection([.t0, .t1, .raw])
        return bits & anyOldProtocol != 0 ? known.union(.any) : known
    }

    /// Waits for another program's lock; a lock of the same connection is refused, because the program could never
    /// release it while it waits (section 1.8).
    func waitOrRefuse(_ index: Int, _ client: Int) -> Step {
        let owner = readers[index].lock.flatMap { connections[$0.handle]?.client }
        return owner == client ? .answer(.failed(.sharingViolation)) : .park
    }
}
