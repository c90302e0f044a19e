import Foundation
import ISO7816
import PCSC
import Simulation
import Synchronization

/// Everything that passes at the readers, a line each, in a file that only its owner can read. Secrets are masked.
///
/// Written at once, so that a line is there when its answer is seen.
final class APDUTrace: Sendable {
    private let file: Mutex<FileHandle>
    /// Real time: the lines are held against what the vendor's program writes.
    private let now: @Sendable () -> Date

    /// - Throws: ``SimulatorError`` where the file cannot be written.
    init(_ url: URL, now: @escaping @Sendable () -> Date) throws {
        let descriptor = open(url.path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
        // A file that was there keeps its lines, not its mode.
        guard descriptor >= 0, fchmod(descriptor, 0o600) == 0 else {
            let reason = String(cString: strerror(errno))
            if descriptor >= 0 { close(descriptor) }
            throw SimulatorError("the APDU trace \(url.path) cannot be written: \(reason); name another file")
        }
        file = Mutex(FileHandle(fileDescriptor: descriptor, closeOnDealloc: true))
        self.now = now
    }

    func write(_ happening: ReaderHappening) {
        let (reader, lines) = Self.lines(happening)
        let instant = now().rfc3339
        let text = lines.map { "\(instant)  \(reader)  \($0)\n" }.joined()
        // A full disk must not disturb the cards.
        file.withLock { try? $0.write(contentsOf: Data(text.utf8)) }
    }

    private static func lines(_ happening: ReaderHappening) -> (reader: String, lines: [String]) {
        switch happening {
        case .attached(let reader): (reader, ["-- reader plugged in"])
        case .detached(let reader): (reader, ["-- reader unplugged"])
        case .inserted(let reader, let atr):
            (reader, ["-- card inserted  " + (atr.isEmpty ? "mute" : "ATR \(CommandText.hex(atr))")])
        case .removed(let reader): (reader, ["-- card removed"])
        case .powered(let reader): (reader, ["-- card reset"])
        case .exchange(let exchange): (exchange.reader, lines(exchange))
        }
    }

    private static func lines(_ exchange: CardExchange) -> [String] {
        let command = CommandText(exchange.command)
        let answer =
            switch exchange.outcome {
            case .success(let bytes):
                CommandText.hex(bytes)
                    + (ResponseAPDU(parsing: bytes)?.status.meaning.map { "  \($0)" } ?? "")
            case .failure(let failure): "no answer: \(failure.text)"
            }
        return ["> \(command.bytes)  \(command.meaning)", "< \(answer)"]
    }
}
