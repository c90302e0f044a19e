package import ISO7816
import Synchronization

/// The readers that libpcsclite shows: of a real service, or of a simulator whose socket `PCSCLITE_CSOCK_NAME` names.
package struct PCSCTerminals: CardTerminals {
    /// How long the library blocks at most before it is asked again: a cancel between two waits gets lost.
    private static let sliceMilliseconds: UInt = 500

    let library: PCSCLibrary

    package func readers() async throws(PCSCError) -> [CardReaderStatus] {
        try await PCSCContext.establish(library).call(ReaderStates.now)
    }

    package func change(
        from known: [CardReaderStatus],
        timeout: Duration
    ) async throws(PCSCError) -> [CardReaderStatus] {
        let context = try await PCSCContext.establish(library)
        let end = WaitingEnd(context)
        let timer = Task {
            guard (try? await Task.sleep(for: timeout)) != nil else { return }
            end.come(.timeout)
        }
        defer { timer.cancel() }
        let result: Result<[CardReaderStatus], PCSCError> = await withTaskCancellationHandler {
            do throws(PCSCError) {
                return .success(try await Self.change(from: known, context, end))
            } catch {
                return .failure(error)
            }
        } onCancel: {
            end.come(.cancelled)
        }
        return try result.get()
    }

    package func connect(
        _ reader: String,
        sharing: CardSharing,
        protocols: CardProtocols
    ) async throws(PCSCError) -> any CardChannel {
        try await PCSCChannel.connect(library, reader, sharing, protocols)
    }

    private static func change(
        from known: [CardReaderStatus],
        _ context: PCSCContext,
        _ end: WaitingEnd
    ) async throws(PCSCError) -> [CardReaderStatus] {
        while true {
            let now = try await context.call(ReaderStates.now)
            if now != known { return now }
            if let reason = end.reason { throw reason }
            do throws(PCSCError) {
                try await context.call { pcsc, number throws(PCSCError) in
                    try ReaderStates.wait(known, milliseconds: .init(sliceMilliseconds), pcsc, number)
                }
            } catch .timeout {
            } catch .cancelled {}
        }
    }
}

/// Why a wait is to end although nothing has changed.
private final class WaitingEnd: Sendable {
    private let state = Mutex<PCSCError?>(nil)
    private let context: PCSCContext

    init(_ context: PCSCContext) {
        self.context = context
    }

    var reason: PCSCError? { state.withLock { $0 } }

    func come(_ reason: PCSCError) {
        state.withLock { $0 = $0 ?? reason }
        context.cancel()
    }
}
