import Foundation
import HealthcarePKI
import OpenSSL
package import Registry
package import Simulation

extension ClientCertificateDesk {
    /// Sends an application. Its certificate and .p12 are made now, and given out when the desk approves.
    ///
    /// - Parameter newCode: replaces the facility's code in the same breath (desk rules CC-6, CC-7).
    /// - Throws: ``ApplicationError``; `FacilityError` for the new code.
    package func apply(
        _ form: ApplicationForm,
        _ options: ApplicationOptions = ApplicationOptions(),
        newCode: CodeChange? = nil,
        cause: Cause,
        trace: TraceID
    ) async throws -> Application {
        let facility =
            try newCode.map { (change) throws(ApplicationError) in try self.facility(change.facility) }
            ?? simulation.read(FacilityDomain.self) { ApplicationDomain.facility(of: form, in: $0) }
        // A form that is refused anyway costs no key; with a new code the facility is not yet the one it will be.
        if newCode == nil { _ = try CheckedApplication(form, facility: facility, isReapplication: false) }
        let key = try facility == nil ? nil : newKey()
        while true {
            let id = simulation.read(ApplicationDomain.self) { $0.nextID }
            var blobs: [Blob] = []
            var prepared: PreparedIssue?
            if let facility, let key {
                let code = try InstitutionCode(form.institutionCode)
                let dated = simulation.clock.now.addingTimeInterval(options.approvalDelay)
                (prepared, blobs) = try prepare(id, facility, code, key, options, at: dated)
            }
            do {
                return try await send(id, form, options, newCode, prepared, blobs, cause, trace)
            } catch ApplicationError.sentAlready(id) {
                // Another browser was quicker and has the number.
                continue
            }
        }
    }

    private func send(
        _ id: ID<Application>,
        _ form: ApplicationForm,
        _ options: ApplicationOptions,
        _ newCode: CodeChange?,
        _ prepared: PreparedIssue?,
        _ blobs: [Blob],
        _ cause: Cause,
        _ trace: TraceID
    ) async throws -> Application {
        try await simulation.transaction(cause: cause, trace: trace) { transaction in
            if let newCode {
                try transaction.perform(
                    .changeCode(newCode.facility, from: newCode.old, to: newCode.new),
                    in: FacilityDomain.self
                )
            }
            let send = ApplicationDomain.Command.send(
                id,
                form,
                approvalDelay: options.approvalDelay,
                prepared: prepared
            )
            try transaction.perform(send, in: ApplicationDomain.self)
            for blob in blobs { transaction.store(blob) }
            guard let application = transaction.state(of: ApplicationDomain.self)[id] else {
                throw ApplicationError.unknown(id)
            }
            return application
        }
    }

    /// Judges an application at once, without waiting for its day.
    package func approve(_ id: ID<Application>, cause: Cause, trace: TraceID) async throws -> Application {
        guard let application = application(id) else { throw ApplicationError.unknown(id) }
        var fresh: PreparedIssue?
        var blobs: [Blob] = []
        if application.status == .pending, let planned = application.prepared, let facility = application.facility {
            // What was prepared is dated later than now.
            var options = ApplicationOptions()
            options.plan = planned.plan
            options.overlap = planned.overlap
            options.encoding = planned.encoding
            (fresh, blobs) = try prepare(
                id,
                try self.facility(facility),
                application.content.code,
                newKey(),
                options,
                at: simulation.clock.now
            )
        }
        let certificate = fresh?.certificate
        let judged = try await simulation.transaction(cause: cause, trace: trace) { [fresh, blobs] transaction in
            try Issuing.judge(id, fresh: fresh, in: &transaction)
            guard let judged = transaction.state(of: ApplicationDomain.self)[id] else {
                throw ApplicationError.unknown(id)
            }
            // Unless the desk was quicker by itself.
            let given = judged.certificate.flatMap { transaction.state(of: ClientCertificateDomain.self)[$0] }
            if let given, given.certificate == certificate?.certificate {
                for blob in blobs { transaction.store(blob) }
            }
            return judged
        }
        if fresh != nil, let replaced = application.prepared?.certificate.certificate {
            try await simulation.blobs.remove(replaced.blob)
        }
        return judged
    }

    private func newKey() throws -> PrivateKey {
        try freshKey(try vault.pki.keyKind(authority: Self.authority))
    }

    private func prepare(
        _ id: ID<Application>,
        _ facility: Facility,
        _ code: InstitutionCode,
        _ key: PrivateKey,
        _ options: ApplicationOptions,
        at instant: Date
    ) throws -> (PreparedIssue, [Blob]) {
        var order = ClientCertificateOrder(
            id: ID(rawValue: "client-\(id)"),
            facility: facility,
            institutionCode: code,
            key: key,
            at: instant
        )
        order.encryption = options.encoding.encryption
        order.includesChain = options.encoding.includesChain
        let made = try vault.pki.prepare(order)
        var blobs = made.blobs + (try vault.newAuthorityBlobs())
        if options.encoding == .damaged {
            blobs.append(Blob(id: made.record.pkcs12Blob, Array(made.pkcs12.prefix(made.pkcs12.count / 2))))
        }
        let prepared = PreparedIssue(
            certificate: made.record,
            secrets: .random(),
            plan: options.plan,
            overlap: options.overlap,
            encoding: options.encoding
        )
        return (prepared, blobs)
    }

    private static let authority = "client-issuing"
}

extension Delivery.Secrets {
    /// A link of 192 random bits, and a password of twelve letters and digits that do not look alike.
    static func random() -> Delivery.Secrets {
        Delivery.Secrets(link: SecureRandom.token(byteCount: 24), downloadPassword: PKCS12Password.random(length: 12))
    }
}
