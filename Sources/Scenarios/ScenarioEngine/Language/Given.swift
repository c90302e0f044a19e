/// How the world is before the client acts.
package struct Given: Hashable, Sendable {
    /// How bad client certificates are refused.
    package var front: String?
    /// Where the simulation clock starts: an instant, or a duration from now. Such a scenario needs a client that has the
    /// same clock.
    package var clock: String?
    /// What faults are drawn from.
    package var seed: Int?
    /// What the facility presents; nil for its good certificate.
    package var clientCertificate: ClientCertificateCondition?
    /// What lies outside the simulator.
    package var environment: EnvironmentFault?
    /// Login id of who logs in, also with the end of the login behind it (`doctor~deny`); nil for the default practitioner.
    package var practitioner: String?
    /// The name under which the vendor's master file has them, in Japanese; nil for the one in the registry.
    package var registeredName: String?
    /// Who comes to the same screen later, and may sign too.
    package var others: [String] = []
    package var commands: [CommandCall] = []

    package init() {}

    /// The practitioner, without what is behind the tilde of a reserved login id (FAULTS.md, "Reserved ids and PINs").
    var person: String? { practitioner.map { String($0.prefix { $0 != "~" }) } }

    static let keys = [
        "front", "clock", "seed", "client-certificate", "environment", "practitioner", "registered-name", "others",
        "do", "faults",
    ]

    init(_ value: SourceValue, scenario id: String) throws(ScenarioError) {
        let fields = try value.fields(Self.keys)
        front = try fields.text("front")
        clock = try fields.text("clock")
        seed = try fields.integer("seed")
        clientCertificate = try fields["client-certificate"].map(ClientCertificateCondition.init)
        environment = try fields["environment"].map { (value) throws(ScenarioError) in try value.choice() }
        practitioner = try fields.text("practitioner")
        registeredName = try fields.text("registered-name")
        others = try fields.texts("others")
        for call in try fields["do"]?.list() ?? [] { commands.append(try CommandCall(call)) }
        for (index, rule) in (try fields["faults"]?.list() ?? []).enumerated() {
            commands.append(try .fault(rule, fallbackID: "\(id)-given-\(index + 1)"))
        }
    }

    /// The same with another's words in place of its own, where the other says something; commands follow each other.
    func overridden(by other: Given) -> Given {
        var given = self
        given.front = other.front ?? front
        given.clock = other.clock ?? clock
        given.seed = other.seed ?? seed
        given.clientCertificate = other.clientCertificate ?? clientCertificate
        given.environment = other.environment ?? environment
        given.practitioner = other.practitioner ?? practitioner
        given.registeredName = other.registeredName ?? registeredName
        given.others = others + other.others.filter { !others.contains($0) }
        given.commands = commands + other.commands
        return given
    }
}
