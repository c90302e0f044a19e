import Foundation
import Registry
import Simulation

/// The arguments that the desk's commands share.
enum DeskArguments {
    static let facility = CommandParameter.required("facility", .string, "The facility's id.")

    static func facility(_ arguments: CommandArguments) throws -> ID<Facility> {
        ID(rawValue: try arguments.require("facility", arguments.string))
    }

    static let form: [CommandParameter] =
        ApplicationForm.Field.allCases.map { .optional($0.rawValue, .string, "\($0.japaneseName).") } + [
            .optional(ApplicationForm.provisionalMember, .boolean, "The code is a 仮コード.")
        ]

    static let mails: [CommandParameter] = [
        .optional("link-mail", .choice(mailFates), "Where mail 1 lands; inbox if not given."),
        .optional("password-mail", .choice(mailFates), "Where mail 2 lands; inbox if not given."),
        .optional("password-mail-after", .duration, "From mail 1 to mail 2; 90s if not given."),
        .optional("tries", .integerIn(1...100), "Wrong download passwords until the link is locked; 5 if not given."),
        .optional("one-time", .boolean, "Each file can be downloaded once only."),
    ]

    static let application: [CommandParameter] =
        [
            .optional("approval-after", .duration, "How long the desk takes; 1d if not given."),
            .optional("letter", .choice(Delivery.LetterFate.allCases.map(\.rawValue)), "delivered if not given."),
            .optional("letter-after", .duration, "From the approval to the letter's arrival; 6d if not given."),
            .optional("encoding", .choice(PKCS12Encoding.allCases.map(\.rawValue)), "Of the .p12; aes if not given."),
            .optional(
                "overlap",
                .choice(PreparedIssue.Overlap.allCases.map(\.rawValue)),
                "How long the older certificate goes on working; month if not given."
            ),
        ] + mails

    static func plan(_ arguments: CommandArguments) throws -> Delivery.Plan {
        var plan = Delivery.Plan()
        if let fate = arguments.string("link-mail").flatMap(Delivery.MailFate.init) { plan.linkMail = fate }
        if let fate = arguments.string("password-mail").flatMap(Delivery.MailFate.init) { plan.passwordMail = fate }
        if let fate = arguments.string("letter").flatMap(Delivery.LetterFate.init) { plan.letter = fate }
        if let delay = try delay("password-mail-after", arguments) { plan.passwordMailDelay = delay }
        if let delay = try delay("letter-after", arguments) { plan.letterDelay = delay }
        plan.triesAllowed = arguments.integer("tries") ?? plan.triesAllowed
        plan.isOneTime = arguments.bool("one-time") ?? plan.isOneTime
        return plan
    }

    static func applicationOptions(_ arguments: CommandArguments) throws -> ApplicationOptions {
        var options = ApplicationOptions()
        options.plan = try plan(arguments)
        if let delay = try delay("approval-after", arguments) { options.approvalDelay = delay }
        options.encoding = arguments.string("encoding").flatMap(PKCS12Encoding.init) ?? options.encoding
        options.overlap = arguments.string("overlap").flatMap(PreparedIssue.Overlap.init) ?? options.overlap
        return options
    }

    private static let mailFates = Delivery.MailFate.allCases.map(\.rawValue)

    private static func delay(_ name: String, _ arguments: CommandArguments) throws -> TimeInterval? {
        guard let seconds = arguments.duration(name)?.seconds else { return nil }
        // A certificate that is dated beyond its authority's own end cannot be made.
        guard (0...Self.longestDelay).contains(seconds) else {
            throw CommandError.invalidArgument(name: name, reason: "expected a duration from 0s to 365d")
        }
        return seconds
    }

    private static let longestDelay: TimeInterval = 365 * 86_400
}
