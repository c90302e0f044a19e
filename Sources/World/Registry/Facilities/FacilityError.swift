package import HealthcarePKI

/// Why a facility's command is refused.
package enum FacilityError: Error, Sendable, Equatable {
    case unknown(ID<Facility>)
    case exists(ID<Facility>)
    case noCode
    /// A pharmacy.
    case noBeds(ID<Facility>)
    /// The code belongs, or once belonged, to another facility.
    case codeTaken(InstitutionCode, by: ID<Facility>)
    /// A pharmacy with a medical code, or the like.
    case unsuitableCode(InstitutionCode, Facility.Kind)
    /// Two codes for one fee schedule.
    case doubledFeeSchedule(InstitutionCode.FeeSchedule)
    /// The facility does not have the code that is to be changed.
    case notItsCode(InstitutionCode)
}

extension FacilityError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknown(let id): "there is no facility “\(id)”"
        case .exists(let id): "there is a facility “\(id)” already"
        case .noBeds(let id): "the pharmacy “\(id)” has no beds"
        case .noCode: "a facility needs an institution code"
        case .codeTaken(let code, let owner): "the code \(code) belongs to “\(owner)”"
        case .unsuitableCode(let code, let kind): "a \(kind.rawValue) cannot have the code \(code)"
        case .doubledFeeSchedule(let schedule): "two codes for one fee schedule (\(schedule))"
        case .notItsCode(let code): "the facility does not have the code \(code)"
        }
    }
}
