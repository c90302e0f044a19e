import Foundation
package import Registry

/// All applications, and what the desk is still to judge.
package struct ApplicationState: Codable, Sendable {
    private var applications: [ID<Application>: Application] = [:]
    private var idsByFacility: [ID<Facility>: [ID<Application>]] = [:]
    package private(set) var agenda = Agenda<ID<Application>>()

    package subscript(id: ID<Application>) -> Application? { applications[id] }

    /// The number that the next one gets.
    package var nextID: ID<Application> { Application.id(number: applications.count + 1) }

    /// Latest last.
    package var all: [Application] { applications.values.sorted { ($0.sentAt, $0.id) < ($1.sentAt, $1.id) } }

    /// In the order of their coming.
    package func applications(of facility: ID<Facility>) -> [Application] {
        (idsByFacility[facility] ?? []).compactMap { applications[$0] }
    }

    mutating func apply(_ event: ApplicationDomain.Event, at instant: Date) {
        switch event {
        case .sent(let sending):
            let id = sending.application
            applications[id] = Application(
                id: id,
                content: sending.content,
                facility: sending.facility,
                sentAt: instant,
                decisionDue: sending.decisionDue,
                prepared: sending.prepared
            )
            if let facility = sending.facility { idsByFacility[facility, default: []].append(id) }
            agenda.add(id, at: sending.decisionDue)
        case .approved(let id):
            leaveAgenda(id)
            applications[id]?.approvedAt = instant
        case .rejected(let id, let reason):
            leaveAgenda(id)
            applications[id]?.rejectedAt = instant
            applications[id]?.rejection = reason
            applications[id]?.prepared = nil
        case .issued(let id, let certificate):
            applications[id]?.certificate = certificate
            applications[id]?.prepared = nil
        }
    }

    private mutating func leaveAgenda(_ id: ID<Application>) {
        guard let due = applications[id]?.decisionDue else { return }
        agenda.remove(id, at: due)
    }
}
