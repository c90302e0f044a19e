package import ISO7816

/// A card for a reader: its facts are recorded before its answers leave.
package actor RecordedCard: CardInReader {
    package typealias Record = @Sendable ([CardEvent]) async throws -> Void

    package nonisolated let atr: [UInt8]
    private var machine: CardMachine
    private var resets = 0
    private let record: Record

    /// - Parameter record: returns when the facts are durable; where it throws, nothing has happened on the card, which
    ///   answers 6F00.
    package init(_ machine: CardMachine, record: @escaping Record) {
        atr = machine.atr
        self.machine = machine
        self.record = record
    }

    package func reset() {
        resets += 1
        machine.reset()
    }

    package func transmit(_ command: [UInt8]) async throws(CardFailure) -> [UInt8] {
        let resetsBefore = resets
        var next = machine
        let (response, events) = next.respond(to: command)
        if !events.isEmpty {
            do { try await record(events) } catch { return StatusWord.noPreciseDiagnosis.bytes }
        }
        // Pulled and inserted again meanwhile: the facts stay, what was volatile is gone.
        if resets != resetsBefore { next.reset() }
        machine = next
        return response.bytes
    }
}
