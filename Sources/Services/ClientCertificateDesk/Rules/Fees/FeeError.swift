package import Registry

/// Why a command about invoices is refused.
package enum FeeError: Error, Sendable, Equatable {
    case exists(ID<Invoice>)
    case unknown(ID<Invoice>)
    case unknownFacility(ID<Facility>)
    /// Nothing is open.
    case nothingToPay(ID<Facility>)

    package var owner: ResponsibleParty { .facility }
}

extension FeeError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .exists(let number): "there is an invoice “\(number)” already"
        case .unknown(let number): "there is no invoice “\(number)”"
        case .unknownFacility(let id): "there is no facility “\(id)”"
        case .nothingToPay(let id): "未払いの請求はありません (the facility “\(id)” has no open invoice)"
        }
    }
}
