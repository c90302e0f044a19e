import TestSupport

@testable import PCSC

/// A bus with one reader and a card, on a socket of its own.
final class ServedBus: Sendable {
    let bus: ReaderBus
    let card = ScriptedCard()
    let path: String
    private let folder: TemporaryDirectory

    private init(_ settings: ReaderBusSettings) throws {
        bus = ReaderBus(settings)
        folder = try TemporaryDirectory()
        path = folder.path("pcscd.comm")
        try bus.attach(ReaderDescription(name: ManagerBench.reader))
        try bus.insert(card, into: ManagerBench.reader)
    }

    static func with<Value>(
        _ settings: ReaderBusSettings = .init(),
        body: (ServedBus) async throws -> Value
    ) async throws -> Value {
        let served = try ServedBus(settings)
        let socket = try await PCSCSocket.start(served.bus, path: served.path)
        do {
            let value = try await body(served)
            await socket.stop()
            return value
        } catch {
            await socket.stop()
            throw error
        }
    }
}
