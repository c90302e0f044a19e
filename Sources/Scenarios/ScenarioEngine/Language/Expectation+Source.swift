import Simulation

extension Expectation {
    /// The word under which an expectation stands in a scenario.
    enum Keyword: String, CaseIterable {
        case happened
        case never
        case atMost = "at-most"
        case order
        case answered
        case alert = "tls-alert"
        case http
        case statusWord = "status-word"
        case exitCode = "exit-code"
        case outputContains = "output-contains"
        case outputLacks = "output-lacks"
        case failure
        case unreached
    }

    init(_ value: SourceValue) throws(ScenarioError) {
        let (name, origin, content) = try value.named()
        guard let keyword = Keyword(rawValue: name) else {
            let known = Keyword.allCases.map(\.rawValue)
            throw ScenarioError(origin, "unknown expectation \"\(name)\"" + Hint.nearest(name, among: known))
        }
        guard let content else { throw ScenarioError(origin, "\"\(name)\" needs a value") }
        switch keyword {
        case .happened:
            let (pattern, times) = try Self.counted(content)
            self = .happened(pattern, times: times)
        case .never: self = .never(try EventPattern(content))
        case .atMost:
            let (pattern, times) = try Self.counted(content)
            guard let times else { throw content.error("\"at-most\" needs \"times\"") }
            self = .atMost(pattern, times: times)
        case .order: self = try Self.order(content)
        case .answered: self = .answered(try RequestPattern(content))
        case .alert: self = .alert(try AlertName(content))
        case .http: self = .http(try content.integer())
        case .statusWord: self = .statusWord(try content.text().uppercased())
        case .exitCode: self = .exitCode(try content.integer())
        case .outputContains: self = .outputContains(try content.text())
        case .outputLacks: self = .outputLacks(try content.text())
        case .failure: self = .failure(try ClientFailurePattern(content))
        case .unreached:
            let words = try content.texts()
            guard words.contains(where: { !$0.isEmpty }) else {
                throw content.error("\"unreached\" needs words that name the cause")
            }
            self = .unreached(words)
        }
    }

    /// `type`, or `{event, with, times}`.
    private static func counted(_ value: SourceValue) throws(ScenarioError) -> (EventPattern, Int?) {
        if case .scalar = value.content { return (try EventPattern(value), nil) }
        let fields = try value.fields(["event", "with", "times"])
        let times = try fields.integer("times")
        if let times, times < 0 { throw value.error("\"times\" cannot be negative") }
        return (try EventPattern(fields), times)
    }

    /// `{first, then, within}`.
    private static func order(_ value: SourceValue) throws(ScenarioError) -> Expectation {
        let fields = try value.fields(["first", "then", "within"])
        var within: Duration?
        if let text = fields["within"] {
            guard let duration = Duration(text: try text.text()), duration >= .zero else {
                throw text.error("\"within\" needs a duration such as 500ms or 2s")
            }
            within = duration
        }
        return .order(
            first: try EventPattern(try fields.required("first")),
            then: try EventPattern(try fields.required("then")),
            within: within
        )
    }

    /// The events that it names, to be held against those that there are.
    var patterns: [EventPattern] {
        switch self {
        case .happened(let pattern, _), .never(let pattern), .atMost(let pattern, _): [pattern]
        case .order(let first, let then, _): [first, then]
        default: []
        }
    }
}
