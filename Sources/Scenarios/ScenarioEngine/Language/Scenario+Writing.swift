import Simulation
import Yams

extension Scenario {
    /// The YAML of the scenario, which reads back as an equal value.
    ///
    /// - Throws: ``ScenarioError`` where the writer of YAML cannot write it.
    package func yaml() throws(ScenarioError) -> String {
        do {
            return try Yams.serialize(node: source.node, allowUnicode: true)
        } catch {
            throw ScenarioError(origin, "cannot be written as YAML: \(error)")
        }
    }

    /// In the order in which people write it.
    var source: SourceTree {
        var tree = SourceTree()
        tree.add("id", .string(id))
        tree.add("title", .string(title))
        tree.add("english", english.map(JSONValue.string))
        tree.add("rules", rules)
        tree.add("tags", tags)
        tree.add("extends", parent.map(JSONValue.string))
        tree.add("pending", pending.map(JSONValue.string))
        tree.add(given, reactions, client, expectations)
        var variants = SourceTree()
        for variant in self.variants {
            var body = SourceTree()
            body.add("title", variant.title.map(JSONValue.string))
            body.add(variant.given, variant.reactions, variant.client, variant.expectations)
            body.add("advice", variant.advice.source)
            variants.add(variant.name, body)
        }
        if !variants.isEmpty { tree.add("variants", variants) }
        tree.add("advice", advice.source)
        return tree
    }
}

extension SourceTree {
    fileprivate mutating func add(
        _ given: Given,
        _ reactions: [Reaction],
        _ client: [ClientStep],
        _ expectations: [Expectation]
    ) {
        let source = given.source
        if !source.isEmpty { add("given", source) }
        add("when", reactions.map(\.source))
        add("client", client.map { SourceTree.named($0.name, $0.arguments) })
        add("expect", expectations.map(\.source))
    }

    fileprivate mutating func add(_ key: String, _ texts: [String]) {
        if !texts.isEmpty { add(key, .array(texts.map(JSONValue.string))) }
    }

    /// `name`, or `name: {arguments}`.
    fileprivate static func named(_ name: String, _ arguments: [String: JSONValue]) -> SourceTree {
        arguments.isEmpty ? SourceTree(.string(name)) : SourceTree(.object([name: .object(arguments)]))
    }
}

extension Given {
    fileprivate var source: SourceTree {
        var tree = SourceTree()
        tree.add("front", front.map(JSONValue.string))
        tree.add("clock", clock.map(JSONValue.string))
        tree.add("seed", seed.map(JSONValue.integer))
        if let condition = clientCertificate {
            var certificate = SourceTree()
            certificate.add("kind", condition.kind.map(JSONValue.string))
            certificate.add("revoked", condition.revoked.map(JSONValue.string))
            certificate.add("reason", condition.reason.map(JSONValue.string))
            add(certificate, to: &tree)
        }
        tree.add("environment", environment.map { .string($0.rawValue) })
        tree.add("practitioner", practitioner.map(JSONValue.string))
        tree.add("registered-name", registeredName.map(JSONValue.string))
        if !others.isEmpty { tree.add("others", .array(others.map(JSONValue.string))) }
        tree.add("do", commands.map { SourceTree.named($0.name, $0.arguments) })
        return tree
    }

    private func add(_ certificate: SourceTree, to tree: inout SourceTree) {
        tree.add("client-certificate", certificate)
    }
}

extension Reaction {
    fileprivate var source: SourceTree {
        var tree = SourceTree()
        if let trigger { tree.add("on", trigger.source) }
        if nth != 1 { tree.add("nth", .integer(nth)) }
        tree.add("do", calls.map { SourceTree.named($0.name, $0.arguments) })
        return tree
    }
}

extension EventPattern {
    fileprivate var source: SourceTree { members.isEmpty ? SourceTree(.string(type)) : SourceTree(counted(nil)) }

    fileprivate func counted(_ times: Int?) -> JSONValue {
        var object: [String: JSONValue] = ["event": .string(type)]
        if !members.isEmpty { object["with"] = .object(members) }
        if let times { object["times"] = .integer(times) }
        return .object(object)
    }
}

extension Advice {
    fileprivate var source: SourceTree? {
        var tree = SourceTree()
        tree.add("vendor", vendor.map(JSONValue.string))
        tree.add("user", user.map(JSONValue.string))
        return tree.isEmpty ? nil : tree
    }
}

extension Expectation {
    fileprivate var source: SourceTree {
        let (keyword, value): (Keyword, JSONValue) =
            switch self {
            case .happened(let pattern, let times): (.happened, pattern.counted(times))
            case .never(let pattern): (.never, pattern.counted(nil))
            case .atMost(let pattern, let times): (.atMost, pattern.counted(times))
            case .order(let first, let then, let within):
                (.order, Self.order(first, then, within))
            case .answered(let pattern):
                (
                    .answered,
                    Self.object([
                        "path": .string(pattern.path), "status": pattern.status.map(JSONValue.integer),
                        "times": pattern.times.map(JSONValue.integer),
                    ])
                )
            case .alert(let alert): (.alert, .integer(alert.number))
            case .http(let status): (.http, .integer(status))
            case .statusWord(let word): (.statusWord, .string(word))
            case .exitCode(let code): (.exitCode, .integer(code))
            case .outputContains(let text): (.outputContains, .string(text))
            case .outputLacks(let text): (.outputLacks, .string(text))
            case .unreached(let words): (.unreached, .array(words.map(JSONValue.string)))
            case .failure(let failure):
                (
                    .failure,
                    Self.object([
                        "kind": (failure.kind?.rawValue).map(JSONValue.string),
                        "alert": failure.alert.map { .integer($0.number) },
                        "status": failure.status.map(JSONValue.integer), "error": failure.error.map(JSONValue.string),
                        "error_description": failure.errorDescription.map(JSONValue.string),
                        "moment": failure.moment.map(JSONValue.string),
                        "call": failure.call.map(JSONValue.string),
                        "sub-indication": failure.subIndication.map(JSONValue.string),
                    ])
                )
            }
        return SourceTree(.object([keyword.rawValue: value]))
    }

    private static func order(_ first: EventPattern, _ then: EventPattern, _ within: Duration?) -> JSONValue {
        object(["first": first.counted(nil), "then": then.counted(nil), "within": within.map { .string($0.text) }])
    }

    private static func object(_ members: [String: JSONValue?]) -> JSONValue {
        .object(members.compactMapValues(\.self))
    }
}
