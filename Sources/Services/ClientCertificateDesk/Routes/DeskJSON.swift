import Foundation
import HealthcarePKI
import Registry
package import Simulation

/// The desk's nouns as programs see them; no secret is in any of them.
package enum DeskJSON {
    package static func of(_ application: Application) -> JSONValue {
        var members: [String: JSONValue] = [
            "application": .string(application.id.rawValue), "status": .string(application.status.rawValue),
            "facility": application.facility.map { .string($0.rawValue) } ?? .null,
            "institution_code": .string(application.content.code.digits),
            "reapplication": .bool(application.content.isReapplication),
            "sent_at": .string(application.sentAt.rfc3339), "decision_due": .string(application.decisionDue.rfc3339),
            "warnings": .array(application.content.warnings.map { .string($0.sentence) }),
        ]
        members["approved_at"] = application.approvedAt.map { .string($0.rfc3339) }
        members["rejected_at"] = application.rejectedAt.map { .string($0.rfc3339) }
        members["rejection"] = application.rejection.map { .string($0.rawValue) }
        members["certificate"] = application.certificate.map { .string($0.rawValue) }
        return .object(members)
    }

    package static func of(_ delivery: Delivery) -> JSONValue {
        var members: [String: JSONValue] = [
            "delivery": .string(delivery.id.rawValue), "facility": .string(delivery.facility.rawValue),
            "certificate": .string(delivery.certificate.rawValue), "sent_at": .string(delivery.sentAt.rfc3339),
            "sendings": .integer(delivery.sendings), "deadline": .string(delivery.deadline.rfc3339),
            "link_dead": .bool(delivery.isDead), "locked": .bool(delivery.isLocked),
            "remaining": .integer(delivery.remainingTries),
            "downloaded": .array(
                DeliveredFile.allCases.filter { delivery.downloads[$0] != nil }.map { .string($0.name) }
            ),
        ]
        members["letter_arrived_at"] = delivery.letterArrivedAt.map { .string($0.rfc3339) }
        return .object(members)
    }

    package static func of(_ invoice: Invoice) -> JSONValue {
        var members: [String: JSONValue] = [
            "invoice": .string(invoice.number.rawValue), "facility": .string(invoice.facility.rawValue),
            "fiscal_year": .integer(invoice.fiscalYear), "amount": .integer(invoice.amount),
            "total": .integer(invoice.total), "stops_at": .string(invoice.stopsAt.rfc3339),
            "paid": .bool(!invoice.isOpen),
        ]
        members["paid_at"] = invoice.paidAt.map { .string($0.rfc3339) }
        members["reminded_at"] = invoice.remindedAt.map { .string($0.rfc3339) }
        members["stopped_at"] = invoice.stoppedAt.map { .string($0.rfc3339) }
        return .object(members)
    }

    static func of(_ certificate: ClientCertificate, at instant: Date) -> JSONValue {
        var members: [String: JSONValue] = [
            "certificate": .string(certificate.id.rawValue),
            "institution_code": .string(certificate.institutionCode.digits),
            "status": .string(certificate.status(at: instant).rawValue),
            "not_after": .string(certificate.certificate.notAfter.rfc3339),
        ]
        members["revoked_at"] = certificate.revocation.map { .string($0.instant.rfc3339) }
        members["will_be_revoked_at"] = certificate.plannedRevocation.map { .string($0.instant.rfc3339) }
        return .object(members)
    }
}
