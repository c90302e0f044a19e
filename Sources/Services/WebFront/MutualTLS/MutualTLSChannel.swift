package import Foundation
package import HummingbirdCore
package import Logging
package import NIOCore
package import NIOOpenSSL
package import OpenSSL

/// TLS with client certificates below a Hummingbird channel.
///
/// Routes find the client's certificate in ``ClientIdentity/current``. A certificate that is refused never gets there:
/// the handshake fails, or the first request is answered here, as the ``FrontStyle`` says.
package struct MutualTLSChannel<Base: ServerChildChannel>: ServerChildChannel {
    package struct Value: ServerChildChannelValue {
        let base: Base.Value
        let connection: ClientConnectionRecord
        package let channel: any Channel
    }

    /// Called on the connection's event loop for every handshake that has ended, well or badly: it must not block.
    package typealias HandshakeObserver = @Sendable (_ outcome: TLSHandshakeOutcome, _ peer: SocketAddress?) -> Void

    private let base: Base
    private let context: @Sendable () -> TLSContext
    private let timeouts: TLSTimeouts
    private let requestTimeout: TimeAmount
    private let date: @Sendable () -> Date
    private let medicalInstitutionIssuer: DistinguishedName?
    private let underWay: HandshakesUnderWay
    private let onHandshake: HandshakeObserver

    /// - Parameters:
    ///   - context: of a server, asked for at every connection; its policy may be replaced at any time, see
    ///     `TLSContext.replaceClientCertificates(_:)`.
    ///   - requestTimeout: how long a client that is to be refused may take for its request's head.
    ///   - date: real time, for the `Date` of answers given here.
    ///   - medicalInstitutionIssuer: whose certificates are told that another one is wanted (desk rule CC-2).
    package init(
        _ base: Base,
        context: @escaping @autoclosure @Sendable () -> TLSContext,
        timeouts: TLSTimeouts = TLSTimeouts(),
        requestTimeout: TimeAmount = .seconds(10),
        date: @escaping @Sendable () -> Date,
        medicalInstitutionIssuer: DistinguishedName? = nil,
        underWay: HandshakesUnderWay = HandshakesUnderWay(),
        onHandshake: @escaping HandshakeObserver = { _, _ in }
    ) {
        self.base = base
        self.context = context
        self.timeouts = timeouts
        self.requestTimeout = requestTimeout
        self.date = date
        self.medicalInstitutionIssuer = medicalInstitutionIssuer
        self.underWay = underWay
        self.onHandshake = onHandshake
    }

    package func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let connection = ClientConnectionRecord()
        return channel.eventLoop.makeCompletedFuture {
            let handler = TLSHandler(session: try context().makeSession(), timeouts: timeouts) { [date] request in
                NginxPage.plainHTTP.answer(withBody: request.method != "HEAD", date: date())
            }
            let gate = CertificateGate(
                connection: connection,
                requestTimeout: requestTimeout,
                date: date,
                medicalInstitutionIssuer: medicalInstitutionIssuer,
                underWay: underWay,
                onHandshake: onHandshake
            )
            try channel.pipeline.syncOperations.addHandlers([handler, gate])
        }
        .flatMap { base.setup(channel: channel, logger: logger) }
        .map { Value(base: $0, connection: connection, channel: channel) }
    }

    package func handle(value: Value, logger: Logger) async {
        await ClientConnectionRecord.$current.withValue(value.connection) {
            await base.handle(value: value.base, logger: logger)
        }
    }
}
