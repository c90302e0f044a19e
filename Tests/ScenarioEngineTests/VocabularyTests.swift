import HPKISimulator
import ScenarioEngine
import Testing

/// Names that nothing has are found before anything is run.
struct VocabularyTests {
    @Test(arguments: [
        (
            "given: { do: [ credential.disabel: { credential: a } ] }",
            "a.yaml:3:16: there is no command \"credential.disabel\": did you mean \"credential.disable\"?"
        ),
        (
            "given: { do: [ credential.disable: { credntial: a } ] }",
            "a.yaml:3:16: credential.disable: there is no argument \"credntial\": did you mean \"credential\"?"
        ),
        (
            "given: { do: [ credential.disable ] }",
            "a.yaml:3:16: credential.disable: the argument \"credential\" is missing"
        ),
        (
            "given: { do: [ credential.revoke: { credential: a, since: yesterday } ] }",
            "a.yaml:3:16: credential.revoke: \"since\": expected an instant such as 2026-04-01T09:00:00+09:00, found \"yesterday\""
        ),
        (
            "expect: [ never: signature.creatd ]",
            "a.yaml:3:18: no domain emits the event \"signature.creatd\": did you mean \"signature.created\"?"
        ),
        (
            "when: [ { on: tls.rejectd, do: fault.clear } ]",
            "a.yaml:3:15: no domain emits the event \"tls.rejectd\": did you mean \"tls.rejected\"?"
        ),
        (
            "when: [ fault: { point: http.requst, effect: drop } ]",
            "a.yaml:3:25: there is no injection point \"http.requst\": did you mean \"http.request\"?"
        ),
        (
            "when: [ fault: { point: http.answer, effect: trunkate } ]",
            "a.yaml:3:46: http.answer has no effect \"trunkate\": did you mean \"truncate\"?"
        ),
        (
            "when: [ fault: { point: http.answer, effect: { truncate: { bites: 8 } } } ]",
            "a.yaml:3:46: the effect \"truncate\": there is no argument \"bites\": did you mean \"bytes\"?"
        ),
        (
            "given: { faults: [ { point: http.request, matching: { pfad: /a }, effect: drop } ] }",
            "a.yaml:3:53: \"pfad\" is no attribute there: there are listener, method, path"
        ),
        (
            "when: [ fault: { point: http.request, when: { frist: 2 }, effect: drop } ]",
            "a.yaml:3:45: expected \"always\", {\"first\": n}, {\"nth\": n} with n from 1, or {\"probability\": 0 to 1}"
        ),
        (
            "expect: [ never: { event: signature.created, with: { digets: sha1 } } ]",
            "a.yaml:3:27: signature.created has no member \"digets\": did you mean \"digest\"?"
        ),
        (
            "client: [ sign-remotly ]",
            "a.yaml:3:11: the reference client knows no step \"sign-remotly\": did you mean \"sign-remotely\"?"
        ),
        (
            "client: [ sign-remotely: { count: many } ]",
            "a.yaml:3:11: sign-remotely: \"count\": expected an integer, found \"many\""
        ),
    ])
    func `says what there is instead`(line: String, message: String) async throws {
        let vocabulary = try await Simulator.vocabulary(SimulatorConfiguration())
        let scenario = try Scenario(yaml: "id: A-1\ntitle: x\n\(line)\n", file: "a.yaml")
        let error = #expect(throws: ScenarioError.self) { try vocabulary.check(scenario) }
        #expect(error?.description == message)
    }

    @Test func `takes relative instants and beginnings of event types`() async throws {
        let vocabulary = try await Simulator.vocabulary(SimulatorConfiguration())
        let scenario = try Scenario(
            yaml:
                "id: A-1\ntitle: x\ngiven: { do: [ credential.revoke: { credential: a, since: -1d } ] }\nexpect: [ never: lint.* ]\n",
            file: "a.yaml"
        )
        try vocabulary.check(scenario)
    }
}
