import NIOCore
import NIOOpenSSL
import OpenSSL

/// HTTP to a few servers over connections that are kept alive, one request at a time on each; https with the facility's
/// certificate.
actor KeptConnections {
    private static let idleLimit = 4

    private let settings: VendorSettings
    private var idle: [ServerURL.Server: [ClientConnection]] = [:]
    private var contexts: [String: TLSContext] = [:]
    private var resumptions: [ServerURL.Server: TLSResumption] = [:]

    init(_ settings: VendorSettings) {
        self.settings = settings
    }

    /// Sends a request and waits for its answer, whatever its status.
    ///
    /// - Parameter isRepeatable: whether asking twice does no more than asking once. Only then is the request sent again:
    ///   once, when a kept connection turns out to be closed or dropped (RFC 9110, section 9.2.2), and after 429 and 503 as often as
    ///   the patience allows. A refused handshake is never tried again.
    func send(
        _ request: ClientRequest,
        to url: ServerURL,
        isRepeatable: Bool
    ) async throws(VendorFailure) -> ClientAnswer {
        var waiting = Waiting(settings.patience)
        var tries = 0
        while true {
            let answer = try await sendOnce(request, to: url, isRepeatable: isRepeatable)
            guard isRepeatable, Refusal(answer).isTemporary, tries < settings.patience.retries,
                await waiting.wait(answer.retryAfter)
            else { return answer }
            tries += 1
        }
    }

    /// Ends the connections that nobody uses.
    func close() async {
        let connections = idle.values.joined()
        idle = [:]
        for connection in connections { try? await connection.close() }
    }

    /// Ends the connections that nobody uses, so that the next requests make new ones.
    ///
    /// - Parameter resuming: whether their TLS sessions are taken up again; otherwise each handshake is a whole one.
    func reconnect(resuming: Bool) async {
        resumptions = [:]
        if resuming {
            for (server, connections) in idle where server.isTLS {
                resumptions[server] = await connections.last?.resumption
            }
        }
        await close()
    }

    private func sendOnce(
        _ request: ClientRequest,
        to url: ServerURL,
        isRepeatable: Bool
    ) async throws(VendorFailure) -> ClientAnswer {
        if let kept = takeIdle(url.server) {
            do throws(VendorFailure) {
                return try await send(request, to: url, over: kept)
            } catch {
                guard isRepeatable, [.closedWithoutAnswer, .reset].contains(error.cause) else { throw error }
            }
        }
        return try await send(request, to: url, over: try await connect(url.server))
    }

    private func send(
        _ request: ClientRequest,
        to url: ServerURL,
        over connection: ClientConnection
    ) async throws(VendorFailure) -> ClientAnswer {
        do {
            let answer = try await connection.send(request, deadline: settings.patience.deadline)
            if answer.isKeepAlive { keep(connection, to: url.server) } else { connection.channel.close(promise: nil) }
            return answer
        } catch {
            connection.channel.close(promise: nil)
            throw VendorFailure(request.call, VendorFailure.Cause(error))
        }
    }

    private func connect(_ server: ServerURL.Server) async throws(VendorFailure) -> ClientConnection {
        do {
            let context = try server.isTLS ? context(for: server.host) : nil
            let resumption = resumptions[server]
            return try await ClientConnection.open(
                host: server.host,
                port: server.port,
                limit: settings.answerLimit,
                proxy: server.isTLS ? settings.proxy : nil
            ) { channel in
                guard let context else { return }
                let session = try context.makeSession(resuming: resumption)
                try channel.pipeline.syncOperations.addHandler(TLSHandler(session: session))
            }
        } catch {
            throw VendorFailure("connect \(server.host):\(server.port)", VendorFailure.Cause(error))
        }
    }

    private func context(for host: String) throws -> TLSContext {
        if let context = contexts[host] { return context }
        let context = try settings.tlsContext(for: host)
        contexts[host] = context
        return context
    }

    private func takeIdle(_ server: ServerURL.Server) -> ClientConnection? {
        while let connection = idle[server]?.popLast() {
            if connection.channel.isActive { return connection }
        }
        return nil
    }

    private func keep(_ connection: ClientConnection, to server: ServerURL.Server) {
        guard connection.channel.isActive, idle[server, default: []].count < Self.idleLimit else {
            connection.channel.close(promise: nil)
            return
        }
        idle[server, default: []].append(connection)
    }
}

extension ClientRequest {
    /// For messages: method and path, without the query, in which there may be secrets.
    var call: String { "\(method) \(target.prefix { $0 != "?" })" }
}
