import ArgumentParser

/// `hpki-sim desk`: what is asked of the client-certificate desk of a running server.
struct DeskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "desk",
        abstract: "Apply for client certificates at the desk (事務局) of a running server.",
        discussion: """
            Facilities are named by their ids: hospital, clinic, pharmacy, new-clinic.

            $ hpki-sim desk apply hospital
            $ hpki-sim desk approve
            $ hpki-sim desk resend hospital --missing link-mail
            $ hpki-sim desk reapply hospital --reason lost-letter
            $ hpki-sim desk change-code new-clinic 9918000036
            $ hpki-sim desk status hospital
            """,
        subcommands: [
            Apply.self, Approve.self, Resend.self, Reapply.self, ChangeCode.self, Stop.self, Pay.self, Status.self,
        ],
        defaultSubcommand: Status.self
    )

    struct Apply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send an application (申請).",
            discussion: """
                $ hpki-sim desk apply hospital
                $ hpki-sim desk apply --facility-name 新しい医院 --institution-code 9918000036 --contact-name 担当者 \
                --email a@b.test --address 検証県
                $ hpki-sim desk apply pharmacy --approval-after 0s --letter lost --encoding legacy
                """
        )
        @Argument(help: "The facility's id: fills the form in from what is known of it.") var facility: String?
        @OptionGroup var form: DeskFormOptions
        @OptionGroup var way: DeskWayOptions
        @OptionGroup var server: DeskServerOptions

        func run() async throws {
            try await server.run("desk.apply", DeskArguments(facility: facility).with(form).with(way))
        }
    }

    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Judge an application at once, without waiting for its day.",
            discussion: "$ hpki-sim desk approve A-0001"
        )
        @Argument(help: "Its number; the oldest that waits if not given.") var application: String?
        @OptionGroup var server: DeskServerOptions

        func run() async throws {
            try await server.run("desk.approve", DeskArguments(application: application))
        }
    }

    struct Resend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask for the link again (再送): a new link and download password for the same .p12.",
            discussion: "$ hpki-sim desk resend hospital --missing link-mail"
        )
        @Argument(help: "The facility's id.") var facility: String
        @Option(help: "What is missing: link-mail, password-mail or files.") var missing: String?
        @Flag(inversion: .prefixedNo, help: "Whether the password letter is at hand; else what the server knows.")
        var letterAtHand: Bool?
        @OptionGroup var server: DeskServerOptions

        func run() async throws {
            try await server.run(
                "desk.resend",
                DeskArguments(facility: facility, missing: missing, letterAtHand: letterAtHand)
            )
        }
    }

    struct Reapply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Apply again (再申請): a new certificate, .p12, password and letter.",
            discussion: "$ hpki-sim desk reapply clinic --reason lost-letter"
        )
        @Argument(help: "The facility's id.") var facility: String
        @Option(help: "lost-letter, code-changed, renewal or mistake; goes into 備考.") var reason: String?
        @OptionGroup var form: DeskFormOptions
        @OptionGroup var way: DeskWayOptions
        @OptionGroup var server: DeskServerOptions

        func run() async throws {
            try await server.run("desk.reapply", DeskArguments(facility: facility, reason: reason).with(form).with(way))
        }
    }

    struct ChangeCode: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change a facility's institution code, and apply again as it must.",
            discussion: "$ hpki-sim desk change-code new-clinic 9918000036"
        )
        @Argument(help: "The facility's id.") var facility: String
        @Argument(help: "The new code, ten digits.") var newCode: String
        @Option(help: "The code it replaces; the main one if not given.") var oldCode: String?
        @OptionGroup var way: DeskWayOptions
        @OptionGroup var server: DeskServerOptions

        func run() async throws {
            try await server.run(
                "desk.change-code",
                DeskArguments(facility: facility, newCode: newCode, oldCode: oldCode).with(way)
            )
        }
    }

    struct Stop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop the service for a facility (利用停止): its certificates are revoked.",
            discussion: "$ hpki-sim desk stop clinic"
        )
        @Argument(help: "The facility's id.") var facility: String
        @Option(help: "requested or closed.") var reason: String?
        @OptionGroup var server: DeskServerOptions

        func run() async throws {
            try await server.run("desk.stop", DeskArguments(facility: facility, reason: reason))
        }
    }

    struct Pay: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Pay what a facility owes.",
            discussion: "$ hpki-sim desk pay clinic"
        )
        @Argument(help: "The facility's id.") var facility: String
        @Option(help: "The year in which the fiscal year begins; all open invoices if not given.") var fiscalYear: Int?
        @OptionGroup var server: DeskServerOptions

        func run() async throws {
            try await server.run("desk.pay", DeskArguments(facility: facility, fiscalYear: fiscalYear))
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print applications, certificates, deliveries and invoices.",
            discussion: "$ hpki-sim desk status clinic --format json"
        )
        @Argument(help: "The facility's id; all if not given.") var facility: String?
        @OptionGroup var server: DeskServerOptions

        func run() async throws {
            try await server.run("desk.status", DeskArguments(facility: facility))
        }
    }
}
