import Foundation

/// The states of all domains after an event. It only saves time: without it the events give the same.
struct Snapshot: Sendable {
    enum Kind: String, Sendable {
        /// The newest.
        case current
        /// The initial world, to which a reset leads back.
        case initial
    }

    struct DomainState: Sendable {
        let domain: String
        let version: Int
        let state: any Codable & Sendable
    }

    let kind: Kind
    let seq: Int
    let instant: Date
    let initialSeq: Int?
    /// The domains that have changed since the last snapshot of this kind.
    let states: [DomainState]

    /// Slow for a large world: not under any lock.
    func encoded() throws -> EncodedSnapshot {
        EncodedSnapshot(
            kind: kind,
            seq: seq,
            instant: instant,
            initialSeq: initialSeq,
            states: try states.map { state in
                let attachments = Attachments()
                let json = try JSONValue(encoding: state.state, dates: .exact, attachments: attachments)
                return .init(
                    domain: state.domain,
                    version: state.version,
                    content: attachments.joined(to: json.utf8())
                )
            }
        )
    }
}

/// A snapshot as it is stored.
struct EncodedSnapshot: Sendable {
    struct DomainState: Sendable {
        let domain: String
        let version: Int
        /// JSON, and behind it what is packed: see ``Attachments``.
        let content: [UInt8]
    }

    let kind: Snapshot.Kind
    let seq: Int
    let instant: Date
    let initialSeq: Int?
    let states: [DomainState]

    var byteCount: Int { states.reduce(0) { $0 + $1.content.count } }
}
