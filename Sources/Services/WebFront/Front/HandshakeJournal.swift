package import NIOCore
package import OpenSSL
package import Simulation

/// Takes finished handshakes off the event loops: refused ones become events, all of them go to the volatile ring.
package struct HandshakeJournal: Sendable {
    private enum Entry: Sendable {
        case handshake(TLSHandshakeOutcome, SocketAddress?)
        /// Everything before it is written.
        case mark(CheckedContinuation<Void, Never>)
    }

    /// [D] How long ``settle()`` waits for handshakes whose client has not left: far more than the last bytes of one take.
    private static let patience = Duration.seconds(2)

    /// Told of the beginning and, after ``note(_:peer:)``, the end of every handshake.
    package let underWay = HandshakesUnderWay()
    private let handshakes: AsyncStream<Entry>
    private let continuation: AsyncStream<Entry>.Continuation
    private let medicalInstitutionIssuer: DistinguishedName?

    /// - Parameter medicalInstitutionIssuer: as in ``MutualTLSChannel``.
    package init(medicalInstitutionIssuer: DistinguishedName? = nil) {
        self.medicalInstitutionIssuer = medicalInstitutionIssuer
        // Bounded, so that a flood of bad handshakes costs the newest entries and not the memory.
        (handshakes, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(16_384))
    }

    /// For ``MutualTLSChannel``: never blocks.
    package func note(_ outcome: TLSHandshakeOutcome, peer: SocketAddress?) {
        continuation.yield(.handshake(outcome, peer))
    }

    /// Returns when every handshake that has begun before stands in the journal: also one whose client has said its last
    /// word and gone, while the server has yet to read it.
    package func settle() async {
        await underWay.untilNone(within: Self.patience)
        await withCheckedContinuation { mark in
            // A journal that is full or finished writes no more: nothing is to be waited for.
            if case .enqueued = continuation.yield(.mark(mark)) { return }
            mark.resume()
        }
    }

    package func finish() { continuation.finish() }

    /// Writes until ``finish()``.
    package func run(_ simulation: Simulation) async {
        for await entry in handshakes {
            guard case .handshake(let outcome, let peer) = entry else {
                if case .mark(let mark) = entry { mark.resume() }
                continue
            }
            let trace = TraceID()
            let rejection = Rejection(outcome, peer: peer, medicalInstitutionIssuer: medicalInstitutionIssuer)
            simulation.records.append(
                "handshake",
                trace: trace,
                [
                    "version": outcome.version.map { .string("\($0)") } ?? .null,
                    "cipher": outcome.cipher.map(JSONValue.string) ?? .null,
                    "server_name": outcome.serverName.map(JSONValue.string) ?? .null,
                    "peer": .string(peer.map { "\($0)" } ?? "-"),
                    "rejected": rejection.map { .string($0.reason) } ?? false,
                ]
            )
            guard let rejection else { continue }
            do {
                try await simulation.perform(
                    .reject(rejection),
                    in: FrontDomain.self,
                    cause: .handshake("signing"),
                    trace: trace
                )
            } catch {
                simulation.records.append("failure", trace: trace, ["reason": .string("\(error)")])
            }
        }
    }
}
