import ClientCertificateDesk
import Foundation
import HealthcarePKI
import Hummingbird
import IdentityProvider
import OpenSSL
import PrescriptionReceiver
import Registry
import ScenarioFiles
import SigningService
import Simulation
import TrustServices
import WebFront

/// The services of a running simulator, as the responders of its two listeners.
struct Services: Sendable {
    let portal: TracingResponder<HostCheckResponder<UnknownRouteResponder<RouterResponder<FrontRequestContext>>>>
    let signing: TracingResponder<UnknownRouteResponder<RouterResponder<FrontRequestContext>>>
    let adminToken = SecureRandom.token(byteCount: 32)
    let signingService: SigningService
    let catalogue: CommandCatalogue
    /// Of the confidential client that is there from the start; drawn anew at each.
    private let clientSecret = SecureRandom.token(byteCount: 32)
    private let world: RunningWorld

    init(
        _ world: RunningWorld,
        _ presented: PresentedCertificate,
        _ readers: CardReaders,
        _ stage: ScenarioStage,
        idTokenKey: PrivateKey?,
        freshKeys: FreshKeys
    ) throws {
        guard let idTokenKey else { throw SimulatorError("the ID token key has no valid name") }
        self.world = world
        let identityProvider = try Self.identityProvider(world, idTokenKey, clientSecret)
        let portalRouter = Router(context: FrontRequestContext.self)
        identityProvider.addPortalRoutes(to: portalRouter)
        Self.publication(world).addRoutes(to: portalRouter)
        world.reception.addRoutes(to: portalRouter)
        Logo.addRoute(to: portalRouter)
        let desk = ClientCertificateDesk(
            vault: world.vault,
            portalURL: world.portalURL,
            guide: { try ScenarioFiles.guide },
            freshKey: freshKeys.next
        )
        desk.addRoutes(to: portalRouter, pages: try DeskPages(desk, instanceName: world.instanceName))
        try HomePage(world.rooms).addRoute(to: portalRouter)
        signingService = Self.signingService(world, identityProvider, desk)
        catalogue = try CommandCatalogue(
            world.commands + identityProvider.commands + signingService.commands + [world.presentCommand(presented)]
                + [world.resetCommand(presented)] + readers.readerCommands + world.cardCommands + desk.commands,
            onRun: Self.recording(world.simulation)
        )
        AdminAPI(
            token: adminToken,
            baseURL: world.adminURL,
            version: Simulator.version,
            operations: AdminOperation.all(
                of: world.simulation,
                world: { [clientSecret] in
                    try Self.report(world, identityProvider.clients, clientSecret)
                }
            )
                + AdminOperation.commands(of: catalogue) + [world.certificatesOperation] + desk.adminOperations
                + stage.operations
        ).addRoutes(to: portalRouter)

        let signingRouter = Router(context: FrontRequestContext.self)
        identityProvider.addMutualTLSRoutes(to: signingRouter)
        signingService.addRoutes(to: signingRouter)

        portal = TracingResponder(
            listener: "portal",
            simulation: world.simulation,
            inner: HostCheckResponder(
                allowed: world.allowedHosts,
                inner: UnknownRouteResponder(routes: portalRouter.buildResponder(), table: RouteTable(portalRouter))
            )
        )
        signing = TracingResponder(
            listener: "signing",
            simulation: world.simulation,
            inner: UnknownRouteResponder(routes: signingRouter.buildResponder(), table: RouteTable(signingRouter))
        )
    }

    /// Commands go by like requests: `hpki-sim scenarios record` reads them.
    private static func recording(_ simulation: Simulation) -> CommandCatalogue.Observer {
        { name, arguments, trace in
            simulation.records.append(
                "command",
                trace: trace,
                ["name": .string(name), "arguments": .object(arguments), "after": .integer(simulation.journal.lastSeq)]
            )
        }
    }

    /// The front as this start was asked to have it, or as the world has it.
    func apply(_ choice: FrontChoice?) async throws {
        guard let choice else { return try world.front.follow() }
        try await world.configureFront(
            style: FrontStyle(rawValue: choice.style.rawValue) ?? .alertOpenSSL,
            caNames: choice.sendsAuthorityNames ? .sent : .empty,
            cause: .program,
            trace: TraceID()
        )
    }

    private static func identityProvider(
        _ world: RunningWorld,
        _ key: PrivateKey,
        _ clientSecret: String
    ) throws -> IdentityProvider {
        let addresses = IdentityProvider.Addresses(portal: world.portalURL, mutualTLS: world.signingURL)
        let simulation = world.simulation
        let redirects = [VendorApplication.redirectURI]
        return try IdentityProvider(
            simulation: simulation,
            clients: [
                RegisteredClient(
                    id: VendorApplication.clientID,
                    name: VendorApplication.name,
                    redirectURIs: redirects
                ),
                RegisteredClient(
                    id: VendorApplication.confidentialClientID,
                    name: VendorApplication.confidentialName,
                    redirectURIs: redirects,
                    secret: SecretDigest(of: clientSecret)
                ),
            ] + RegisteredClient.observed(name: VendorApplication.name, redirectURIs: redirects),
            signingKey: key,
            instanceName: world.instanceName,
            lints: world.lints,
            addresses: { addresses },
            practitioners: { world.loginPractitioners }
        )
    }

    /// The world with the registered applications; the one secret that was drawn here is shown, as the admin API alone may.
    private static func report(
        _ world: RunningWorld,
        _ clients: ClientRegistry,
        _ clientSecret: String
    ) throws -> JSONValue {
        var report = try world.report.object ?? [:]
        report["clients"] = .array(
            clients.all.map { client in
                var members: [String: JSONValue] = [
                    "client_id": .string(client.id), "name": .string(client.name),
                    "redirect_uris": .array(client.redirectURIs.map { .string($0) }),
                    "confidential": .bool(client.isConfidential),
                ]
                if client.secret == SecretDigest(of: clientSecret) { members["client_secret"] = .string(clientSecret) }
                return .object(members)
            }
        )
        return .object(report)
    }

    private static func signingService(
        _ world: RunningWorld,
        _ identityProvider: IdentityProvider,
        _ desk: ClientCertificateDesk
    ) -> SigningService {
        let (simulation, vault) = (world.simulation, world.vault)
        return SigningService(
            simulation: simulation,
            oauth2: "\(world.portalURL)/",
            logo: world.portalURL + Logo.path,
            credentials: SigningService.Credentials(
                key: { id in
                    let label = simulation.read(CredentialDomain.self) { $0[ID(rawValue: id)]?.keyLabel }
                    return try await vault.key(try label.orMissing(id))
                },
                chain: { id in
                    let record = simulation.read(CredentialDomain.self) { $0[ID(rawValue: id)]?.certificate }
                    return try await vault.chain(try record.orMissing(id))
                },
                authenticationKeys: { try await world.authenticationKeys($0) }
            ),
            lints: world.lints,
            notificationReach: world.notifiesAnyHost ? .anyHost : .loopback,
            authenticate: { token, certificate in
                await identityProvider.verify(bearer: token, presentedCertificate: certificate)
            },
            revoke: { token, hint, grant, cause, trace in
                try await identityProvider.revoke(token: token, hint: hint, by: grant, cause: cause, trace: trace)
            },
            notify: ResultNotification.post,
            stamp: { [timeStamps = world.timeStamps] imprint, algorithm, nonce in
                try await timeStamps.stamp(imprint, algorithm, nonce: nonce)
            },
            notices: { fingerprint in
                desk.notices(forCertificate: fingerprint).map { ServiceNotice(code: $0.code.rawValue, text: $0.text) }
            }
        )
    }

    private static func publication(_ world: RunningWorld) -> PublicationRoutes {
        let pki = world.vault.pki
        let labels = Set(pki.hierarchy.authorities.map(\.label))
        return PublicationRoutes(
            simulation: world.simulation,
            certificate: { labels.contains($0) ? try pki.authority($0).certificate : nil },
            revocationList: { labels.contains($0) ? try world.publishedList($0, $1) : nil }
        )
    }
}

extension Optional {
    fileprivate func orMissing(_ credential: String) throws -> Wrapped {
        guard let self else { throw SimulatorError("the credential \(credential) has no certificate") }
        return self
    }
}
