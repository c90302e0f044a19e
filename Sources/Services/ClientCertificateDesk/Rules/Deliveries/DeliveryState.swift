package import Foundation
import OpenSSL
package import Registry

/// The deliveries and what is still to be done for them.
package struct DeliveryState: Codable, Sendable {
    package enum Task: Sendable, Hashable {
        case mailPassword(ID<Delivery>)
        case deliverLetter(ID<Delivery>)
        case endLink(ID<Delivery>)
    }

    private var deliveries: [ID<Delivery>: Delivery] = [:]
    private var idsByFacility: [ID<Facility>: [ID<Delivery>]] = [:]
    /// By the link's SHA-256 in hex: finding one compares no secret byte by byte. Replaced links stay, without a delivery.
    private var links: [String: ID<Delivery>] = [:]
    package private(set) var agenda = Agenda<Task>()

    package subscript(id: ID<Delivery>) -> Delivery? { deliveries[id] }

    /// In no order.
    package var all: some Collection<Delivery> { deliveries.values }

    /// In the order of their first sending.
    package func deliveries(of facility: ID<Facility>) -> [Delivery] {
        (idsByFacility[facility] ?? []).compactMap { deliveries[$0] }
    }

    /// The delivery of a link that no re-send has replaced.
    package func delivery(link: String) -> Delivery? {
        guard let id = links[Self.digest(of: link)], let delivery = deliveries[id],
            ConstantTime.areEqual(Array(delivery.secrets.link.utf8), Array(link.utf8))
        else { return nil }
        return delivery
    }

    /// The delivery of a link that may still be tried.
    package func usable(link: String, at instant: Date) throws(DeliveryError) -> Delivery {
        guard let delivery = delivery(link: link) else { throw .unknownLink }
        // Set back clocks do not revive a dead link.
        guard !delivery.isDead, instant < delivery.deadline else { throw .linkExpired }
        guard !delivery.isLocked else { throw .locked }
        return delivery
    }

    func knows(link: String) -> Bool { links[Self.digest(of: link)] != nil }

    mutating func apply(_ event: DeliveryDomain.Event, at instant: Date) {
        switch event {
        case .sent(let sending): send(sending, at: instant)
        case .recorded(let record): add(record)
        case .passwordMailed(let id):
            agenda.remove(.mailPassword(id), at: passwordMailDue(id))
            deliveries[id]?.passwordMailSentAt = instant
            mail(.downloadPassword, of: id, at: instant)
        case .letterArrived(let id):
            agenda.remove(.deliverLetter(id), at: letterDue(id))
            deliveries[id]?.letterArrivedAt = instant
        case .letterLost(let id):
            agenda.remove(.deliverLetter(id), at: letterDue(id))
            deliveries[id]?.letterLostAt = instant
        case .linkExpired(let id):
            agenda.remove(.endLink(id), at: deliveries[id]?.deadline ?? instant)
            deliveries[id]?.isDead = true
        case .passwordRefused(let id): deliveries[id]?.wrongTries += 1
        case .locked: break
        case .downloaded(let id, let file):
            if deliveries[id]?.downloads[file] == nil { deliveries[id]?.downloads[file] = instant }
        }
    }

    private mutating func send(_ sending: DeliveryDomain.Sending, at instant: Date) {
        let id = sending.delivery
        let before = deliveries[id]
        var delivery = Delivery(
            id: id,
            facility: sending.facility,
            certificate: sending.certificate,
            recipient: sending.recipient,
            secrets: sending.secrets,
            plan: sending.plan,
            firstSentAt: before?.firstSentAt ?? instant,
            sentAt: instant
        )
        if let before {
            delivery.sendings = before.sendings + 1
            delivery.letterArrivedAt = before.letterArrivedAt
            delivery.letterLostAt = before.letterLostAt
            // There is one letter only: what becomes of it was chosen when it was posted.
            delivery.plan.letter = before.plan.letter
            delivery.plan.letterDelay = before.plan.letterDelay
            delivery.mails = before.mails
            agenda.remove(.mailPassword(id), at: passwordMailDue(id))
            agenda.remove(.endLink(id), at: before.deadline)
        }
        deliveries[id] = delivery
        agenda.add(.mailPassword(id), at: passwordMailDue(id))
        agenda.add(.endLink(id), at: delivery.deadline)
        if before == nil {
            idsByFacility[sending.facility, default: []].append(id)
            agenda.add(.deliverLetter(id), at: letterDue(id))
        }
        links[Self.digest(of: sending.secrets.link)] = id
        mail(.link, of: id, at: instant)
    }

    private mutating func add(_ record: DeliveryDomain.Record) {
        // No link is empty, so this one is never found.
        var delivery = Delivery(
            id: record.delivery,
            facility: record.facility,
            certificate: record.certificate,
            recipient: record.recipient,
            secrets: Delivery.Secrets(link: "", downloadPassword: ""),
            plan: Delivery.Plan(),
            firstSentAt: record.sentAt,
            sentAt: record.sentAt
        )
        delivery.letterArrivedAt = record.sentAt.addingTimeInterval(delivery.plan.letterDelay)
        delivery.isDead = true
        deliveries[record.delivery] = delivery
        idsByFacility[record.facility, default: []].append(record.delivery)
    }

    private mutating func mail(_ content: Delivery.Mail.Content, of id: ID<Delivery>, at instant: Date) {
        guard let delivery = deliveries[id] else { return }
        let fate = content == .link ? delivery.plan.linkMail : delivery.plan.passwordMail
        guard fate != .lost else { return }
        deliveries[id]?.mails.append(
            Delivery.Mail(content: content, secrets: delivery.secrets, sentAt: instant, isJunk: fate == .junk)
        )
    }

    private func passwordMailDue(_ id: ID<Delivery>) -> Date {
        deliveries[id].map { $0.sentAt.addingTimeInterval($0.plan.passwordMailDelay) } ?? .distantPast
    }

    private func letterDue(_ id: ID<Delivery>) -> Date {
        deliveries[id].map { $0.firstSentAt.addingTimeInterval($0.plan.letterDelay) } ?? .distantPast
    }

    private static func digest(of link: String) -> String {
        Hex.encode(DigestAlgorithm.sha256.hash(Array(link.utf8)))
    }
}
