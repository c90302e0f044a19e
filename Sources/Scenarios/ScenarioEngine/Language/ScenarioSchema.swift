package import Simulation

/// The JSON Schema (2020-12) of scenario files, made from the vocabulary: editors complete and check by it.
package enum ScenarioSchema {
    package static func schema(_ vocabulary: ScenarioVocabulary) -> JSONValue {
        let call = named(vocabulary.commands.map { ($0.name, $0.parameters.schema($0.summary)) })
        let step = named(vocabulary.clientSteps.map { ($0.name, $0.parameters.schema($0.summary)) })
        let body: [String: JSONValue] = [
            "given": given, "when": listOf(reaction), "client": listOf(["$ref": "#/$defs/step"]),
            "expect": listOf(["$ref": "#/$defs/expectation"]), "advice": advice,
        ]
        let head: [String: JSONValue] = [
            "id": ["type": "string", "pattern": "^[A-Z][A-Z0-9-]*$"], "title": text("In Japanese."),
            "english": text("The same in English."), "rules": texts("Ids of the rules that it covers."),
            "tags": texts(""),
            "extends": text("The scenario that it takes from what it does not say itself."),
            "pending": text("Why it cannot be run."),
            "variants": [
                "type": "object",
                "additionalProperties": object(body.merging(["title": text("")]) { first, _ in first }, required: []),
            ],
        ]
        var schema = object(head.merging(body) { first, _ in first }, required: ["id", "title"]).object ?? [:]
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        schema["title"] = "hpki-sim scenario"
        schema["$defs"] = [
            "call": call, "step": step, "expectation": expectation,
            "event": ["type": "string", "examples": .array(vocabulary.eventTypes.map(JSONValue.string))],
            "pattern": [
                "anyOf": [
                    ["$ref": "#/$defs/event"],
                    object(["event": ["$ref": "#/$defs/event"], "with": ["type": "object"]], required: ["event"]),
                ]
            ],
            "counted": [
                "anyOf": [
                    ["$ref": "#/$defs/event"],
                    object(
                        [
                            "event": ["$ref": "#/$defs/event"], "with": ["type": "object"],
                            "times": ["type": "integer", "minimum": 0],
                        ],
                        required: ["event"]
                    ),
                ]
            ],
            "rule": faultRule(vocabulary.injectionPoints),
        ]
        return .object(schema)
    }

    private static var given: JSONValue {
        object(
            [
                "front": text("How bad client certificates are refused."),
                "clock": text("Where the clock starts: an instant, or a duration from now."),
                "seed": ["type": "integer"],
                "client-certificate": [
                    "anyOf": [
                        text("A kind."),
                        object(["kind": text(""), "revoked": text(""), "reason": text("")], required: []),
                    ]
                ],
                "environment": ["enum": .array(EnvironmentFault.allCases.map { .string($0.rawValue) })],
                "practitioner": text("Login id of who logs in; doctor~deny and the like say how that ends."),
                "registered-name": text("Their name in the vendor's master file; the registry's if not given."),
                "others": texts("Who comes to the same screen later, and may sign too."),
                "do": listOf(["$ref": "#/$defs/call"]),
                "faults": listOf(["$ref": "#/$defs/rule"]),
            ],
            required: []
        )
    }

    private static var reaction: JSONValue {
        object(
            [
                "on": ["$ref": "#/$defs/pattern"], "nth": ["type": "integer", "minimum": 1],
                "do": listOf(["$ref": "#/$defs/call"]), "fault": ["$ref": "#/$defs/rule"],
            ],
            required: []
        )
    }

    private static var advice: JSONValue { object(["vendor": text(""), "user": text("")], required: []) }

    private static var expectation: JSONValue {
        let request = object(["path": text(""), "status": integer, "times": integer], required: ["path"])
        let failure = object(
            [
                "kind": ["enum": .array(ClientFailureKind.allCases.map { .string($0.rawValue) })], "alert": [:],
                "status": integer, "error": text(""), "error_description": text(""),
                "moment": ["enum": ["handshake", "after-handshake"]],
                "call": text("A text in the name of the call that failed: /csc/v2/."),
                "sub-indication": text("Of a signed document that does not verify: HASH_FAILURE."),
            ],
            required: []
        )
        let order = object(
            ["first": ["$ref": "#/$defs/pattern"], "then": ["$ref": "#/$defs/pattern"], "within": text("")],
            required: ["first", "then"]
        )
        let members: [(Expectation.Keyword, JSONValue)] = Expectation.Keyword.allCases.map { keyword in
            switch keyword {
            case .happened, .atMost: (keyword, ["$ref": "#/$defs/counted"])
            case .never: (keyword, ["$ref": "#/$defs/pattern"])
            case .order: (keyword, order)
            case .answered: (keyword, request)
            case .alert:
                (
                    keyword,
                    [
                        "enum": .array(
                            AlertName.numbers.sorted { $0.value < $1.value }.flatMap {
                                [.string($0.key), .integer($0.value)]
                            }
                        )
                    ]
                )
            case .http, .exitCode: (keyword, integer)
            case .statusWord, .outputContains, .outputLacks: (keyword, text(""))
            case .failure: (keyword, failure)
            case .unreached: (keyword, texts("Words that name the cause: one of them stands in the output."))
            }
        }
        return one(of: members.map { ($0.rawValue, $1) })
    }

    private static func faultRule(_ points: [InjectionPoint]) -> JSONValue {
        object(
            [
                "id": text("A name of its own."),
                "point": ["type": "string", "examples": .array(points.map { .string($0.name) })],
                "matching": ["type": "object"], "when": [:], "effect": [:],
            ],
            required: ["point", "effect"]
        )
    }

    // MARK: - Building blocks

    private static let integer: JSONValue = ["type": "integer"]

    private static func text(_ summary: String) -> JSONValue {
        summary.isEmpty ? ["type": "string"] : ["type": "string", "description": .string(summary)]
    }

    private static func texts(_ summary: String) -> JSONValue {
        ["type": "array", "items": ["type": "string"], "description": .string(summary)]
    }

    private static func listOf(_ item: JSONValue) -> JSONValue { ["anyOf": [["type": "array", "items": item], item]] }

    private static func object(_ properties: [String: JSONValue], required: [String]) -> JSONValue {
        [
            "type": "object", "properties": .object(properties), "additionalProperties": false,
            "required": .array(required.map(JSONValue.string)),
        ]
    }

    /// One of these, with its value.
    private static func one(of members: [(name: String, schema: JSONValue)]) -> JSONValue {
        [
            "type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": false,
            "properties": .object(Dictionary(members.map { ($0.name, $0.schema) }) { first, _ in first }),
        ]
    }

    /// A name alone, or a name with its arguments.
    private static func named(_ members: [(name: String, schema: JSONValue)]) -> JSONValue {
        ["anyOf": [["enum": .array(members.map { .string($0.name) })], one(of: members)]]
    }
}
