import CertificateFiles
import ClientCertificateDesk
import Foundation
import HealthcarePKI
import HummingbirdCore
import Logging
import NIOCore
import NIOOpenSSL
import OpenSSL
import PCSC
import Registry
import SigningService
import Simulation
import TrustServices
import WebFront

/// The composition root: puts the rooms of the house together, in the order that they need.
///
/// Ports first, because certificates carry the portal's port in their URIs; then the world; then what is served.
struct Composition {
    let configuration: SimulatorConfiguration
    let logger = Logger(label: "hpki-sim")

    init(_ configuration: SimulatorConfiguration) {
        self.configuration = configuration
    }

    /// Everything that can be named at an injection point, for the fault plan.
    static let injectionPoints =
        [HandshakeFaults.point, HTTPFault.request, HTTPFault.answer, BackgroundFault.point] + SigningFault.points
        + ReaderFault.points + CardFault.points + [RevocationListFault.point]

    /// What programs can choose by a login id or a PIN.
    static let reservedOutcomes = SigningFault.reserved + CardFault.reserved

    func start() async throws -> Simulator {
        let keys = try KeyCache(directory: configuration.keyCacheDirectory)
        async let hierarchy = CertificateHierarchy(yaml: CertificateFiles.hierarchy)
        let simulation = try await Simulation.open(simulationConfiguration)
        do {
            return try await start(simulation, try await hierarchy, keys)
        } catch {
            try? await simulation.shutdown()
            throw error
        }
    }

    private func start(
        _ simulation: Simulation,
        _ hierarchy: CertificateHierarchy,
        _ keys: KeyCache
    ) async throws -> Simulator {
        let portalGate = GatedResponder()
        let portal = listener("portal", configuration.portalPort, portalGate, plainServer)
        let portalURL = "http://\(hostName):\(try await portal.start())"
        do {
            let vault = try await Vault.open(
                simulation,
                hierarchy: hierarchy,
                keys: keys,
                setting: TestPKI.Setting(
                    baseURL: portalURL,
                    hostNames: configuration.hostNames,
                    instant: simulation.clock.now,
                    realInstant: simulation.clock.realNow
                )
            )
            try await DefaultWorld.populate(
                vault,
                alsoKeys: [Self.idTokenKey, try SigningFront.serverKey(vault.pki)].compactMap(\.self)
            )
            try await ClientCertificateDesk.establish(simulation)
            if !simulation.isEstablished { try await simulation.establish() }
            let front = try SigningFront(vault: vault, keys: keys)
            let signingGate = GatedResponder()
            let signing = listener(
                "signing",
                configuration.signingPort,
                signingGate,
                front.server(httpConfiguration, timeouts)
            )
            let signingURL = "https://\(hostName):\(try await signing.start())"
            var openSocket: PCSCSocket?
            do {
                let world = RunningWorld(
                    simulation: simulation,
                    vault: vault,
                    front: front,
                    lints: Lints(simulation),
                    timeStamps: TimeStampAuthority(vault: vault, keys: keys),
                    portalURL: portalURL,
                    signingURL: signingURL,
                    allowedHosts: allowedHosts,
                    notifiesAnyHost: configuration.notifiesAnyHost
                )
                let files = instanceFiles(simulation)
                let presented = PresentedCertificate(vault: vault, files: files, keys: keys)
                let readers = try CardReaders(
                    world,
                    trace: try configuration.apduTrace.map {
                        try APDUTrace($0, now: { simulation.clock.realNow })
                    },
                    driver: configuration.virtualReaderDriver
                )
                let socket = try await cardSocket(readers.bus)
                openSocket = socket
                let stage = ScenarioStage()
                let services = try Services(
                    world,
                    presented,
                    readers,
                    stage,
                    idTokenKey: try Self.idTokenKey.map(keys.key),
                    freshKeys: FreshKeys(pool: isEphemeral ? keys : nil)
                )
                try await services.apply(configuration.front)
                let ready = try await ReadyFile(
                    world: world,
                    adminToken: services.adminToken,
                    files: files,
                    cardSocket: socket?.path
                )
                portalGate.open(services.portal)
                signingGate.open(services.signing)
                try ready.write(to: files.readyFile)
                let parts = SimulatorParts(
                    world: world,
                    portal: portal,
                    signing: signing,
                    files: files,
                    catalogue: services.catalogue,
                    presented: presented,
                    addresses: addresses,
                    readers: readers,
                    pcscSocket: socket,
                    ready: CurrentReadyFile(ready, at: files.readyFile),
                    stage: stage,
                    background: Task { await Self.background(simulation, front, services.signingService, readers) }
                )
                await stage.open(parts)
                return Simulator(parts: parts, configuration: configuration)
            } catch {
                signingGate.giveUp()
                await openSocket?.stop()
                await signing.stop()
                throw error
            }
        } catch {
            // A client that polls the portal is waiting already.
            portalGate.giveUp()
            await portal.stop()
            throw error
        }
    }

    private static func background(
        _ simulation: Simulation,
        _ front: SigningFront,
        _ signing: SigningService,
        _ readers: CardReaders
    ) async {
        await withTaskGroup { group in
            group.addTask { await simulation.run() }
            group.addTask { await front.handshakes.run(simulation) }
            group.addTask { await signing.run() }
            group.addTask { await readers.run() }
            group.addTask { await front.followResets(of: simulation) }
        }
    }

    // MARK: - What the configuration means

    private var simulationConfiguration: SimulationConfiguration {
        SimulationConfiguration(
            storage: storage,
            domains: Simulator.domains,
            seed: configuration.seed,
            pace: Pace(factor: configuration.pace),
            clock: configuration.clock.map { .running(from: $0) },
            injectionPoints: Self.injectionPoints,
            reservedOutcomes: Self.reservedOutcomes,
            logger: logger
        )
    }

    private var isEphemeral: Bool {
        if case .ephemeral = configuration.storage { true } else { false }
    }

    private var storage: SimulationConfiguration.Storage {
        switch configuration.storage {
        case .ephemeral: .ephemeral
        case .directory(let url): .directory(url)
        }
    }

    private func cardSocket(_ bus: ReaderBus) async throws -> PCSCSocket? {
        switch configuration.cardSocket {
        case .none: nil
        case .path(let path): try await PCSCSocket.start(bus, path: path)
        case .below(let directory): try await PCSCSocket.start(bus, below: directory)
        }
    }

    private func instanceFiles(_ simulation: Simulation) -> InstanceFiles {
        switch configuration.storage {
        case .ephemeral: InstanceFiles(directory: simulation.directory)
        case .directory(let url): InstanceFiles(directory: url)
        }
    }

    /// The name that URLs and certificates use for this machine, as it stands in a URL.
    private var hostName: String {
        let name = configuration.hostNames.first ?? "localhost"
        return name.contains(":") ? "[\(name)]" : name
    }

    private var addresses: [BindAddressChoice] {
        configuration.bindAddresses.map { $0.map { BindAddressChoice($0) } } ?? BindAddressChoice.loopbacks
    }

    /// What the `Host` of a portal request may be.
    private var allowedHosts: [String] {
        ["localhost", "127.0.0.1", "[::1]"] + configuration.hostNames
            + addresses.map { $0.host.contains(":") ? "[\($0.host)]" : $0.host }
    }

    private var httpConfiguration: HTTP1Channel.Configuration {
        .init(idleTimeout: TimeAmount(configuration.idleTimeout))
    }

    private var plainServer: HTTPServerBuilder {
        let http = httpConfiguration
        return HTTPServerBuilder { responder in
            FaultChannel.aboveSocket(
                FaultChannel.belowHTTP(UpgradeRefusal(HTTP1Channel(responder: responder, configuration: http)))
            )
        }
    }

    private var timeouts: TLSTimeouts { TLSTimeouts(handshake: TimeAmount(configuration.handshakeTimeout)) }

    private func listener(
        _ name: String,
        _ port: Int,
        _ responder: GatedResponder,
        _ server: HTTPServerBuilder
    ) -> Listener {
        Listener(
            name: name,
            addresses: addresses,
            port: port,
            responder: responder,
            server: server,
            logger: logger
        )
    }

    /// OpenID Connect Core, 15.1: RS256 is the algorithm that every client must know.
    private static let idTokenKey = KeyRequest(label: "identity-provider.id-token", kind: .rsa(bits: 2048))
}
