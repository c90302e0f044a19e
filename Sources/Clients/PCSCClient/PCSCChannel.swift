import CPCSCLite
package import ISO7816
import Synchronization

/// A card connected to through libpcsclite, with a context of its own.
package final class PCSCChannel: CardChannel {
    /// MAX_BUFFER_SIZE_EXTENDED
    private static let largestMessage = 65548

    package let reader: String
    package let atr: [UInt8]
    private let context: PCSCContext
    private let handle: pcsc_long
    private let chosen: Mutex<pcsc_dword>

    private init(_ reader: String, _ context: PCSCContext, _ connected: Connected) {
        self.reader = reader
        self.context = context
        handle = connected.handle
        chosen = Mutex(connected.chosen)
        atr = connected.atr
    }

    deinit {
        let (context, handle) = (context, handle)
        // The context lives until this is done; where the card is disconnected already, it is an unknown handle.
        Task { try? await context.call { pcsc, _ throws(PCSCError) in try check(pcsc.disconnect(handle, 0)) } }
    }

    private struct Connected: Sendable {
        var handle: pcsc_long = 0
        var chosen: pcsc_dword = 0
        var atr: [UInt8] = []
    }

    static func connect(
        _ library: PCSCLibrary,
        _ reader: String,
        _ sharing: CardSharing,
        _ protocols: CardProtocols
    ) async throws(PCSCError) -> PCSCChannel {
        let context = try await PCSCContext.establish(library)
        let connected = try await context.call { pcsc, number throws(PCSCError) in
            var connected = Connected()
            try check(
                pcsc.connect(
                    number,
                    reader,
                    pcsc_dword(sharing.rawValue),
                    pcsc_dword(protocols.rawValue),
                    &connected.handle,
                    &connected.chosen
                )
            )
            var (atr, length) = ([UInt8](repeating: 0, count: 33), pcsc_dword(33))
            if pcsc.status(connected.handle, nil, nil, nil, nil, &atr, &length) == 0 {
                connected.atr = Array(atr.prefix(Int(length)))
            }
            return connected
        }
        return PCSCChannel(reader, context, connected)
    }

    package func transmit(_ command: [UInt8]) async throws(PCSCError) -> [UInt8] {
        let (handle, chosen) = (handle, chosen.withLock { $0 })
        return try await context.call { pcsc, _ throws(PCSCError) in
            var request = pcsc_io_request()
            request.protocol = chosen
            request.length = pcsc_dword(MemoryLayout<pcsc_io_request>.size)
            var answer = [UInt8](repeating: 0, count: Self.largestMessage)
            var length = pcsc_dword(answer.count)
            try check(pcsc.transmit(handle, &request, command, pcsc_dword(command.count), nil, &answer, &length))
            return Array(answer.prefix(Int(length)))
        }
    }

    package func beginTransaction() async throws(PCSCError) {
        let handle = handle
        try await context.call { pcsc, _ throws(PCSCError) in try check(pcsc.begin_transaction(handle)) }
    }

    package func endTransaction(_ disposition: CardDisposition) async throws(PCSCError) {
        let (handle, disposition) = (handle, pcsc_dword(disposition.rawValue))
        try await context.call { pcsc, _ throws(PCSCError) in try check(pcsc.end_transaction(handle, disposition)) }
    }

    package func reconnect(
        sharing: CardSharing,
        protocols: CardProtocols,
        initialization: CardDisposition
    ) async throws(PCSCError) {
        let handle = handle
        let number = try await context.call { pcsc, _ throws(PCSCError) in
            var number: pcsc_dword = 0
            try check(
                pcsc.reconnect(
                    handle,
                    pcsc_dword(sharing.rawValue),
                    pcsc_dword(protocols.rawValue),
                    pcsc_dword(initialization.rawValue),
                    &number
                )
            )
            return number
        }
        chosen.withLock { $0 = number }
    }

    package func disconnect(_ disposition: CardDisposition) async throws(PCSCError) {
        let (handle, disposition) = (handle, pcsc_dword(disposition.rawValue))
        try await context.call { pcsc, _ throws(PCSCError) in try check(pcsc.disconnect(handle, disposition)) }
    }
}
