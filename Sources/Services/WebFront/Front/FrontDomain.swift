package import Foundation
package import OpenSSL
package import Simulation

/// The front of the signing service: how it treats client certificates, and which handshakes it refused.
package enum FrontDomain: Domain {
    /// How bad client certificates are refused, and what the CertificateRequest says.
    package struct State: Codable, Equatable, Sendable {
        package var style = FrontStyle.alertOpenSSL
        package var caNames = CANames.sent
        /// Certificates are judged by the revocation list of this instant; nil for the current one.
        package var revocationListAt: Date?

        package init(style: FrontStyle = .alertOpenSSL, caNames: CANames = .sent, revocationListAt: Date? = nil) {
            self.style = style
            self.caNames = caNames
            self.revocationListAt = revocationListAt
        }
    }

    package enum Command: Sendable {
        case configure(State)
        case reject(Rejection)
    }

    package enum Event: DomainEvent {
        case configured(State)
        case rejected(Rejection)

        package enum CodingKeys: String, CodingKey, CaseIterable {
            case configured = "front.configured"
            case rejected = "tls.rejected"
        }

        package static var variableFields: Set<String> { ["peer", "serialNumber", "fingerprint"] }
    }

    package static let name = "front"
    /// 2: an older revocation list.
    package static let stateVersion = 2
    package static let initialState = State()

    package static func decide(_ command: Command, in context: DecisionContext<FrontDomain>) throws(Never) -> [Event] {
        switch command {
        case .configure(let state): context.state == state ? [] : [.configured(state)]
        case .reject(let rejection): [.rejected(rejection)]
        }
    }

    package static func apply(_ event: Event, at instant: Date, to state: inout State) {
        if case .configured(let new) = event { state = new }
    }
}
