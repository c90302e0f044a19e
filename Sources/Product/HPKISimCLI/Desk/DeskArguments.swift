/// The arguments of the desk's commands, by the names of the command vocabulary; what is nil is not sent.
struct DeskArguments: Encodable, Sendable {
    var facility: String?
    var application: String?
    var reason: String?
    var missing: String?
    var letterAtHand: Bool?
    var newCode: String?
    var oldCode: String?
    var fiscalYear: Int?

    private var form: [String: String] = [:]
    private var flags: [String] = []

    init(
        facility: String? = nil,
        application: String? = nil,
        reason: String? = nil,
        missing: String? = nil,
        letterAtHand: Bool? = nil,
        newCode: String? = nil,
        oldCode: String? = nil,
        fiscalYear: Int? = nil
    ) {
        self.facility = facility
        self.application = application
        self.reason = reason
        self.missing = missing
        self.letterAtHand = letterAtHand
        self.newCode = newCode
        self.oldCode = oldCode
        self.fiscalYear = fiscalYear
    }

    func with(_ options: DeskFormOptions) -> DeskArguments {
        var arguments = self
        arguments.add([
            "facility-name": options.facilityName, "institution-code": options.institutionCode,
            "contact-name": options.contactName, "email": options.email, "address": options.address,
            "proxy-applicant": options.proxyApplicant, "remarks": options.remarks,
        ])
        if options.provisionalCode { arguments.flags.append("provisional-code") }
        return arguments
    }

    func with(_ options: DeskWayOptions) -> DeskArguments {
        var arguments = self
        arguments.add([
            "approval-after": options.approvalAfter, "letter": options.letter, "letter-after": options.letterAfter,
            "encoding": options.encoding, "overlap": options.overlap, "link-mail": options.linkMail,
            "password-mail": options.passwordMail,
        ])
        if options.oneTime { arguments.flags.append("one-time") }
        return arguments
    }

    private mutating func add(_ texts: [String: String?]) {
        for case (let name, let text?) in texts { form[name] = text }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        try container.encodeIfPresent(facility, forKey: "facility")
        try container.encodeIfPresent(application, forKey: "application")
        try container.encodeIfPresent(reason, forKey: "reason")
        try container.encodeIfPresent(missing, forKey: "missing")
        try container.encodeIfPresent(letterAtHand, forKey: "letter-at-hand")
        try container.encodeIfPresent(newCode, forKey: "new-code")
        try container.encodeIfPresent(oldCode, forKey: "old-code")
        try container.encodeIfPresent(fiscalYear, forKey: "fiscal-year")
        for (name, text) in form { try container.encode(text, forKey: Name(stringLiteral: name)) }
        for name in flags { try container.encode(true, forKey: Name(stringLiteral: name)) }
    }

    private struct Name: CodingKey, ExpressibleByStringLiteral {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringLiteral value: String) { stringValue = value }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
