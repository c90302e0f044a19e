/// Something that is done when an event has happened, or at the start.
package struct Reaction: Hashable, Sendable {
    /// nil: when the scenario starts, after the given.
    package var trigger: EventPattern?
    /// At which of the matching events, from 1.
    package var nth = 1
    package var calls: [CommandCall]

    package init(on trigger: EventPattern? = nil, nth: Int = 1, do calls: [CommandCall]) {
        self.trigger = trigger
        self.nth = nth
        self.calls = calls
    }

    init(_ value: SourceValue, scenario id: String, number: Int) throws(ScenarioError) {
        let fields = try value.fields(["on", "nth", "do", "fault"])
        trigger = try fields["on"].map(EventPattern.init)
        nth = try fields.integer("nth") ?? 1
        guard nth >= 1 else { throw value.error("\"nth\" counts from 1") }
        calls = []
        for call in try fields["do"]?.list() ?? [] { calls.append(try CommandCall(call)) }
        if let rule = fields["fault"] { calls.append(try .fault(rule, fallbackID: "\(id)-\(number)")) }
        guard !calls.isEmpty else { throw value.error("a reaction needs \"do\" or \"fault\"") }
        guard trigger != nil || nth == 1 else { throw value.error("\"nth\" needs \"on\"") }
    }
}
