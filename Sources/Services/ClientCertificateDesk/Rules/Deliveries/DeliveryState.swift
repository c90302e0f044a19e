import Foundation
import OpenSSL
package import Registry

/// The deliveries and what is still to be done for them.
package struct DeliveryState: Codable, Sendable, Equatable {
    package enum Task: Codable, Sendable, Equatable {
        case mailPassword(ID<Delivery>)
        case endLink(ID<Delivery>)
    }

    private var deliveries: [ID<Delivery>: Delivery] = [:]
    /// By the link's SHA-256 in hex: finding one compares no secret byte by byte. Replaced links stay, without a delivery.
    private var links: [String: ID<Delivery>] = [:]
    package private(set) var agenda = DeskAgenda<Task>()

    package subscript(id: ID<Delivery>) -> Delivery? { deliveries[id] }

    /// The delivery of a link that no re-send has replaced.
    package func delivery(link: String) -> Delivery? {
        guard let id = links[Self.digest(of: link)], let delivery = deliveries[id],
            ConstantTime.areEqual(Array(delivery.secrets.link.utf8), Array(link.utf8))
        else { return nil }
        return delivery
    }

    func knows(link: String) -> Bool { links[Self.digest(of: link)] != nil }

    mutating func apply(_ event: DeliveryDomain.Event, at instant: Date) {
        switch event {
        case .sent(let sending): send(sending, at: instant)
        case .passwordMailed(let id):
            agenda.remove(.mailPassword(id))
            deliveries[id]?.passwordMailSentAt = instant
        case .linkExpired(let id):
            agenda.remove(.endLink(id))
            deliveries[id]?.isDead = true
        case .passwordRefused(let id): deliveries[id]?.wrongTries += 1
        case .downloaded(let id): deliveries[id]?.downloadedAt = instant
        }
    }

    private mutating func send(_ sending: DeliveryDomain.Sending, at instant: Date) {
        let id = sending.delivery
        var delivery = Delivery(
            id: id,
            facility: sending.facility,
            certificate: sending.certificate,
            secrets: sending.secrets,
            plan: sending.plan,
            sentAt: instant
        )
        delivery.sendings = (deliveries[id]?.sendings ?? 0) + 1
        delivery.downloadedAt = deliveries[id]?.downloadedAt
        agenda.remove(.mailPassword(id))
        agenda.remove(.endLink(id))
        agenda.add(.mailPassword(id), at: instant.addingTimeInterval(sending.plan.passwordMailDelay))
        agenda.add(.endLink(id), at: delivery.deadline)
        deliveries[id] = delivery
        links[Self.digest(of: sending.secrets.link)] = id
    }

    private static func digest(of link: String) -> String {
        Hex.encode(DigestAlgorithm.sha256.hash(Array(link.utf8)))
    }
}
