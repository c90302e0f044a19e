package import Foundation
import HealthcarePKI
package import Registry
package import Simulation

/// The desk's applications, from the form to the issued certificate.
package enum ApplicationDomain: Domain {
    package enum Command: Sendable {
        /// - Parameters:
        ///   - approvalDelay: how long the desk takes, in seconds (desk rule CC-5).
        ///   - prepared: what is given out then; nil where no facility has the code.
        case send(ID<Application>, ApplicationForm, approvalDelay: TimeInterval, prepared: PreparedIssue?)
        /// Approves, or turns down what cannot be approved: by itself, or at once by hand.
        case judge(ID<Application>)
        case reject(ID<Application>, Application.Rejection)
        /// The certificate was given out; nothing happens the second time.
        case recordIssue(ID<Application>, ID<ClientCertificate>)
    }

    package enum Event: DomainEvent {
        case sent(Sending)
        case approved(application: ID<Application>)
        case rejected(application: ID<Application>, reason: Application.Rejection)
        case issued(application: ID<Application>, certificate: ID<ClientCertificate>)

        package enum CodingKeys: String, CodingKey, CaseIterable {
            case sent = "application.sent"
            case approved = "application.approved"
            case rejected = "application.rejected"
            case issued = "application.issued"
        }

        package static let secretFields = Delivery.Secrets.fields
        package static let variableFields = Delivery.Secrets.fields.union(CertificateRecord.variableFields)
    }

    package struct Sending: Codable, Sendable, Equatable {
        package let application: ID<Application>
        package let content: CheckedApplication
        package let facility: ID<Facility>?
        package let decisionDue: Date
        package let prepared: PreparedIssue?
    }

    /// One week from application to arrival, most of it the post's: the simulator approves after a day.
    package static let defaultApprovalDelay: TimeInterval = 86_400

    package static let name = "applications"
    /// 2: a packed agenda.
    package static let stateVersion = 2
    package static let initialState = ApplicationState()

    package static func decide(
        _ command: Command,
        in context: DecisionContext<Self>
    ) throws(ApplicationError) -> [Event] {
        switch command {
        case .send(let id, let form, let delay, let prepared):
            guard context.state[id] == nil else { throw .sentAlready(id) }
            let facility = facility(of: form, in: context.state(of: FacilityDomain.self))
            let content = try CheckedApplication(
                form,
                facility: facility,
                isReapplication: facility.map { hasApplied($0.id, in: context) } ?? false
            )
            let sending = Sending(
                application: id,
                content: content,
                facility: facility?.id,
                decisionDue: context.now.addingTimeInterval(delay),
                prepared: facility == nil ? nil : prepared
            )
            return [.sent(sending)]
        case .judge(let id):
            let application = try existing(id, in: context)
            guard application.status == .pending, application.approvedAt == nil else { return [] }
            guard let facility = application.facility.flatMap({ context.state(of: FacilityDomain.self)[$0] }) else {
                return [.rejected(application: id, reason: .facilityNotFound)]
            }
            // The unpaid are given their certificate all the same; it works when they have paid.
            guard !facility.isStopped || facility.stopReason == .unpaid else {
                return [.rejected(application: id, reason: .facilityStopped)]
            }
            return [.approved(application: id)]
        case .reject(let id, let reason):
            guard try existing(id, in: context).status == .pending else { return [] }
            return [.rejected(application: id, reason: reason)]
        case .recordIssue(let id, let certificate):
            let application = try existing(id, in: context)
            guard application.approvedAt != nil else { throw .notApproved(id) }
            return application.certificate == nil ? [.issued(application: id, certificate: certificate)] : []
        }
    }

    package static func apply(_ event: Event, at instant: Date, to state: inout ApplicationState) {
        state.apply(event, at: instant)
    }

    package static func nextDue(_ state: ApplicationState) -> Due<Command>? {
        state.agenda.first.map { Due(at: $0.instant, .judge($0.item)) }
    }

    /// Approval, the end of the older certificate, issue and delivery are one.
    package static func performDue(_ command: Command, in transaction: inout Transaction) throws {
        guard case .judge(let id) = command else { return }
        try Issuing.judge(id, in: &transaction)
    }

    /// The facility that a form's code belongs to.
    package static func facility(of form: ApplicationForm, in facilities: FacilityDomain.State) -> Facility? {
        guard let code = try? InstitutionCode(form.institutionCode) else { return nil }
        return facilities.owner(of: code).flatMap { facilities[$0] }
    }

    private static func existing(
        _ id: ID<Application>,
        in context: DecisionContext<Self>
    ) throws(ApplicationError) -> Application {
        guard let application = context.state[id] else { throw .unknown(id) }
        return application
    }

    private static func hasApplied(_ facility: ID<Facility>, in context: DecisionContext<Self>) -> Bool {
        context.state.applications(of: facility).contains { $0.status == .pending }
            || context.state(of: ClientCertificateDomain.self).certificates(of: facility)
                .contains { $0.status(at: context.now) == .valid }
    }
}
