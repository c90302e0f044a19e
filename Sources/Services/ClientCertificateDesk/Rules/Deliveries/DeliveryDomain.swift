package import Foundation
import OpenSSL
package import Registry
package import Simulation

/// The desk's mails, letters and links, on the simulation clock.
package enum DeliveryDomain: Domain {
    /// What the applicant misses when asking for a re-send (desk rules DL-6, DL-8).
    package enum Missing: String, Codable, Sendable, CaseIterable {
        case linkMail = "link-mail"
        case passwordMail = "password-mail"
        case files
    }

    package enum Command: Sendable {
        case send(Sending)
        /// A delivery from before the journal began.
        case record(Record)
        /// - Parameter hasLetter: what the applicant says; nil for what the simulator knows.
        case resend(ID<Delivery>, missing: Missing, hasLetter: Bool?, Delivery.Secrets, Delivery.Plan)
        case download(link: String, password: String, DeliveredFile)
        /// By itself.
        case act(DeliveryState.Task)
    }

    package enum Event: DomainEvent {
        case sent(Sending)
        case recorded(Record)
        case passwordMailed(delivery: ID<Delivery>)
        case letterArrived(delivery: ID<Delivery>)
        case letterLost(delivery: ID<Delivery>)
        case linkExpired(delivery: ID<Delivery>)
        case passwordRefused(delivery: ID<Delivery>)
        case locked(delivery: ID<Delivery>)
        case downloaded(delivery: ID<Delivery>, file: DeliveredFile)

        package enum CodingKeys: String, CodingKey, CaseIterable {
            case sent = "delivery.sent"
            case recorded = "delivery.recorded"
            case passwordMailed = "delivery.password-mailed"
            case letterArrived = "letter.arrived"
            case letterLost = "letter.lost"
            case linkExpired = "delivery.link-expired"
            case passwordRefused = "delivery.password-refused"
            case locked = "delivery.locked"
            case downloaded = "delivery.downloaded"
        }

        package static let secretFields = Delivery.Secrets.fields
        package static let variableFields = Delivery.Secrets.fields
    }

    /// The first sending and every re-send: the same certificate, another link (desk rule DL-6).
    package struct Sending: Codable, Sendable, Equatable {
        package let delivery: ID<Delivery>
        package let facility: ID<Facility>
        package let certificate: ID<ClientCertificate>
        package let recipient: Delivery.Recipient
        package let secrets: Delivery.Secrets
        package let plan: Delivery.Plan

        package init(
            delivery: ID<Delivery>,
            facility: ID<Facility>,
            certificate: ID<ClientCertificate>,
            recipient: Delivery.Recipient,
            secrets: Delivery.Secrets,
            plan: Delivery.Plan
        ) {
            self.delivery = delivery
            self.facility = facility
            self.certificate = certificate
            self.recipient = recipient
            self.secrets = secrets
            self.plan = plan
        }
    }

    /// A delivery whose link is dead long since, and whose letter is at hand.
    package struct Record: Codable, Sendable, Equatable {
        package let delivery: ID<Delivery>
        package let facility: ID<Facility>
        package let certificate: ID<ClientCertificate>
        package let recipient: Delivery.Recipient
        package let sentAt: Date
    }

    package static let name = "deliveries"
    /// 2: a packed agenda.
    package static let stateVersion = 2
    package static let initialState = DeliveryState()

    package static func decide(
        _ command: Command,
        in context: DecisionContext<Self>
    ) throws(DeliveryError) -> [Event] {
        switch command {
        case .send(let sending):
            guard context.state[sending.delivery] == nil else { throw .exists(sending.delivery) }
            guard !context.state.knows(link: sending.secrets.link) else { throw .linkReused }
            return [.sent(sending)]
        case .record(let record):
            guard context.state[record.delivery] == nil else { throw .exists(record.delivery) }
            return [.recorded(record)]
        case .resend(let id, let missing, let hasLetter, let secrets, let plan):
            guard let delivery = context.state[id] else { throw .unknown(id) }
            guard hasLetter ?? mayHaveLetter(delivery, missing) else { throw .letterNeeded }
            let isOver = delivery.isDead || context.now >= delivery.deadline
            guard missing != .passwordMail || isOver else { throw .deadlineNotPassed }
            guard !context.state.knows(link: secrets.link),
                secrets.downloadPassword != delivery.secrets.downloadPassword
            else { throw .linkReused }
            let sending = Sending(
                delivery: id,
                facility: delivery.facility,
                certificate: delivery.certificate,
                recipient: delivery.recipient,
                secrets: secrets,
                plan: plan
            )
            return [.sent(sending)]
        case .download(let link, let password, let file):
            return try download(link: link, password: password, file, in: context)
        case .act(let task):
            switch task {
            case .mailPassword(let id): return [.passwordMailed(delivery: id)]
            case .deliverLetter(let id):
                let isLost = context.state[id]?.plan.letter == .lost
                return [isLost ? .letterLost(delivery: id) : .letterArrived(delivery: id)]
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
        _ file: DeliveredFile,
        in context: DecisionContext<Self>
    ) throws(DeliveryError) -> [Event] {
        let delivery = try context.state.usable(link: link, at: context.now)
        guard ConstantTime.areEqual(Array(password.utf8), Array(delivery.secrets.downloadPassword.utf8)) else {
            let refused = Event.passwordRefused(delivery: delivery.id)
            return delivery.remainingTries == 1 ? [refused, .locked(delivery: delivery.id)] : [refused]
        }
        guard !delivery.plan.isOneTime || delivery.downloads[file] == nil else { throw .alreadyDownloaded }
        return [.downloaded(delivery: delivery.id, file: file)]
    }

    /// A link that never came is sent again while the letter is still on its way (desk rule DL-8).
    private static func mayHaveLetter(_ delivery: Delivery, _ missing: Missing) -> Bool {
        delivery.letterArrivedAt != nil || (missing == .linkMail && delivery.letterLostAt == nil)
    }
}
