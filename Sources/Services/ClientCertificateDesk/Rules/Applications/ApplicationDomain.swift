package import Foundation
import HealthcarePKI
package import Registry
package import Simulation

/// The desk's applications, from the form to the issued certificate.
package enum ApplicationDomain: Domain {
    package enum Command: Sendable {
        /// - Parameter approvalDelay: how long the desk takes, in seconds (desk rule CC-5).
        case send(ID<Application>, ApplicationForm, approvalDelay: TimeInterval)
        /// By itself, or at once by hand.
        case approve(ID<Application>)
        /// The certificate was made; nothing happens the second time.
        case recordIssue(ID<Application>, ID<ClientCertificate>)
    }

    package enum Event: DomainEvent {
        case sent(application: ID<Application>, content: CheckedApplication, approvalDue: Date)
        case approved(application: ID<Application>)
        case issued(application: ID<Application>, certificate: ID<ClientCertificate>)

        package enum CodingKeys: String, CodingKey, CaseIterable {
            case sent = "application.sent"
            case approved = "application.approved"
            case issued = "application.issued"
        }
    }

    package struct State: Codable, Sendable, Equatable {
        fileprivate var applications: [ID<Application>: Application] = [:]
        fileprivate var agenda = DeskAgenda<ID<Application>>()

        package subscript(id: ID<Application>) -> Application? { applications[id] }
    }

    /// One week from application to arrival, most of it the post's: the simulator approves after a day.
    package static let defaultApprovalDelay: TimeInterval = 86_400

    package static let name = "applications"
    package static let initialState = State()

    package static func decide(
        _ command: Command,
        in context: DecisionContext<Self>
    ) throws(ApplicationError) -> [Event] {
        switch command {
        case .send(let id, let form, let delay):
            guard context.state[id] == nil else { throw .sentAlready(id) }
            let facility = facility(of: form, in: context)
            let hasValid = facility.map { facility in
                context.state(of: ClientCertificateDomain.self).certificates(of: facility.id)
                    .contains { $0.status(at: context.now) == .valid }
            }
            let content = try CheckedApplication(form, facility: facility, hasValidCertificate: hasValid ?? false)
            return [.sent(application: id, content: content, approvalDue: context.now.addingTimeInterval(delay))]
        case .approve(let id):
            guard let application = context.state[id] else { throw .unknown(id) }
            return application.approvedAt == nil ? [.approved(application: id)] : []
        case .recordIssue(let id, let certificate):
            guard let application = context.state[id] else { throw .unknown(id) }
            guard application.approvedAt != nil else { throw .notApproved(id) }
            return application.certificate == nil ? [.issued(application: id, certificate: certificate)] : []
        }
    }

    package static func apply(_ event: Event, at instant: Date, to state: inout State) {
        switch event {
        case .sent(let id, let content, let approvalDue):
            state.applications[id] = Application(id: id, content: content, sentAt: instant)
            state.agenda.add(id, at: approvalDue)
        case .approved(let id):
            state.applications[id]?.approvedAt = instant
            state.agenda.remove(id)
        case .issued(let id, let certificate):
            state.applications[id]?.certificate = certificate
        }
    }

    package static func nextDue(_ state: State) -> Due<Command>? {
        state.agenda.first.map { Due(at: $0.instant, .approve($0.item)) }
    }

    private static func facility(of form: ApplicationForm, in context: DecisionContext<Self>) -> Facility? {
        guard let code = try? InstitutionCode(form.institutionCode) else { return nil }
        let facilities = context.state(of: FacilityDomain.self)
        return facilities.owner(of: code).flatMap { facilities[$0] }
    }
}
