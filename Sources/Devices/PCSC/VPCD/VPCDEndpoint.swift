import ISO7816
import NIOCore
import NIOPosix
import Simulation

/// Puts the card of one reader also into vpcd, the virtual reader of a real pcscd (or, on Windows, of BixVReader).
///
/// The driver listens; this connects whenever a card is in the reader, and again when the connection is lost.
package struct VPCDEndpoint: Sendable {
    package let bus: ReaderBus
    /// The reader of the bus whose cards are shown.
    package let reader: String
    package let host: String
    package let port: Int
    /// How long after a failed attempt the next one follows.
    package var retryInterval = Duration.milliseconds(500)

    /// Off only to show what it costs: Debian's vpcd then gets 21 commands a second through.
    package var acknowledgesAtOnce = true

    package init(bus: ReaderBus, reader: String, host: String, port: Int) {
        self.bus = bus
        self.reader = reader
        self.host = host
        self.port = port
    }

    /// Runs until its task is cancelled.
    package func run() async {
        while !Task.isCancelled {
            guard let status = await cardPresent() else { return }
            await show(status)
            // Lost although the card is where it was: not at once again, lest two sides chase each other.
            guard bus.readers.contains(status) else { continue }
            guard (try? await bus.settings.time.sleep(retryInterval)) != nil else { return }
        }
    }

    /// One connection, to its end; none where the driver does not listen.
    private func show(_ status: CardReaderStatus) async {
        let channel = try? await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.seconds(5))
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        VPCDHandler(bus, status, acknowledgesAtOnce: acknowledgesAtOnce)
                    )
                }
            }
            .connect(host: host, port: port).get()
        await withTaskCancellationHandler {
            try? await channel?.closeFuture.get()
        } onCancel: {
            channel?.close(promise: nil)
        }
    }

    /// - Returns: nil when the task was cancelled.
    private func cardPresent() async -> CardReaderStatus? {
        var known = bus.readers
        while true {
            if let found = known.first(where: { $0.reader == reader }), found.atr?.isEmpty == false { return found }
            // Longer than any run: only a change or the task's end comes out of it.
            guard let next = try? await bus.terminals.change(from: known, timeout: .seconds(1_000_000_000)) else {
                return nil
            }
            known = next
        }
    }
}
