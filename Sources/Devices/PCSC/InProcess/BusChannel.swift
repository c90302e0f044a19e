package import ISO7816
import Synchronization

/// A connection of a program in this process. It has a context of its own, as two threads of a PC/SC program have.
package final class BusChannel: CardChannel {
    package let reader: String
    package let atr: [UInt8]
    private let bus: ReaderBus
    private let client: Int
    private let handle: Int32
    private let chosen: Mutex<CardProtocols>

    private init(_ bus: ReaderBus, _ client: Int, _ reader: String, _ handle: Int32, _ chosen: CardProtocols) {
        self.bus = bus
        self.client = client
        self.reader = reader
        self.handle = handle
        self.chosen = Mutex(chosen)
        atr = bus.readers.first { $0.reader == reader }?.atr ?? []
    }

    deinit {
        bus.removeClient(client)
    }

    static func connect(
        _ bus: ReaderBus,
        _ reader: String,
        _ sharing: CardSharing,
        _ protocols: CardProtocols
    ) async throws(PCSCError) -> BusChannel {
        let client = bus.addClient(.init(wake: { _ in }, executor: nil))
        do throws(PCSCError) {
            _ = try bus.with { $0.establishContext(of: client) }.get()
            let request = ReaderRequest.connect(
                reader: reader,
                sharing: sharing.rawValue,
                protocols: protocols.rawValue
            )
            guard case .connected(let handle, let chosen) = try await bus.ask(request, of: client) else {
                throw .internalFailure
            }
            return BusChannel(bus, client, reader, handle, chosen)
        } catch {
            bus.removeClient(client)
            throw error
        }
    }

    package func transmit(_ command: [UInt8]) async throws(PCSCError) -> [UInt8] {
        guard command.count <= PCSCLimits.largestMessage else { throw .insufficientBuffer }
        let number = chosen.withLock { $0.rawValue }
        let request = ReaderRequest.transmit(handle, protocol: number, command: command)
        guard case .data(let answer) = try await bus.ask(request, of: client) else { throw .internalFailure }
        return answer
    }

    package func beginTransaction() async throws(PCSCError) {
        _ = try await bus.ask(.beginTransaction(handle), of: client)
    }

    package func endTransaction(_ disposition: CardDisposition) async throws(PCSCError) {
        _ = try await bus.ask(.endTransaction(handle, disposition: disposition.rawValue), of: client)
    }

    package func reconnect(
        sharing: CardSharing,
        protocols: CardProtocols,
        initialization: CardDisposition
    ) async throws(PCSCError) {
        let request = ReaderRequest.reconnect(
            handle,
            sharing: sharing.rawValue,
            protocols: protocols.rawValue,
            initialization: initialization.rawValue
        )
        guard case .connected(_, let protocols) = try await bus.ask(request, of: client) else {
            throw .internalFailure
        }
        chosen.withLock { $0 = protocols }
    }

    package func disconnect(_ disposition: CardDisposition) async throws(PCSCError) {
        _ = try await bus.ask(.disconnect(handle, disposition: disposition.rawValue), of: client)
    }
}
