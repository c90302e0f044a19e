package import Foundation
import OpenSSL
package import Registry
package import Simulation

/// The desk's mails and links, on the simulation clock.
package enum DeliveryDomain: Domain {
    /// What the applicant misses when asking for a re-send (desk rules DL-6, DL-8).
    package enum Missing: String, Codable, Sendable, CaseIterable {
        case linkMail
        case passwordMail
        case files
    }

    package enum Command: Sendable {
        case send(
            ID<Delivery>,
            facility: ID<Facility>,
            certificate: ID<ClientCertificate>,
            Delivery.Secrets,
            Delivery.Plan
        )
        case resend(ID<Delivery>, missing: Missing, hasLetter: Bool, Delivery.Secrets, Delivery.Plan)
        case download(link: String, password: String)
        /// By itself.
        case act(DeliveryState.Task)
    }

    package enum Event: DomainEvent {
        case sent(Sending)
        case passwordMailed(delivery: ID<Delivery>)
        case linkExpired(delivery: ID<Delivery>)
        case passwordRefused(delivery: ID<Delivery>)
        case downloaded(delivery: ID<Delivery>)

        package enum CodingKeys: String, CodingKey, CaseIterable {
            case sent = "delivery.sent"
            case passwordMailed = "delivery.password-mailed"
            case linkExpired = "delivery.link-expired"
            case passwordRefused = "delivery.password-refused"
            case downloaded = "delivery.downloaded"
        }

        package static let secretFields: Set<String> = ["link", "downloadPassword"]
        package static let variableFields: Set<String> = ["link", "downloadPassword"]
    }

    /// The first sending and every re-send: the same certificate, another link (desk rule DL-6).
    package struct Sending: Codable, Sendable, Equatable {
        package let delivery: ID<Delivery>
        package let facility: ID<Facility>
        package let certificate: ID<ClientCertificate>
        package let secrets: Delivery.Secrets
        package let plan: Delivery.Plan
    }

    package static let name = "deliveries"
    package static let initialState = DeliveryState()

    package static func decide(
        _ command: Command,
        in context: DecisionContext<Self>
    ) throws(DeliveryError) -> [Event] {
        switch command {
        case .send(let id, let facility, let certificate, let secrets, let plan):
            guard context.state[id] == nil else { throw .exists(id) }
            guard !context.state.knows(link: secrets.link) else { throw .linkReused }
            return [
                .sent(.init(delivery: id, facility: facility, certificate: certificate, secrets: secrets, plan: plan))
            ]
        case .resend(let id, let missing, let hasLetter, let secrets, let plan):
            guard let delivery = context.state[id] else { throw .unknown(id) }
            guard hasLetter else { throw .letterNeeded }
            let isOver = delivery.isDead || context.now >= delivery.deadline
            guard missing != .passwordMail || isOver else { throw .deadlineNotPassed }
            guard !context.state.knows(link: secrets.link),
                secrets.downloadPassword != delivery.secrets.downloadPassword
            else { throw .linkReused }
            let sending = Sending(
                delivery: id,
                facility: delivery.facility,
                certificate: delivery.certificate,
                secrets: secrets,
                plan: plan
            )
            return [.sent(sending)]
        case .download(let link, let password):
            return try download(link: link, password: password, in: context)
        case .act(let task):
            switch task {
            case .mailPassword(let id): return [.passwordMailed(delivery: id)]
            case .endLink(let id): return [.linkExpired(delivery: id)]
            }
        }
    }

    package static func apply(_ event: Event, at instant: Date, to state: inout DeliveryState) {
        state.apply(event, at: instant)
    }

    package static func nextDue(_ state: DeliveryState) -> Due<Command>? {
        state.agenda.first.map { Due(at: $0.instant, .act($0.item)) }
    }

    /// A wrong password is a fact that counts, no error; see ``Event/passwordRefused(delivery:)``.
    private static func download(
        link: String,
        password: String,
        in context: DecisionContext<Self>
    ) throws(DeliveryError) -> [Event] {
        guard let delivery = context.state.delivery(link: link) else { throw .unknownLink }
        // Set back clocks do not revive a dead link.
        guard !delivery.isDead, context.now < delivery.deadline else { throw .linkExpired }
        guard !delivery.isLocked else { throw .locked }
        guard ConstantTime.areEqual(Array(password.utf8), Array(delivery.secrets.downloadPassword.utf8)) else {
            return [.passwordRefused(delivery: delivery.id)]
        }
        return [.downloaded(delivery: delivery.id)]
    }
}
