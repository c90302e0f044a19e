import Simulation
import Testing

@testable import ScenarioEngine

/// Each control: what breaks it, what keeps it, and what does not test it.
struct ControlTests {
    private func outcome(
        _ control: Control,
        _ run: RunRecord,
        secrets: [String] = [],
        mustFail: Bool = false
    ) -> ControlResult.Outcome {
        control.judge(run, secrets: secrets, mustFail: mustFail).outcome
    }

    @Test func `the wrong person signs`() {
        let signed = { Runs.run([Runs.event(7, "signature.created", ["practitionerID": .string($0)])]) }
        #expect(outcome(.wrongPerson, signed("dentist")) == .broken)
        #expect(Control.wrongPerson.judge(signed("dentist"), secrets: [], mustFail: false).evidence == [.journal(7)])
        #expect(outcome(.wrongPerson, signed("doctor")) == .kept)
        let withCard = { Runs.run([Runs.event(7, "card.signed", ["holder": .string($0)])]) }
        #expect(outcome(.wrongPerson, withCard("dentist")) == .broken)
        #expect(outcome(.wrongPerson, withCard("doctor")) == .kept)
        let challenge = Runs.event(7, "card.signed", ["holder": "dentist", "slot": "authentication"])
        #expect(outcome(.wrongPerson, Runs.run([challenge])) == .notTested)
        #expect(outcome(.wrongPerson, Runs.run()) == .notTested)
        var shared = signed("dentist")
        shared.others = ["dentist"]
        #expect(outcome(.wrongPerson, shared) == .kept)
    }

    @Test func `a reference client that fails unexpectedly has not passed`() {
        var report = ClientReport()
        report.failedStep = "csc"
        report.failure = ClientFailureReport(kind: .unexpectedAnswer, text: "another answer was wanted")
        let run = Runs.run([], ClientOutcome.reference(report))
        var scenario = Scenario("A-1", title: "x")
        scenario.expectations = [.never(EventPattern("signature.created"))]
        let grade = Grader(secrets: []).grade(scenario, run)
        #expect(grade.verdict == .failed)
        #expect(grade.expectations.map(\.found) == [nil, "csc: another answer was wanted"])
        scenario.expectations.append(.failure(ClientFailurePattern(kind: .unexpectedAnswer)))
        #expect(Grader(secrets: []).grade(scenario, run).verdict == .passed)
        let succeeded = Runs.run([], ClientOutcome.reference(ClientReport()))
        scenario.expectations = [.never(EventPattern("signature.created"))]
        #expect(Grader(secrets: []).grade(scenario, succeeded).verdict == .passed)
    }

    @Test func `a refused PIN comes again`() {
        let again = [Runs.event(1, "pin.refused"), Runs.event(2, "pin.refused", ["repeats": 1])]
        #expect(outcome(.resentPIN, Runs.run(again)) == .broken)
        #expect(outcome(.resentPIN, Runs.run([Runs.event(1, "pin.refused"), Runs.event(2, "pin.refused")])) == .kept)
        #expect(outcome(.resentPIN, Runs.run()) == .notTested)
    }

    @Test func `the last try is used up`() {
        let refused = Runs.event(1, "pin.refused")
        #expect(outcome(.lastTry, Runs.run([refused, Runs.event(2, "pin.blocked")])) == .broken)
        #expect(outcome(.lastTry, Runs.run([refused])) == .kept)
        #expect(outcome(.lastTry, Runs.run()) == .notTested)
    }

    @Test func `a spoiled signature is used`() {
        let spoiled = [Runs.event(1, "fault.injected", ["point": "signing.signatures"])]
        #expect(outcome(.unverifiedSignature, Runs.run(spoiled, Runs.program(0))) == .broken)
        let elements = [Runs.event(1, "fault.injected", ["point": "signing.elements"])]
        #expect(outcome(.unverifiedSignature, Runs.run(elements, Runs.program(0))) == .broken)
        #expect(outcome(.unverifiedSignature, Runs.run(spoiled, Runs.program(1))) == .kept)
        let card = [Runs.event(1, "fault.injected", ["point": "card.signature"])]
        #expect(outcome(.unverifiedSignature, Runs.run(card, Runs.program(0))) == .broken)
        let other = [Runs.event(1, "fault.injected", ["point": "card.power"])]
        #expect(outcome(.unverifiedSignature, Runs.run(other, Runs.program(0))) == .notTested)
        #expect(outcome(.unverifiedSignature, Runs.run([], Runs.program(0))) == .notTested)
    }

    @Test func `one signature alone cannot be in another order`() {
        let trace = TraceID()
        func run(_ count: Int) -> RunRecord {
            let hashes = JSONValue.array(Array(repeating: "h", count: count))
            let events = [
                Runs.event(1, "signature.created", ["hashes": hashes, "practitionerID": "doctor"], trace: trace),
                Runs.event(2, "fault.injected", ["point": "signing.signatures", "effect": "reorder"], trace: trace),
            ]
            return Runs.run(events, Runs.program(0))
        }
        #expect(outcome(.unverifiedSignature, run(1)) == .notTested)
        #expect(outcome(.unverifiedSignature, run(2)) == .broken)
    }

    /// At pace 0 the reference client waits for nothing, and a program as long as it is asked to.
    @Test func `Retry-After counts for a program at any pace`() {
        var run = Runs.run(requests: [(0, "/a", 503, 5), (1, "/a", 200, nil)], Runs.program(0))
        #expect(outcome(.retryAfter, run) == .broken)
        run.pace = 0
        #expect(outcome(.retryAfter, run) == .notTested)
    }

    @Test func `how a client elsewhere ended may be told`() {
        let spoiled = [Runs.event(1, "fault.injected", ["point": "signing.signatures", "effect": "flip"])]
        #expect(outcome(.unverifiedSignature, Runs.run(spoiled, .elsewhere())) == .notTested)
        #expect(outcome(.unverifiedSignature, Runs.run(spoiled, .elsewhere(exitCode: 0))) == .broken)
        #expect(outcome(.unverifiedSignature, Runs.run(spoiled, .elsewhere(exitCode: 1))) == .kept)
    }

    @Test func `Retry-After is not waited for`() {
        let busy = (0.0, "/a", 503, 5)
        func run(_ second: Double, _ path: String = "/a") -> RunRecord {
            Runs.run(requests: [(busy.0, busy.1, busy.2, busy.3), (second, path, 200, nil)])
        }
        #expect(outcome(.retryAfter, run(1)) == .broken)
        #expect(outcome(.retryAfter, run(5)) == .kept)
        #expect(outcome(.retryAfter, run(1, "/b")) == .kept)
        #expect(outcome(.retryAfter, Runs.run(requests: [(0, "/a", 200, nil)])) == .notTested)
    }

    @Test func `what is broken shows in a line of the journal, a request or the output`() {
        func evidence(_ control: Control, _ run: RunRecord, secrets: [String] = []) -> String {
            control.judge(run, secrets: secrets, mustFail: true).evidence.text
        }
        let early = Runs.run(requests: [(0, "/a", 503, 5), (1, "/a", 200, nil)])
        #expect(evidence(.retryAfter, early) == "[requests 1 /a → 503, 2 /a → 200]")
        let refused = (0..<3).map { (Double($0), "/b", 401, Int?.none) }
        let dead = Runs.run([Runs.event(4, "session.ended")], requests: refused)
        #expect(evidence(.deadSession, dead) == "[journal 4; requests 1 /b → 401, 2 /b → 401, 3 /b → 401]")
        let told = Runs.run([], Runs.program(1, "start\npassword=swordfish\r\nend\n\n"))
        #expect(evidence(.secretInOutput, told, secrets: ["swordfish", "other"]) == "[output line 2]")
        #expect(evidence(.noHelp, told) == "[output line 3]")
        #expect(evidence(.noHelp, Runs.run([], Runs.program(1, ""))) == "[output line 1]")
    }

    @Test func `a refused certificate is tried again`() {
        let rejected = { Runs.event($0, "tls.rejected", ["fingerprint": .string($1)]) }
        #expect(outcome(.blindRetry, Runs.run([rejected(1, "a"), rejected(2, "a")])) == .broken)
        #expect(outcome(.blindRetry, Runs.run([rejected(1, "a"), rejected(2, "b")])) == .kept)
        #expect(outcome(.blindRetry, Runs.run([Runs.event(1, "tls.rejected")])) == .notTested)
    }

    @Test func `a dead session is used on and on`() {
        let ended = [Runs.event(1, "session.ended")]
        let refused = { (count: Int) in (0..<count).map { (Double($0), "/csc/v2/info", 401, Int?.none) } }
        #expect(outcome(.deadSession, Runs.run(ended, requests: refused(3))) == .broken)
        #expect(outcome(.deadSession, Runs.run(ended, requests: refused(1))) == .kept)
        #expect(outcome(.deadSession, Runs.run(ended, requests: refused(2))) == .kept)
        #expect(outcome(.deadSession, Runs.run(ended)) == .notTested)
        #expect(outcome(.deadSession, Runs.run([], requests: refused(3))) == .notTested)
    }

    @Test func `a secret stands in the output`() {
        let run = Runs.run([], Runs.program(0, "log: password=swordfish"))
        #expect(outcome(.secretInOutput, run, secrets: ["swordfish"]) == .broken)
        #expect(outcome(.secretInOutput, run, secrets: ["another"]) == .kept)
        #expect(outcome(.secretInOutput, Runs.run(), secrets: ["swordfish"]) == .notTested)
    }

    @Test func `nobody is named who can help`() {
        #expect(outcome(.noHelp, Runs.run([], Runs.program(1, "error 44")), mustFail: true) == .broken)
        #expect(outcome(.noHelp, Runs.run([], Runs.program(1, "事務局にご連絡ください")), mustFail: true) == .kept)
        #expect(
            outcome(.noHelp, Runs.run([], Runs.program(1, "at vendor.main(vendor.py:3)")), mustFail: true) == .broken
        )
        #expect(outcome(.noHelp, Runs.run([], Runs.program(0, "ok"))) == .notTested)
    }

    @Test(arguments: [
        ("Ask your vendor.", "vendor", true), ("Vendors can help", "vendor", true), ("(vendor)", "vendor", true),
        ("the vendor", "vendor", true), ("vendor: 1", "vendor", true), ("vendor.main", "vendor", false),
        ("/opt/vendor/x, smartcard", "card", false), ("card=3", "card", false),
        ("import smartcard; a card", "card", true),
        ("ベンダーに", "ベンダー", true), ("", "card", false), ("card", "", false),
    ])
    func `a word stands alone in what a person is told`(_ text: String, _ word: String, _ says: Bool) {
        #expect(text.says(word) == says)
    }

    /// A program that cannot open its file comes to nobody.
    @Test func `a program that fails before it comes says why, or has failed`() {
        var scenario = Scenario("A-1", title: "x")
        scenario.expectations = [
            .never(EventPattern("signature.created")), .failure(ClientFailurePattern(kind: .pkcs12WrongPassword)),
            .unreached(["パスワード", "password"]),
        ]
        func verdict(_ client: ClientOutcome) -> Grade.Verdict {
            Grader(secrets: []).grade(scenario, Runs.run([], client)).verdict
        }
        #expect(verdict(Runs.program(1, "パスワードが違います。事務局にご連絡ください。")) == .passed)
        #expect(verdict(Runs.program(1, "パスワードが違います。")) == .failed)
        #expect(verdict(Runs.program(1, "事務局にご連絡ください。")) == .failed)
        #expect(verdict(Runs.program(0, "パスワードが違います。事務局にご連絡ください。")) == .failed)
        #expect(verdict(Runs.program(1, "")) == .failed)
        let none = ProgramOutcome(end: .notStarted("no such file"))
        #expect(verdict(.program(none)) == .notRun)
        #expect(verdict(.elsewhere(exitCode: 1)) == .notRun)
    }

    /// One request to the door is no occasion.
    @Test func `a program that never met what the scenario is about has not passed`() {
        var scenario = Scenario("A-1", title: "x")
        scenario.expectations = [
            .never(EventPattern("signature.created")), .failure(ClientFailurePattern(kind: .signatures)),
        ]
        func verdict(_ run: RunRecord) -> Grade.Verdict { Grader(secrets: []).grade(scenario, run).verdict }
        let said = Runs.program(1, "ベンダーにご連絡ください")
        #expect(verdict(Runs.run(requests: [(0, "/.well-known/openid-configuration", 200, nil)], said)) == .notRun)
        #expect(verdict(Runs.run(requests: [(0, "/", 404, nil)], said)) == .notRun)
        #expect(verdict(Runs.run(requests: [(0, "/csc/v2/signatures/signHash", 400, nil)], said)) == .passed)
        #expect(verdict(Runs.run([Runs.event(3, "fault.injected", ["point": "http.answer"])], said)) == .passed)
        scenario.expectations.append(.unreached(["署名"]))
        #expect(verdict(Runs.run(requests: [(0, "/", 200, nil)], said)) == .failed)
    }

    @Test func `a program that never came has not passed`() {
        var scenario = Scenario("A-1", title: "x")
        scenario.expectations = [.never(EventPattern("signature.created"))]
        let grade = Grader(secrets: []).grade(scenario, Runs.run([], Runs.program(0)))
        #expect(grade.verdict == .notRun)
        #expect(grade.reason?.contains("never came to the simulator") == true)
    }
}
