package import OpenSSL

/// How TLS failed, with the alert as it stood on the wire.
///
/// Under TLS 1.3 a client's handshake is over before the server judges its certificate, so that the same refusal comes
/// ``Moment/handshake`` with TLS 1.2 and ``Moment/afterHandshake`` with TLS 1.3.
package struct TLSFault: Hashable, Sendable {
    package enum Direction: String, Hashable, Sendable {
        case received
        case sent
    }

    package enum Moment: String, Hashable, Sendable {
        case handshake = "in the handshake"
        case afterHandshake = "after the handshake"
    }

    package let moment: Moment
    /// Nil where the connection failed without one.
    package let alert: TLSAlert?
    /// Nil without an alert.
    package let direction: Direction?
    /// What was wrong with the server's certificate, or with the bytes; nothing to compare.
    package let detail: String

    package init(_ moment: Moment, _ alert: TLSAlert? = nil, _ direction: Direction? = nil, detail: String = "") {
        self.moment = moment
        self.alert = alert
        self.direction = direction
        self.detail = detail
    }

    init(_ error: TLSError) {
        let alert = error.alertReceived ?? error.alertSent
        self.init(
            error.code == .connectionFailed ? .afterHandshake : .handshake,
            alert,
            alert == nil ? nil : error.alertReceived == nil ? .sent : .received,
            detail: error.verification?.reason ?? error.code.rawValue
        )
    }

    package static func == (left: TLSFault, right: TLSFault) -> Bool {
        left.moment == right.moment && left.alert == right.alert && left.direction == right.direction
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(moment)
        hasher.combine(alert)
        hasher.combine(direction)
    }
}

extension TLSFault: CustomStringConvertible {
    package var description: String {
        guard let alert, let direction else { return "TLS failed \(moment.rawValue): \(detail)" }
        let text = "TLS alert \(alert.rawValue) \(alert) \(direction.rawValue) \(moment.rawValue)"
        return direction == .sent ? "\(text) (\(detail))" : text
    }
}
