import Foundation
import HealthcarePKI
package import Registry
package import Simulation

extension ClientCertificateDesk {
    /// What can be done at the desk by name: the same from a scenario, the admin API, the CLI and a page.
    package var commands: [NamedCommand] {
        applicationCommands + deliveryCommands + facilityCommands
    }

    // MARK: - Applications

    private var applicationCommands: [NamedCommand] {
        [
            NamedCommand(
                "desk.apply",
                "Sends an application (申請); with a facility's id the form is filled in from what is known of it.",
                [.optional("facility", .string, "The facility's id.")] + DeskArguments.form + DeskArguments.application
            ) { arguments in
                try await apply(try form(arguments), arguments)
            },
            NamedCommand(
                "desk.reapply",
                "Applies again for a facility (再申請): a new certificate, .p12, password and letter.",
                [
                    DeskArguments.facility,
                    .optional("reason", .choice(ReapplicationReason.allCases.map(\.rawValue)), "Goes into 備考."),
                ] + DeskArguments.form + DeskArguments.application
            ) { arguments in
                var form = try form(arguments)
                if let reason = arguments.string("reason").flatMap(ReapplicationReason.init), form.remarks.isEmpty {
                    form.remarks = reason.remarks
                }
                return try await apply(form, arguments)
            },
            NamedCommand(
                "desk.change-code",
                "Changes a facility's institution code and applies again, as it must (desk rules CC-6, CC-7).",
                [
                    DeskArguments.facility, .required("new-code", .string, "The new code, ten digits."),
                    .optional("old-code", .string, "The code it replaces; the main one if not given."),
                ] + DeskArguments.application,
                body: changeCode
            ),
            NamedCommand(
                "desk.approve",
                "Approves an application at once, or turns down what cannot be approved.",
                [.optional("application", .string, "Its number; the oldest that waits if not given.")]
            ) { arguments in
                let id = try waiting(arguments)
                return DeskJSON.of(try await approve(id, cause: arguments.cause, trace: arguments.trace))
            },
            NamedCommand(
                "desk.reject",
                "Turns an application down.",
                [
                    .optional("application", .string, "Its number; the oldest that waits if not given."),
                    .optional(
                        "reason",
                        .choice(Application.Rejection.allCases.map(\.rawValue)),
                        "by-desk if not given."
                    ),
                ]
            ) { arguments in
                let id = try waiting(arguments)
                let reason = arguments.string("reason").flatMap(Application.Rejection.init) ?? .byDesk
                try await simulation.perform(
                    .reject(id, reason),
                    in: ApplicationDomain.self,
                    cause: arguments.cause,
                    trace: arguments.trace
                )
                return try application(id).map(DeskJSON.of).orUnknown(id)
            },
        ]
    }

    private func apply(_ form: ApplicationForm, _ arguments: CommandArguments) async throws -> JSONValue {
        let options = try DeskArguments.applicationOptions(arguments)
        return DeskJSON.of(try await apply(form, options, cause: arguments.cause, trace: arguments.trace))
    }

    private func form(_ arguments: CommandArguments) throws -> ApplicationForm {
        var form = ApplicationForm(facilityName: "", institutionCode: "", contactName: "", email: "", address: "")
        if let id = arguments.string("facility") { form = ApplicationForm(for: try facility(ID(rawValue: id))) }
        for field in ApplicationForm.Field.allCases {
            if let text = arguments.string(field.rawValue) { form[field] = text }
        }
        if let flag = arguments.bool(ApplicationForm.provisionalMember) { form.codeIsProvisional = flag }
        return form
    }

    private var changeCode: NamedCommand.Body {
        { arguments in
            let facility = try facility(DeskArguments.facility(arguments))
            let new = try InstitutionCode(try arguments.require("new-code", arguments.string))
            let old = try arguments.string("old-code").map { try InstitutionCode($0) } ?? facility.mainCode
            guard let old else { throw ApplicationError.missing(.institutionCode) }
            // The application goes by the medical code, whichever was changed.
            let changed = facility.codes.map { $0.code == old ? Facility.Code(new) : $0 }
            var form = ApplicationForm(for: facility, remarks: ReapplicationReason.codeChanged.remarks)
            form.codeIsProvisional = false
            let main = (changed.first { $0.code.feeSchedule == .medical } ?? changed.first)?.code ?? new
            form.institutionCode = main.digits
            let application = try await apply(
                form,
                try DeskArguments.applicationOptions(arguments),
                newCode: CodeChange(facility: facility.id, old: old, new: Facility.Code(new)),
                cause: arguments.cause,
                trace: arguments.trace
            )
            return DeskJSON.of(application)
        }
    }

    private func waiting(_ arguments: CommandArguments) throws -> ID<Application> {
        if let id = arguments.string("application") { return ID(rawValue: id) }
        let first = simulation.read(ApplicationDomain.self) { $0.all.first { $0.status == .pending }?.id }
        guard let first else { throw ApplicationError.nothingWaits }
        return first
    }

    // MARK: - Deliveries

    private var deliveryCommands: [NamedCommand] {
        [
            NamedCommand(
                "desk.resend",
                "Sends a new link and a new download password for the same .p12 (再送).",
                [
                    DeskArguments.facility,
                    .optional(
                        "missing",
                        .choice(DeliveryDomain.Missing.allCases.map(\.rawValue)),
                        "files if not given."
                    ),
                    .optional("letter-at-hand", .boolean, "What the applicant says; else what the simulator knows."),
                ] + DeskArguments.mails
            ) { arguments in
                let delivery = try await resend(
                    try DeskArguments.facility(arguments),
                    missing: arguments.string("missing").flatMap(DeliveryDomain.Missing.init) ?? .files,
                    hasLetter: arguments.bool("letter-at-hand"),
                    try DeskArguments.plan(arguments),
                    cause: arguments.cause,
                    trace: arguments.trace
                )
                return DeskJSON.of(delivery)
            }
        ]
    }

    // MARK: - Facilities

    private var facilityCommands: [NamedCommand] {
        [
            NamedCommand(
                "desk.stop",
                "Stops the service for a facility (利用停止): its certificates are revoked.",
                [
                    DeskArguments.facility,
                    .optional("reason", .choice(["requested", "closed"]), "requested if not given."),
                ]
            ) { arguments in
                let facility = try DeskArguments.facility(arguments)
                let reason = arguments.string("reason").flatMap(Facility.StopReason.init) ?? .requested
                try await stop(facility, reason: reason, cause: arguments.cause, trace: arguments.trace)
                return try status(of: facility)
            },
            NamedCommand(
                "desk.bill",
                "Bills a facility; without dates for this fiscal year. The invoice is open, whatever its payment mode.",
                [
                    DeskArguments.facility, .optional("fiscal-year", .integer, "The year in which it begins."),
                    .optional("stops-at", .instant, "From when the unpaid facility is stopped."),
                ],
                body: bill
            ),
            NamedCommand(
                "desk.pay",
                "Pays what a facility owes.",
                [DeskArguments.facility, .optional("fiscal-year", .integer, "All open invoices if not given.")]
            ) { arguments in
                let paid = try await pay(
                    try DeskArguments.facility(arguments),
                    fiscalYear: arguments.integer("fiscal-year"),
                    cause: arguments.cause,
                    trace: arguments.trace
                )
                return ["invoices": .array(paid.map(DeskJSON.of))]
            },
            NamedCommand(
                "desk.payment-mode",
                "Chooses whether a facility's invoices are paid by themselves.",
                [
                    DeskArguments.facility,
                    .required("mode", .choice(FeeDomain.PaymentMode.allCases.map(\.rawValue)), "How it pays."),
                ]
            ) { arguments in
                let facility = try DeskArguments.facility(arguments)
                let mode: FeeDomain.PaymentMode = try arguments.decode("mode")
                try await simulation.perform(
                    .setPaymentMode(facility, mode),
                    in: FeeDomain.self,
                    cause: arguments.cause,
                    trace: arguments.trace
                )
                return try status(of: facility)
            },
            NamedCommand(
                "desk.status",
                "What the desk knows of a facility, or of all.",
                [
                    .optional("facility", .string, "The facility's id.")
                ]
            ) { arguments in
                if let id = arguments.string("facility") { return try status(of: ID(rawValue: id)) }
                let ids = simulation.read(FacilityDomain.self) { $0.facilities.keys.sorted() }
                return ["facilities": .array(try ids.map(status))]
            },
        ]
    }

    private var bill: NamedCommand.Body {
        { arguments in
            let facility = try facility(DeskArguments.facility(arguments))
            let now = simulation.clock.now
            let year = arguments.integer("fiscal-year") ?? DeskCalendar.fiscalYear(of: now)
            guard let usual = FeeTable.invoice(for: facility, fiscalYear: year, at: now) else {
                throw CommandError.invalidArgument(
                    name: "fiscal-year",
                    reason: "before \(FeeTable.firstFiscalYear) the service was free of charge"
                )
            }
            let invoice = usual.stopping(at: arguments.instant("stops-at") ?? usual.stopsAt)
            try await simulation.perform(
                .demand(invoice),
                in: FeeDomain.self,
                cause: arguments.cause,
                trace: arguments.trace
            )
            return try status(of: facility.id)
        }
    }

    /// Everything the desk knows of a facility, without a secret.
    package func status(of id: ID<Facility>) throws -> JSONValue {
        let facility = try facility(id)
        let now = simulation.clock.now
        let applications = simulation.read(ApplicationDomain.self) { $0.applications(of: id) }
        let certificates = simulation.read(ClientCertificateDomain.self) { $0.certificates(of: id) }
        let deliveries = simulation.read(DeliveryDomain.self) { $0.deliveries(of: id) }
        let (invoices, mode) = simulation.read(FeeDomain.self) { ($0.invoices(of: id), $0.paymentMode(of: id)) }
        return [
            "facility": .string(id.rawValue), "name": .string(facility.name),
            "institution_codes": .array(facility.codes.map { .string($0.code.digits) }),
            "stopped": facility.isStopped ? .string((facility.stopReason ?? .requested).rawValue) : .null,
            "payment_mode": .string(mode.rawValue),
            "applications": .array(applications.map(DeskJSON.of)),
            "certificates": .array(certificates.map { DeskJSON.of($0, at: now) }),
            "deliveries": .array(deliveries.map(DeskJSON.of)), "invoices": .array(invoices.map(DeskJSON.of)),
        ]
    }
}

extension Optional {
    fileprivate func orUnknown(_ id: ID<Application>) throws -> Wrapped {
        guard let self else { throw ApplicationError.unknown(id) }
        return self
    }
}
