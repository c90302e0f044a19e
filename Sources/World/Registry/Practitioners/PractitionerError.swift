/// Why a practitioner's command is refused.
package enum PractitionerError: Error, Sendable, Equatable {
    case unknown(ID<Practitioner>)
    case exists(ID<Practitioner>)
    case noLicence
    /// Two people cannot have one number in the same register.
    case numberTaken(role: String, number: String, by: ID<Practitioner>)
    case unknownFacility(ID<Facility>)
}

extension PractitionerError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknown(let id): "there is no practitioner “\(id)”"
        case .exists(let id): "there is a practitioner “\(id)” already"
        case .noLicence: "a practitioner needs a licence"
        case .numberTaken(let role, let number, let owner): "the \(role)'s number \(number) belongs to “\(owner)”"
        case .unknownFacility(let id): "there is no facility “\(id)”"
        }
    }
}
