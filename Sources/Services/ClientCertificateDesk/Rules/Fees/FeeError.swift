package import Registry

/// Why a command about invoices is refused.
package enum FeeError: Error, Sendable, Equatable {
    case exists(ID<FeeDomain.Invoice>)
    case unknown(ID<FeeDomain.Invoice>)

    package var owner: ResponsibleParty { .facility }
}

extension FeeError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .exists(let number): "there is an invoice “\(number)” already"
        case .unknown(let number): "there is no invoice “\(number)”"
        }
    }
}
