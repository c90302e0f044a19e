package import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import ServiceLifecycle

/// One listener of the house (signing, portal): the same port on every address it is bound to.
///
/// `start()` returns when the sockets accept, so that a ready file written afterwards is true.
package actor Listener {
    /// What the listener is called in messages, e.g. `portal`.
    package nonisolated let name: String
    private let addresses: [BindAddressChoice]
    private let requestedPort: Int
    private let makeApplication: @Sendable (BindAddress, @escaping @Sendable (any Channel) async -> Void) -> any Service
    private let logger: Logger
    private var running: [(group: ServiceGroup, task: Task<Void, Never>)] = []

    /// - Parameters:
    ///   - port: 0 lets the system choose one.
    ///   - server: the channel below HTTP: plain or mutual TLS.
    package init<Responder: HTTPResponder>(
        name: String,
        addresses: [BindAddressChoice],
        port: Int,
        responder: Responder,
        server: HTTPServerBuilder,
        logger: Logger
    ) where Responder.Context == FrontRequestContext {
        self.name = name
        self.addresses = addresses
        self.requestedPort = port
        self.logger = logger
        // Hummingbird reports connections that our own end has cut off as errors.
        var quiet = logger
        quiet.logLevel = .critical
        let serverLogger = quiet
        self.makeApplication = { address, onServerRunning in
            Application(
                responder: responder,
                server: server,
                configuration: .init(address: address, serverName: nil),
                onServerRunning: onServerRunning,
                logger: serverLogger
            )
        }
    }

    /// Binds every address and starts to accept.
    ///
    /// - Returns: the port, the same on every address.
    /// - Throws: ``ListenerError``; nothing stays bound then.
    package func start() async throws -> Int {
        var port = requestedPort
        do {
            for address in addresses {
                do {
                    port = try await serve(address.host, port: port)
                } catch let error as ListenerError {
                    guard address.isOptional, error.isMissingAddress else { throw error }
                    logger.debug("\(address.host) does not exist on this machine; \(name) goes without it")
                }
            }
        } catch {
            await stop()
            throw error
        }
        return port
    }

    /// Finishes open requests within a bound, then closes.
    package func stop() async {
        for server in running { await server.group.triggerGracefulShutdown() }
        for server in running { await server.task.value }
        running = []
    }

    private func serve(_ host: String, port: Int) async throws -> Int {
        let (bound, announcement) = AsyncThrowingStream<Int, any Error>.makeStream()
        let application = makeApplication(.hostname(host, port: port)) { channel in
            announcement.yield(channel.localAddress?.port ?? port)
        }
        var configuration = ServiceGroupConfiguration(services: [application], logger: logger)
        // A client that keeps its connection open must not keep us from ending.
        configuration.maximumGracefulShutdownDuration = .seconds(1)
        let group = ServiceGroup(configuration: configuration)
        let task = Task {
            do {
                try await group.run()
                announcement.finish()
            } catch {
                announcement.finish(throwing: error)
            }
        }
        running.append((group, task))
        do {
            for try await port in bound { return port }
        } catch {
            throw ListenerError(listener: name, host: host, port: port, cause: error)
        }
        throw ListenerError(listener: name, host: host, port: port, cause: CancellationError())
    }
}
