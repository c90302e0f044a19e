package import Foundation
package import HealthcarePKI
package import Simulation

/// The facilities of the world.
package enum FacilityDomain: Domain {
    package struct State: Codable, Sendable {
        package fileprivate(set) var facilities = PackedTable<ID<Facility>, Facility>()
        /// Every code in use now or before.
        private var owners = PackedTable<String, ID<Facility>>()

        package subscript(id: ID<Facility>) -> Facility? { facilities[id] }

        /// The facility that has or had this code.
        package func owner(of code: InstitutionCode) -> ID<Facility>? { owners[code.digits] }

        fileprivate mutating func own(_ code: InstitutionCode, _ id: ID<Facility>) { owners[code.digits] = id }
    }

    package enum Command: Sendable {
        case register(Facility)
        /// A new code in place of an old one of the same fee schedule (desk rules CC-6, CC-7).
        case changeCode(ID<Facility>, from: InstitutionCode, to: Facility.Code)
        /// Another number of beds, which decides the fee (desk rule FEE-1).
        case changeBeds(ID<Facility>, Int)
        /// 利用停止
        case stop(ID<Facility>, reason: Facility.StopReason)
        case resume(ID<Facility>)
    }

    package enum Event: DomainEvent {
        case registered(Facility)
        case codeChanged(facility: ID<Facility>, from: InstitutionCode, to: Facility.Code)
        case bedsChanged(facility: ID<Facility>, beds: Int)
        case stopped(facility: ID<Facility>, reason: String)
        case resumed(facility: ID<Facility>)

        package enum CodingKeys: String, CodingKey, CaseIterable {
            case registered = "facility.registered"
            case codeChanged = "facility.renumbered"
            case bedsChanged = "facility.resized"
            case stopped = "facility.stopped"
            case resumed = "facility.resumed"
        }
    }

    package static let name = "facilities"
    /// 2: why a facility is stopped. 3: packed.
    package static let stateVersion = 3
    package static let initialState = State()

    package static func decide(
        _ command: Command,
        in context: DecisionContext<Self>
    ) throws(FacilityError) -> [Event] {
        let state = context.state
        switch command {
        case .register(let facility):
            guard state[facility.id] == nil else { throw .exists(facility.id) }
            guard !facility.codes.isEmpty else { throw .noCode }
            try check(facility.codes, of: facility, in: state)
            return [.registered(facility)]
        case .changeCode(let id, let old, let new):
            let facility = try existing(id, in: state)
            guard facility.codes.contains(where: { $0.code == old }) else { throw .notItsCode(old) }
            guard old != new.code else {
                return facility.codes.contains(new) ? [] : [.codeChanged(facility: id, from: old, to: new)]
            }
            try check(facility.codes.map { $0.code == old ? new : $0 }, of: facility, in: state)
            return [.codeChanged(facility: id, from: old, to: new)]
        case .changeBeds(let id, let beds):
            let facility = try existing(id, in: state)
            guard facility.kind != .pharmacy else { throw .noBeds(id) }
            return facility.beds == beds ? [] : [.bedsChanged(facility: id, beds: beds)]
        case .stop(let id, let reason):
            let facility = try existing(id, in: state)
            // What a payment ends must not take the place of what it does not.
            guard !facility.isStopped || (facility.stopReason == .unpaid && reason != .unpaid) else { return [] }
            return [.stopped(facility: id, reason: reason.rawValue)]
        case .resume(let id):
            return try existing(id, in: state).isStopped ? [.resumed(facility: id)] : []
        }
    }

    package static func apply(_ event: Event, at instant: Date, to state: inout State) {
        switch event {
        case .registered(let facility):
            state.facilities[facility.id] = facility
            for code in facility.codes { state.own(code.code, facility.id) }
        case .codeChanged(let id, let old, let new):
            state.facilities[id]?.change(old, to: new)
            state.own(new.code, id)
        case .bedsChanged(let id, let beds):
            state.facilities[id]?.beds = beds
        case .stopped(let id, let reason):
            state.facilities[id]?.isStopped = true
            state.facilities[id]?.stopReason = Facility.StopReason(rawValue: reason) ?? .requested
        case .resumed(let id):
            state.facilities[id]?.isStopped = false
            state.facilities[id]?.stopReason = nil
        }
    }

    private static func existing(_ id: ID<Facility>, in state: State) throws(FacilityError) -> Facility {
        guard let facility = state[id] else { throw .unknown(id) }
        return facility
    }

    private static func check(
        _ codes: [Facility.Code],
        of facility: Facility,
        in state: State
    ) throws(FacilityError) {
        var schedules: Set<InstitutionCode.FeeSchedule> = []
        for code in codes.map(\.code) {
            guard facility.possibleFeeSchedules.contains(code.feeSchedule) else {
                throw .unsuitableCode(code, facility.kind)
            }
            guard schedules.insert(code.feeSchedule).inserted else { throw .doubledFeeSchedule(code.feeSchedule) }
            if let owner = state.owner(of: code), owner != facility.id { throw .codeTaken(code, by: owner) }
        }
    }
}

extension Facility {
    fileprivate mutating func change(_ old: InstitutionCode, to new: Code) {
        codes = codes.map { $0.code == old ? new : $0 }
        if old != new.code { formerCodes.append(old) }
    }
}
