import Foundation
import OpenSSL
package import Registry
package import Simulation

extension ClientCertificateDesk {
    /// 再送: a new link and a new download password for the same .p12 (desk rules DL-6, DL-8).
    package func resend(
        _ facility: ID<Facility>,
        missing: DeliveryDomain.Missing,
        hasLetter: Bool?,
        _ plan: Delivery.Plan,
        cause: Cause,
        trace: TraceID
    ) async throws -> Delivery {
        _ = try self.facility(facility)
        guard let delivery = delivery(of: facility) else { throw DeliveryError.nothingDelivered(facility) }
        let now = simulation.clock.now
        let status = simulation.read(ClientCertificateDomain.self) { $0[delivery.certificate]?.status(at: now) }
        guard status != .revoked, status != .expired else { throw DeliveryError.certificateEnded(facility) }
        let secrets = Delivery.Secrets.random()
        return try await simulation.transaction(cause: cause, trace: trace) { transaction in
            let resend = DeliveryDomain.Command.resend(
                delivery.id,
                missing: missing,
                hasLetter: hasLetter,
                secrets,
                plan
            )
            try transaction.perform(resend, in: DeliveryDomain.self)
            return transaction.state(of: DeliveryDomain.self)[delivery.id] ?? delivery
        }
    }

    /// One of the two files, for the link of mail 1 and the password of mail 2.
    ///
    /// The first download of the .p12 is what delivers the certificate.
    package func download(
        link: String,
        password: String,
        _ file: DeliveredFile,
        cause: Cause,
        trace: TraceID
    ) async throws -> [UInt8] {
        let delivery = try await simulation.transaction(cause: cause, trace: trace) { transaction -> Delivery? in
            let performed = try transaction.perform(
                .download(link: link, password: password, file),
                in: DeliveryDomain.self
            )
            guard case .downloaded(let id, _)? = performed.events.first,
                let delivery = transaction.state(of: DeliveryDomain.self)[id]
            else { return nil }
            if file == .pkcs12 {
                try transaction.perform(.deliver(delivery.certificate), in: ClientCertificateDomain.self)
            }
            return delivery
        }
        guard let delivery else {
            let remaining = simulation.read(DeliveryDomain.self) { $0.delivery(link: link)?.remainingTries ?? 0 }
            throw DeliveryError.wrongPassword(remaining: remaining)
        }
        switch file {
        case .guide: return try guide()
        case .pkcs12: return try await pkcs12(of: delivery)
        }
    }

    private func pkcs12(of delivery: Delivery) async throws -> [UInt8] {
        let certificate = simulation.read(ClientCertificateDomain.self) { $0[delivery.certificate] }
        guard let blob = certificate?.pkcs12Blob, let bytes = try await simulation.blobs.bytes(blob) else {
            throw DeliveryError.unknown(delivery.id)
        }
        return bytes
    }

    /// 利用停止 on request: the service ends, every certificate of the facility is revoked (desk rule CC-10).
    package func stop(
        _ id: ID<Facility>,
        reason: Facility.StopReason,
        cause: Cause,
        trace: TraceID
    ) async throws {
        _ = try facility(id)
        try await simulation.transaction(cause: cause, trace: trace) { transaction in
            try transaction.perform(.stop(id, reason: reason), in: FacilityDomain.self)
            let certificates = transaction.state(of: ClientCertificateDomain.self).certificates(of: id)
            for certificate in certificates where certificate.revocation == nil {
                guard transaction.instant < certificate.certificate.expiry else { continue }
                try transaction.perform(
                    .revoke(certificate.id, reason: .cessationOfOperation),
                    in: ClientCertificateDomain.self
                )
            }
        }
    }

    /// Pays what is open, or one invoice.
    package func pay(_ id: ID<Facility>, fiscalYear: Int?, cause: Cause, trace: TraceID) async throws -> [Invoice] {
        _ = try facility(id)
        return try await simulation.transaction(cause: cause, trace: trace) { transaction in
            let open = transaction.state(of: FeeDomain.self).invoices(of: id)
                .filter { $0.isOpen && (fiscalYear ?? $0.fiscalYear) == $0.fiscalYear }
            guard !open.isEmpty else { throw FeeError.nothingToPay(id) }
            for invoice in open { try FeeDomain.pay(invoice.number, in: &transaction) }
            return open.compactMap { transaction.state(of: FeeDomain.self)[$0.number] }
        }
    }
}
