import OpenSSL
import Synchronization

/// What one connection knows of its client: empty until the handshake is done, the same from then on.
final class ClientConnectionRecord: Sendable {
    /// Of the connection that the current task serves.
    @TaskLocal static var current: ClientConnectionRecord?

    private let stored = Mutex<ClientIdentity?>(nil)

    var identity: ClientIdentity? { stored.withLock(\.self) }

    func complete(_ identity: ClientIdentity) {
        stored.withLock { $0 = identity }
    }
}
