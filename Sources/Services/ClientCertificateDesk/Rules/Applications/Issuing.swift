package import Registry
package import Simulation

/// What an approval brings about, in several domains at one instant.
package enum Issuing {
    /// Approves and gives out, or turns down.
    ///
    /// - Parameter fresh: in the place of what was prepared when the application was sent, which is dated later.
    package static func judge(
        _ id: ID<Application>,
        fresh: PreparedIssue? = nil,
        in transaction: inout Transaction
    ) throws {
        let outcome = try transaction.perform(.judge(id), in: ApplicationDomain.self)
        guard case .approved? = outcome.events.first,
            let application = transaction.state(of: ApplicationDomain.self)[id],
            let facility = application.facility,
            let issue = fresh ?? application.prepared
        else { return }
        let older = Succession.commands(
            for: facility,
            in: transaction.state(of: ClientCertificateDomain.self),
            at: transaction.instant,
            overlap: issue.overlap
        )
        for command in older { try transaction.perform(command, in: ClientCertificateDomain.self) }
        try transaction.perform(.issue(issue.certificate), in: ClientCertificateDomain.self)
        let form = application.content.form
        let sending = DeliveryDomain.Sending(
            delivery: ID(rawValue: id.rawValue),
            facility: facility,
            certificate: issue.certificate.id,
            recipient: Delivery.Recipient(name: form.contactName, email: form.email),
            secrets: issue.secrets,
            plan: issue.plan
        )
        try transaction.perform(.send(sending), in: DeliveryDomain.self)
        try transaction.perform(.recordIssue(id, issue.certificate.id), in: ApplicationDomain.self)
        try FeeDomain.bill(facility, in: &transaction)
    }
}
