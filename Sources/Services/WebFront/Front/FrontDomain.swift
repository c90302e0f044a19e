package import Foundation
package import OpenSSL
package import Simulation

/// The front of the signing service: how it treats client certificates, and which handshakes it refused.
package enum FrontDomain: Domain {
    /// How bad client certificates are refused, and what the CertificateRequest says.
    package struct State: Codable, Equatable, Sendable {
        package var style = FrontStyle.alertOpenSSL
        package var caNames = CANames.sent
        package var checks = ClientCertificateChecks()
        package var face = ServerFace()

        package init(style: FrontStyle = .alertOpenSSL, caNames: CANames = .sent) {
            self.style = style
            self.caNames = caNames
        }
    }

    package enum Command: Sendable {
        case configure(style: FrontStyle, caNames: CANames)
        case check(ClientCertificateChecks)
        case show(ServerFace)
        case reject(Rejection)
    }

    package enum Event: DomainEvent {
        case configured(style: FrontStyle, caNames: CANames)
        case checksChanged(checks: ClientCertificateChecks)
        case faceChanged(face: ServerFace)
        case rejected(Rejection)

        package enum CodingKeys: String, CodingKey, CaseIterable {
            case configured = "front.configured"
            case checksChanged = "front.checks-changed"
            case faceChanged = "front.face-changed"
            case rejected = "tls.rejected"
        }

        package static var variableFields: Set<String> { ["peer", "serialNumber", "fingerprint"] }
    }

    package static let name = "front"
    package static let initialState = State()

    package static func decide(_ command: Command, in context: DecisionContext<FrontDomain>) throws(Never) -> [Event] {
        switch command {
        case .configure(let style, let caNames):
            context.state.style == style && context.state.caNames == caNames
                ? [] : [.configured(style: style, caNames: caNames)]
        case .check(let checks): context.state.checks == checks ? [] : [.checksChanged(checks: checks)]
        case .show(let face): context.state.face == face ? [] : [.faceChanged(face: face)]
        case .reject(let rejection): [.rejected(rejection)]
        }
    }

    package static func apply(_ event: Event, at instant: Date, to state: inout State) {
        switch event {
        case .configured(let style, let caNames):
            state.style = style
            state.caNames = caNames
        case .checksChanged(let checks): state.checks = checks
        case .faceChanged(let face): state.face = face
        case .rejected: break
        }
    }
}
