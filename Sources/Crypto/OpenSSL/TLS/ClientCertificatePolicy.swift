package import Foundation

/// Which client certificates a server takes, and how it refuses the others.
///
/// Replaced as a whole while the server runs; connections ask for `revocation` and `instant` when they judge.
package struct ClientCertificatePolicy: Sendable {
    /// Self-signed roots. A chain must end in one of them.
    package var trustAnchors: [Certificate]
    /// Issuing authorities that the server knows, so that a client need not send them.
    package var intermediates: [Certificate]
    /// The lists to look into; nil switches the check off, an empty snapshot refuses everything with error 3.
    package var revocation: @Sendable () -> RevocationSnapshot?
    /// Whether only the client's own certificate is looked up, or every certificate of its chain.
    package var checksWholeChain: Bool
    /// The simulation's instant: chains and lists must be valid then.
    package var instant: @Sendable () -> Date
    package var style: FrontStyle
    package var caNames: CANames
    package var securityLevel: SecurityLevel

    package init(
        trustAnchors: [Certificate],
        intermediates: [Certificate] = [],
        revocation: @escaping @Sendable () -> RevocationSnapshot? = { nil },
        checksWholeChain: Bool = false,
        instant: @escaping @Sendable () -> Date,
        style: FrontStyle = .alertOpenSSL,
        caNames: CANames = .sent,
        securityLevel: SecurityLevel = .bits112
    ) {
        self.trustAnchors = trustAnchors
        self.intermediates = intermediates
        self.revocation = revocation
        self.checksWholeChain = checksWholeChain
        self.instant = instant
        self.style = style
        self.caNames = caNames
        self.securityLevel = securityLevel
    }
}
