package import ISO7816
import Synchronization

/// A card of a few rules: it remembers one `VERIFY` until it is reset, and says so.
///
/// `80 01 …` is echoed, `80 02 HH LL` answers with that many bytes, `00 20` verifies, `80 03` asks whether it is
/// verified, `80 04` waits until it is let go, `80 05` pulls itself out, `80 06` falls silent, `80 07` unplugs the reader.
package final class ScriptedCard: CardInReader {
    package static let usualATR: [UInt8] = [0x3B, 0x88, 0x80, 0x01, 0, 0, 0x41, 0xE0, 0xB3, 0x81, 0xA1, 0x00, 0x3B]

    private struct State {
        var isVerified = false
        var resets = 0
        var commands: [[UInt8]] = []
        var gate: CheckedContinuation<Void, Never>?
        var isLetGo = false
        var arrivals: [CheckedContinuation<Void, Never>] = []
        var isHeld = false
    }

    package let atr: [UInt8]
    private let state = Mutex(State())

    package init(atr: [UInt8] = ScriptedCard.usualATR) {
        self.atr = atr
    }

    package var resets: Int { state.withLock { $0.resets } }
    package var commands: [[UInt8]] { state.withLock { $0.commands } }

    package func reset() async {
        state.withLock { state in
            state.isVerified = false
            state.resets += 1
        }
    }

    package func transmit(_ command: [UInt8]) async throws(CardFailure) -> [UInt8] {
        state.withLock { $0.commands.append(command) }
        let ok: [UInt8] = [0x90, 0x00]
        switch command.prefix(2) {
        case [0x80, 0x01]: return command + ok
        case [0x80, 0x02] where command.count >= 4:
            return [UInt8](repeating: 0xAB, count: Int(command[2]) << 8 + Int(command[3])) + ok
        case [0x00, 0x20]:
            state.withLock { $0.isVerified = true }
            return ok
        case [0x80, 0x03]: return state.withLock { $0.isVerified } ? ok : [0x69, 0x82]
        case [0x80, 0x04]:
            await hold()
            return ok
        case [0x80, 0x05]: throw .removed
        case [0x80, 0x06]: throw .mute
        case [0x80, 0x07]: throw .readerUnplugged
        default: return [0x6D, 0x00]
        }
    }

    /// Until a `80 04` has arrived.
    package func untilHeld() async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if !state.isHeld { state.arrivals.append(continuation) }
                return state.isHeld
            }
            if isThere { continuation.resume() }
        }
    }

    package func letGo() {
        let gate = state.withLock { state in
            state.isLetGo = true
            defer { state.gate = nil }
            return state.gate
        }
        gate?.resume()
    }

    private func hold() async {
        await withCheckedContinuation { continuation in
            let (isLetGo, arrivals) = state.withLock { state in
                state.isHeld = true
                if !state.isLetGo { state.gate = continuation }
                defer { state.arrivals = [] }
                return (state.isLetGo, state.arrivals)
            }
            for arrival in arrivals { arrival.resume() }
            if isLetGo { continuation.resume() }
        }
    }
}
