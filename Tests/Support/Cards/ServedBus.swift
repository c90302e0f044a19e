import Foundation
package import PCSC

/// A bus with one reader and a card, on a socket of its own.
package final class ServedBus: Sendable {
    package static let reader = "Test Reader 0 00 00"

    package let bus: ReaderBus
    package let card = ScriptedCard()
    /// What a program is to be given as `PCSCLITE_CSOCK_NAME`.
    package let path: String

    /// The socket itself is the caller's to start.
    package init(at path: String, _ settings: ReaderBusSettings = .init()) throws {
        bus = ReaderBus(settings)
        self.path = path
        try bus.attach(ReaderDescription(name: Self.reader))
        try bus.insert(card, into: Self.reader)
    }

    package static func with<Value>(
        _ settings: ReaderBusSettings = .init(),
        body: (ServedBus) async throws -> Value
    ) async throws -> Value {
        let folder = try TemporaryDirectory()
        let served = try ServedBus(at: folder.path("pcscd.comm"), settings)
        let socket = try await PCSCSocket.start(served.bus, path: served.path)
        do {
            let value = try await body(served)
            await socket.stop()
            withExtendedLifetime(folder) {}
            return value
        } catch {
            await socket.stop()
            throw error
        }
    }
}
