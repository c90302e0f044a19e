public import Foundation
package import ISO7816
import Logging
import PCSC
import Simulation
import Synchronization
import WebFront

/// A running simulator: the signing service, its portal and everything behind them, in this process.
///
/// ```swift
/// let simulator = try await Simulator.start()      // ephemeral, ports chosen by the system
/// simulator.ready.signingURL                       // https://localhost:…, mutual TLS with simulator.ready.pkcs12
/// await simulator.stop()
/// ```
public final class Simulator: Sendable {
    /// The version of this product.
    public static let version = "0.1.0"

    /// Where everything is; the content of ``readyFile``. A scenario may change it.
    public var ready: ReadyFile { parts.ready.value }
    /// The ready file that this simulator always writes (0600).
    public let readyFile: URL
    /// Whether everything is forgotten at the end.
    public let isEphemeral: Bool
    /// Whether only programs of this machine can connect.
    public let isLoopbackOnly: Bool

    /// Path of the socket on which PC/SC programs find the card readers; nil where none was asked for.
    public let pcscSocket: String?
    /// The vpcd in which the cards are shown, too; it need not be there yet.
    public let virtualReaderDriver: SimulatorConfiguration.VirtualReaderDriver?
    /// Where the commands to cards are written.
    public let apduTrace: URL?

    let parts: SimulatorParts
    private let isStopped = Mutex(false)
    let finished = Mutex<SimulatorGrade?>(nil)

    init(parts: SimulatorParts, configuration: SimulatorConfiguration) {
        self.parts = parts
        readyFile = parts.files.readyFile
        pcscSocket = parts.pcscSocket?.path
        virtualReaderDriver = configuration.virtualReaderDriver
        apduTrace = configuration.apduTrace
        isEphemeral = configuration.storage == .ephemeral
        isLoopbackOnly = parts.addresses.allSatisfy(\.isLoopback)
    }

    deinit {
        // Whoever forgets to stop it leaves no sockets, tasks or files behind.
        let parts = parts
        guard isStopped.withLock({ !$0 }) else { return }
        Task { await parts.stop() }
    }

    /// Ends every connection, writes what is left to write, and removes what is temporary. Further calls do nothing.
    public func stop() async {
        let isFirst = isStopped.withLock { isStopped in
            defer { isStopped = true }
            return !isStopped
        }
        if isFirst { await parts.stop() }
    }

    /// The card readers, as a program in this process sees them: with the results of PC/SC.
    package var cardTerminals: any CardTerminals { parts.readers.bus.terminals }

    /// The remote signature of the shipped prescription, as shell commands.
    public var curlSequence: CurlSequence {
        CurlSequence(
            ready: ready,
            document: parts.files.sampleDocument,
            curlConfiguration: parts.files.curlConfiguration
        )
    }

    /// What clients did that works here but will not work everywhere, one line each, in the order of its coming. Also
    /// readable after ``stop()``.
    public var lintSummary: [String] { parts.world.lints.findings.map(\.description) }

    /// The simulation clock in words: the instant and how it runs.
    public var clockDescription: String {
        let clock = parts.simulation.clock
        return switch clock.setting {
        case .frozen(let instant): "\(instant.rfc3339), frozen"
        case .running(let offset) where offset == .zero: "\(clock.now.rfc3339), real time"
        case .running(let offset): "\(clock.now.rfc3339), \(offset.text) from real time"
        }
    }
}
