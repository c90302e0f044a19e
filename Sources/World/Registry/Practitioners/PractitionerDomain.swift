package import Foundation
package import Simulation

/// The practitioners of the world.
package enum PractitionerDomain: Domain {
    package struct State: Codable, Sendable {
        package fileprivate(set) var practitioners: [ID<Practitioner>: Practitioner] = [:]
        private var ownersOfNumbers: [String: ID<Practitioner>] = [:]

        package subscript(id: ID<Practitioner>) -> Practitioner? { practitioners[id] }

        /// In the order of their ids.
        package var all: [Practitioner] { practitioners.values.sorted { $0.id < $1.id } }

        func owner(of licence: Practitioner.Licence) -> ID<Practitioner>? {
            ownersOfNumbers["\(licence.role) \(licence.number)"]
        }

        fileprivate mutating func add(_ practitioner: Practitioner) {
            practitioners[practitioner.id] = practitioner
            for licence in practitioner.licences {
                ownersOfNumbers["\(licence.role) \(licence.number)"] = practitioner.id
            }
        }
    }

    package enum Command: Sendable {
        case register(Practitioner)
        /// A new name; certificates keep the old one until they are issued anew.
        case rename(ID<Practitioner>, Practitioner.Name)
        case registerMethod(ID<Practitioner>, Practitioner.LoginMethod)
        case removeMethod(ID<Practitioner>, Practitioner.LoginMethod)
        case joinFacility(ID<Practitioner>, ID<Facility>)
        case leaveFacility(ID<Practitioner>, ID<Facility>)
        /// 医業停止
        case suspend(ID<Practitioner>)
        case resume(ID<Practitioner>)
    }

    package enum Event: DomainEvent {
        case registered(Practitioner)
        case renamed(practitioner: ID<Practitioner>, name: Practitioner.Name)
        case methodRegistered(practitioner: ID<Practitioner>, method: Practitioner.LoginMethod)
        case methodRemoved(practitioner: ID<Practitioner>, method: Practitioner.LoginMethod)
        case affiliated(practitioner: ID<Practitioner>, facility: ID<Facility>)
        case departed(practitioner: ID<Practitioner>, facility: ID<Facility>)
        case suspended(practitioner: ID<Practitioner>)
        case resumed(practitioner: ID<Practitioner>)

        package enum CodingKeys: String, CodingKey, CaseIterable {
            case registered = "practitioner.registered"
            case renamed = "practitioner.renamed"
            case methodRegistered = "login-method.registered"
            case methodRemoved = "login-method.removed"
            case affiliated = "practitioner.affiliated"
            case departed = "practitioner.departed"
            case suspended = "practitioner.suspended"
            case resumed = "practitioner.resumed"
        }
    }

    package static let name = "practitioners"
    package static let initialState = State()

    package static func decide(
        _ command: Command,
        in context: DecisionContext<Self>
    ) throws(PractitionerError) -> [Event] {
        switch command {
        case .register(let practitioner):
            return try register(practitioner, in: context)
        case .rename(let id, let name):
            return try existing(id, in: context).name == name ? [] : [.renamed(practitioner: id, name: name)]
        case .registerMethod(let id, let method):
            let isThere = try existing(id, in: context).loginMethods.contains(method)
            return isThere ? [] : [.methodRegistered(practitioner: id, method: method)]
        case .removeMethod(let id, let method):
            let isThere = try existing(id, in: context).loginMethods.contains(method)
            return isThere ? [.methodRemoved(practitioner: id, method: method)] : []
        case .joinFacility(let id, let facility):
            let practitioner = try existing(id, in: context)
            try check([facility], in: context)
            return practitioner.facilities.contains(facility)
                ? [] : [.affiliated(practitioner: id, facility: facility)]
        case .leaveFacility(let id, let facility):
            let isThere = try existing(id, in: context).facilities.contains(facility)
            return isThere ? [.departed(practitioner: id, facility: facility)] : []
        case .suspend(let id):
            return try existing(id, in: context).isSuspended ? [] : [.suspended(practitioner: id)]
        case .resume(let id):
            return try existing(id, in: context).isSuspended ? [.resumed(practitioner: id)] : []
        }
    }

    package static func apply(_ event: Event, at instant: Date, to state: inout State) {
        switch event {
        case .registered(let practitioner): state.add(practitioner)
        case .renamed(let id, let name): state.practitioners[id]?.name = name
        case .methodRegistered(let id, let method): state.practitioners[id]?.loginMethods.append(method)
        case .methodRemoved(let id, let method): state.practitioners[id]?.loginMethods.removeAll { $0 == method }
        case .affiliated(let id, let facility): state.practitioners[id]?.facilities.append(facility)
        case .departed(let id, let facility): state.practitioners[id]?.facilities.removeAll { $0 == facility }
        case .suspended(let id): state.practitioners[id]?.isSuspended = true
        case .resumed(let id): state.practitioners[id]?.isSuspended = false
        }
    }

    // MARK: - Rules

    private static func register(
        _ practitioner: Practitioner,
        in context: DecisionContext<Self>
    ) throws(PractitionerError) -> [Event] {
        guard context.state[practitioner.id] == nil else { throw .exists(practitioner.id) }
        guard !practitioner.licences.isEmpty else { throw .noLicence }
        for licence in practitioner.licences {
            if let owner = context.state.owner(of: licence) {
                throw .numberTaken(role: licence.role, number: licence.number, by: owner)
            }
        }
        try check(practitioner.facilities, in: context)
        return [.registered(practitioner)]
    }

    private static func check(
        _ facilities: [ID<Facility>],
        in context: DecisionContext<Self>
    ) throws(PractitionerError) {
        let known = context.state(of: FacilityDomain.self)
        for facility in facilities where known[facility] == nil { throw .unknownFacility(facility) }
    }

    private static func existing(
        _ id: ID<Practitioner>,
        in context: DecisionContext<Self>
    ) throws(PractitionerError) -> Practitioner {
        guard let practitioner = context.state[id] else { throw .unknown(id) }
        return practitioner
    }
}
