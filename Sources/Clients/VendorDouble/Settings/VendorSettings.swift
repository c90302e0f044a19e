package import Foundation
package import OpenSSL

/// What a vendor application knows of its surroundings.
package struct VendorSettings: Sendable {
    /// Base URL of the signing service (https, mutual TLS).
    package var signingURL: String
    /// OIDC issuer; discovery is below it.
    package var issuer: String
    /// Roots of the signing service's server certificate.
    package var trustAnchors: [Certificate]
    /// Nil for an application without a client certificate.
    package var facility: FacilityFile?
    package var clientID: String
    package var redirectURI: String
    /// Login id of the person who signs.
    package var practitioner: String {
        // Of others, the login id is all that is known.
        didSet { if practitioner != oldValue { holder = nil } }
    }
    /// The same as the master file has them: nobody else's certificate is signed with. Nil for anybody's.
    package var holder: RegisteredPerson?
    package var method = VendorLoginMethod.hpkiCard
    /// Whether the application has a token of its own in place of the person's login (client credentials): then each
    /// authorization brings a factor of the person.
    package var speaksForItself = false
    /// Whether tokens are taken where no client certificate is shown, so that they are bound to none.
    package var takesUnboundTokens = false
    /// How the simulated person behaves at the login (`deny`, `no-answer`, …); approves when nil. Only a simulator takes it.
    package var loginOutcome: String?
    package var versions: ClosedRange<TLSVersion> = .tls12 ... .tls13
    /// How weak the facility's own certificate may be: below Debian's level, a weak one is for the server to refuse.
    package var securityLevel = SecurityLevel.bits112
    /// What is made of the OCSP response that the signing service staples to its certificate.
    package var serverStatus = ServerStatusCheck.checked
    /// Whether a new connection resumes the TLS session of an earlier one, where the server offers it.
    package var resumesSessions = false
    package var patience = Patience()
    /// What leads out of the house, for https.
    package var proxy: ProxyAddress?
    /// The longest body of an answer that is taken, in bytes.
    package var answerLimit = 8 << 20
    /// Real time: a foreign program judges the server's certificate by its own clock.
    package var instant: @Sendable () -> Date

    package init(
        signingURL: String,
        issuer: String,
        trustAnchors: [Certificate],
        facility: FacilityFile?,
        clientID: String,
        redirectURI: String,
        practitioner: String,
        instant: @escaping @Sendable () -> Date
    ) {
        self.signingURL = signingURL
        self.issuer = issuer
        self.trustAnchors = trustAnchors
        self.facility = facility
        self.clientID = clientID
        self.redirectURI = redirectURI
        self.practitioner = practitioner
        self.instant = instant
    }

    /// TLS with the facility's certificate, to a server that must have this name.
    package func tlsContext(for host: String) throws -> TLSContext {
        try TLSContext(
            client: TLSClientConfiguration(
                trustAnchors: trustAnchors,
                identity: facility?.identity,
                serverName: host,
                versions: versions,
                algorithms: versions.lowerBound < .tls12 ? .legacy : .modern,
                securityLevel: securityLevel,
                resumesSessions: resumesSessions,
                serverStatus: serverStatus,
                instant: instant
            )
        )
    }
}

/// How the practitioner proves who they are.
package enum VendorLoginMethod: String, CaseIterable, Sendable {
    case hpkiCard = "hpki-card"
    case fido
    case myNumber = "my-number"
}
