/// Why a client certificate's command is refused.
package enum ClientCertificateError: Error, Sendable, Equatable {
    case unknown(ID<ClientCertificate>)
    case exists(ID<ClientCertificate>)
    case unknownFacility(ID<Facility>)
    /// The certificate, or its authority's serial number, is registered already.
    case sameCertificate(as: ID<ClientCertificate>)
    /// One facility, one certificate (desk rule CC-3), unless the older one's end is planned (CC-7).
    case facilityHasOne(ID<ClientCertificate>)
    case revoked(ID<ClientCertificate>)
    case expired(ID<ClientCertificate>)
    /// A planned revocation must lie in the future.
    case planLiesInThePast
    case revokedInTheFuture
}

extension ClientCertificateError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknown(let id): "there is no client certificate “\(id)”"
        case .exists(let id): "there is a client certificate “\(id)” already"
        case .unknownFacility(let id): "there is no facility “\(id)”"
        case .sameCertificate(let id): "this certificate is registered already, as “\(id)”"
        case .facilityHasOne(let id): "the facility has the valid client certificate “\(id)”: plan its revocation first"
        case .revoked(let id): "the client certificate “\(id)” is revoked"
        case .expired(let id): "the client certificate “\(id)” has expired"
        case .planLiesInThePast: "a revocation can be planned for the future only"
        case .revokedInTheFuture: "a certificate cannot have been revoked in the future"
        }
    }
}
