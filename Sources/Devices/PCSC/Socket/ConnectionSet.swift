import NIOCore
import Synchronization

/// The open connections of one socket, to be closed with it.
final class ConnectionSet: Sendable {
    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var isClosed = false
    }

    private let state = Mutex(State())

    /// - Returns: false where the socket is closed already.
    func add(_ channel: any Channel) -> Bool {
        let id = ObjectIdentifier(channel)
        let isOpen = state.withLock { state in
            if !state.isClosed { state.channels[id] = channel }
            return !state.isClosed
        }
        if isOpen {
            channel.closeFuture.whenComplete { [weak self] _ in self?.state.withLock { $0.channels[id] = nil } }
        }
        return isOpen
    }

    func closeAll() async {
        let channels = state.withLock { state in
            state.isClosed = true
            return Array(state.channels.values)
        }
        for channel in channels { try? await channel.close().get() }
    }
}
