import ArgumentParser
import Foundation
import HPKISimulator
import Logging
import ServiceLifecycle
import Simulation
import UnixSignals

/// `hpki-sim serve`: the whole environment until it is interrupted.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Start the simulator and keep it running.",
        discussion: """
            Prints where everything is, and a curl sequence that ends in a signature. State is kept between runs unless
            --ephemeral is given.

            $ hpki-sim serve
            $ hpki-sim serve --ephemeral --port 0 --portal-port 0 --ready-file ready.json
            $ hpki-sim serve --clock 2027-04-01T09:00:00+09:00
            $ hpki-sim serve --vpcd 127.0.0.1:35963 --trace-apdu apdu.log
            $ hpki-sim serve --ephemeral --scenario MTLS-05@http-400
            """
    )

    @Option(help: "Port of the signing service (0: the system chooses).")
    var port = 8443

    @Option(help: "Port of the portal (0: the system chooses).")
    var portalPort = 8080

    @Option(help: "Addresses to listen on, separated by commas. Anything but a loopback opens the simulator to others.")
    var bind: String?

    @Option(help: "Names that clients may use for this machine, besides localhost; may be repeated.")
    var host: [String] = []

    @Option(help: "Directory of the state that is kept (default: below $XDG_STATE_HOME or ~/.local/state).")
    var state: String?

    @Flag(help: "Keep nothing after the end.")
    var ephemeral = false

    @Option(help: "Also write where everything is to this file (JSON, 0600) once every listener accepts.")
    var readyFile: String?

    @Option(help: "Play this scenario from the start: an id, a variant or a file (with a reset before).")
    var scenario: String?

    @Option(help: "Seed of everything that may be random without being secret (faults, their timing).")
    var seed: UInt64?

    @Option(help: "Start with the simulation clock at this instant (RFC 3339), running on from there.")
    var clock: String?

    @Option(help: "Path of the PC/SC socket (default: one of its own below $XDG_RUNTIME_DIR).")
    var pcscSocket: String?

    @Flag(help: "Show no card readers to PC/SC programs.")
    var noPcsc = false

    @Option(help: "HOST:PORT of a vpcd in which the cards are shown, too (reader 1 at the next port).")
    var vpcd: VPCDAddress?

    @Option(help: "Write every command to a card and its answer to this file (0600), with the secrets masked.")
    var traceApdu: String?

    @Flag(help: "Announce signatures made in the background to any response_uri (http), not only to this machine's.")
    var notifyAnyHost = false

    @Option(help: "Factor on delays and time-outs of faults: 0 skips them.")
    var pace: Double = 1

    func validate() throws {
        guard !(ephemeral && state != nil) else { throw ValidationError("give --state or --ephemeral, not both") }
        guard pace >= 0, pace.isFinite else { throw ValidationError("--pace is a number from 0 on") }
        for (name, value) in [("--port", port), ("--portal-port", portalPort)] where !(0...65_535).contains(value) {
            throw ValidationError("\(name) \(value) is no port: 0 to 65535")
        }
        guard !(noPcsc && pcscSocket != nil) else {
            throw ValidationError("give --pcsc-socket or --no-pcsc, not both")
        }
        guard bind.map({ !$0.split(separator: ",").isEmpty }) ?? true else {
            throw ValidationError("--bind needs an address, such as 127.0.0.1")
        }
        for name in host where !HostName.isUsable(name) {
            throw ValidationError("--host '\(name)' is neither a host's name nor an IP address")
        }
        if let clock {
            guard let instant = Date(rfc3339: clock) else {
                throw ValidationError("--clock '\(clock)' is no instant: write 2027-04-01T09:00:00+09:00")
            }
            guard SimulatorConfiguration.clockRange.contains(instant) else {
                throw ValidationError("--clock lies outside the years of the test CAs, 2020-04-01 to 2033-07-14")
            }
        }
        guard port == 0 || port != portalPort else {
            throw ValidationError("--port and --portal-port are both \(port)")
        }
    }

    func run() async throws {
        try await run(.process)
    }

    func run(_ context: CommandContext) async throws {
        OpenFileLimit.raise()
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = .warning
            return handler
        }
        do {
            let directories = UserDirectories(environment: context.environment)
            let configuration = configuration(directories)
            removeReadyFile()
            if !FileManager.default.fileExists(atPath: directories.keyCache.path) {
                context.errorOutput("hpki-sim: making the test keys of this user, once: some seconds")
            }
            let simulator = try await Simulator.start(configuration)
            let service = RunningSimulator(simulator: simulator) { try publish(simulator, context) }
            let group = ServiceGroup(
                configuration: .init(
                    services: [service],
                    gracefulShutdownSignals: [.sigint, .sigterm],
                    logger: Logger(label: "hpki-sim")
                )
            )
            defer { removeReadyFile() }
            try await group.run()
            for line in simulator.lintSummary { context.output("lint: \(line)") }
        } catch {
            throw CommandFailure(error).exit(in: context)
        }
    }

    private func configuration(_ directories: UserDirectories) -> SimulatorConfiguration {
        var configuration = SimulatorConfiguration()
        configuration.keyCacheDirectory = directories.keyCache
        if !ephemeral {
            let directory = state.map { URL(fileURLWithPath: $0, isDirectory: true) } ?? directories.state
            configuration.storage = .directory(directory)
        }
        configuration.signingPort = port
        configuration.portalPort = portalPort
        configuration.bindAddresses = bind?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        configuration.hostNames = host
        configuration.scenario = scenario
        configuration.seed = seed
        configuration.pace = pace
        if let pcscSocket {
            configuration.cardSocket = .path(pcscSocket)
        } else if !noPcsc {
            configuration.cardSocket = .below(directories.runtime)
        }
        configuration.virtualReaderDriver = vpcd?.driver
        configuration.apduTrace = traceApdu.map { URL(fileURLWithPath: $0) }
        configuration.notifiesAnyHost = notifyAnyHost
        configuration.clock = clock.flatMap { Date(rfc3339: $0) }
        return configuration
    }

    /// One that says that a server runs must not outlive it, nor be there before it does.
    private func removeReadyFile() {
        if let readyFile, (try? ReadyFile(contentsOf: URL(fileURLWithPath: readyFile))) != nil {
            try? FileManager.default.removeItem(atPath: readyFile)
        }
    }

    private func publish(_ simulator: Simulator, _ context: CommandContext) throws {
        if let readyFile {
            do {
                try simulator.ready.write(to: URL(fileURLWithPath: readyFile))
            } catch {
                throw CommandFailure(.unusableInput, "\(readyFile): the ready file cannot be written: \(error)")
            }
        }
        for line in Announcement(simulator: simulator).lines { context.output(line) }
        if let bind, !simulator.isLoopbackOnly {
            context.errorOutput(
                "hpki-sim: WARNING: --bind \(bind) lets other machines in. This is a test tool without real secrets: "
                    + "never put it on a network that you do not control."
            )
        }
    }
}

/// Keeps the simulator until the process is asked to end, then stops it in order.
private struct RunningSimulator: Service {
    let simulator: Simulator
    /// Says that it runs: only here, where a signal ends it in order already.
    let announce: @Sendable () throws -> Void

    func run() async throws {
        do {
            try announce()
        } catch {
            await simulator.stop()
            throw error
        }
        let stopped = AsyncStream<Never>.makeStream()
        await withGracefulShutdownHandler {
            for await _ in stopped.stream {}
        } onGracefulShutdown: {
            stopped.continuation.finish()
        }
        await simulator.stop()
    }
}
