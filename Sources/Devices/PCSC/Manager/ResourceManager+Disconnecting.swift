import ISO7816

/// The end of connections: asked for, or because their program is gone.
extension ResourceManager {
    /// Never fails for a reader that has vanished.
    mutating func disconnect(
        _ pending: PendingRequest,
        _ handle: Int32,
        _ disposition: UInt32
    ) -> (Step, Int?) {
        guard let connection = connections[handle], connection.client == pending.client else {
            return (.answer(.failed(.invalidHandle)), nil)
        }
        guard let disposition = CardDisposition(rawValue: disposition) else {
            return (.answer(.failed(.invalidValue)), nil)
        }
        guard let index = reader(numbered: connection.reader) else {
            forget(handle)
            return (.answer(.done), nil)
        }
        if disposition != .leave {
            if readers[index].isLocked(against: handle) { return (waitOrRefuse(index, pending.client), index) }
            guard readers[index].running == nil else { return (.park, index) }
        }
        close(handle, at: index, disposition)
        return (.answer(.done), index)
    }

    private mutating func forget(_ handle: Int32) {
        guard let connection = connections.removeValue(forKey: handle) else { return }
        clients[connection.client]?.handles.remove(handle)
    }

    private mutating func close(_ handle: Int32, at index: Int, _ disposition: CardDisposition) {
        forget(handle)
        if readers[index].lock?.handle == handle { readers[index].lock = nil }
        apply(disposition, at: index)
        readers[index].sharing = max(0, readers[index].sharing - 1)
        notifyAll()
        drain(at: index)
        scheduleIdle(at: index)
    }

    /// A dead client's or released context's handles: a card whose lock was held is reset, others are left.
    mutating func abandonEverything(of client: Int) {
        abandonRequests(of: client)
        for handle in (clients[client]?.handles ?? []).sorted() {
            guard let connection = connections[handle], let index = reader(numbered: connection.reader) else {
                forget(handle)
                continue
            }
            close(handle, at: index, readers[index].lock?.handle == handle ? .reset : .leave)
        }
    }
}
