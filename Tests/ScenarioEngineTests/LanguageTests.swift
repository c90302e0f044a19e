import Foundation
import ScenarioEngine
import Simulation
import TestSupport
import Testing

/// Scenario files: what is read, and what is said of those that cannot be.
struct LanguageTests {
    private func error(_ yaml: String) -> String? {
        #expect(throws: ScenarioError.self) { try Scenario(yaml: yaml, file: "tls/A-1.yaml") }?.description
    }

    @Test func `reads everything that a scenario can say`() throws {
        let scenario = try Scenario(
            yaml: """
                # yaml-language-server: $schema=../../scenario.schema.json
                id: MTLS-05
                title: 失効したクライアント証明書で接続する
                english: Connects with a revoked certificate.
                rules: [CC-7]
                tags: tls
                given:
                  front: http-400
                  seed: 7
                  client-certificate: { revoked: -1d, reason: superseded }
                  do:
                    - credential.disable: { credential: second-doctor }
                variants:
                  late: { title: あと, given: { front: alert-openssl }, expect: [ tls-alert: certificate_revoked ] }
                when:
                  - on: { event: authorization.created, with: { kind: sad } }
                    nth: 2
                    do: fault.clear
                  - fault: { point: http.request, when: { first: 2 }, effect: drop }
                client:
                  - sign-remotely: { count: 2 }
                  - list-credentials
                expect:
                  - never: signature.created
                  - at-most: { event: tls.rejected, times: 1 }
                  - order: { first: a.b, then: c.d, within: 2s }
                  - answered: { path: /csc/v2/info, status: 200 }
                  - answered: { path: /csc/*, times: 0 }
                  - http: 400
                  - status-word: 6a82
                  - exit-code: 0
                  - output-contains: ベンダー
                  - output-lacks: PIN
                  - failure: { kind: tls, alert: 44 }
                advice: { vendor: 止める。, user: 連絡する。 }
                """,
            file: "tls/MTLS-05.yaml"
        )
        #expect(scenario.id == "MTLS-05")
        #expect(scenario.tags == ["tls"])
        #expect(scenario.given.clientCertificate == ClientCertificateCondition(revoked: "-1d", reason: "superseded"))
        #expect(scenario.given.commands == [CommandCall("credential.disable", ["credential": "second-doctor"])])
        #expect(scenario.reactions[0].nth == 2)
        #expect(scenario.reactions[0].trigger == EventPattern("authorization.created", with: ["kind": "sad"]))
        #expect(
            scenario.reactions[1].calls
                == [
                    CommandCall(
                        "fault.add",
                        ["id": "MTLS-05-2", "point": "http.request", "when": ["first": 2], "effect": "drop"]
                    )
                ]
        )
        #expect(scenario.client == [ClientStep("sign-remotely", ["count": 2]), ClientStep("list-credentials")])
        #expect(
            scenario.expectations == [
                .never(EventPattern("signature.created")), .atMost(EventPattern("tls.rejected"), times: 1),
                .order(first: EventPattern("a.b"), then: EventPattern("c.d"), within: .seconds(2)),
                .answered(RequestPattern(path: "/csc/v2/info", status: 200)),
                .answered(RequestPattern(path: "/csc/*", times: 0)), .http(400), .statusWord("6A82"),
                .exitCode(0), .outputContains("ベンダー"), .outputLacks("PIN"),
                .failure(ClientFailurePattern(kind: .tls, alert: AlertName(number: 44))),
            ]
        )
        let cases = ScenarioCase.all(of: scenario)
        #expect(cases.map(\.name) == ["MTLS-05@late"])
        #expect(cases[0].scenario.title == "あと")
        #expect(cases[0].scenario.given.front == "alert-openssl")
        #expect(cases[0].scenario.given.seed == 7)
        #expect(cases[0].scenario.expectations.count == 12)
        #expect(cases[0].scenario.advice == Advice(vendor: "止める。", user: "連絡する。"))
    }

    @Test(arguments: [
        ("", "tls/A-1.yaml:1:1: the file is empty"),
        ("- a\n", "tls/A-1.yaml:1:1: expected “key: value” lines, found an array"),
        ("id: A-1\n", "tls/A-1.yaml:1:1: the key \"title\" is missing"),
        ("id: A-1\ntilte: x\n", "tls/A-1.yaml:2:1: unknown key \"tilte\": did you mean \"title\"?"),
        ("id: a\ntitle: x\n", "tls/A-1.yaml:1:5: \"a\" is no id: capital letters, digits and hyphens, such as MTLS-05"),
        ("id: A-1\ntitle: x\nid: B\n", "tls/A-1.yaml:3:1: the key stands twice: id"),
        ("id: A-1\ntitle: [x\n", "tls/A-1.yaml:3:1: did not find expected ',' or ']'"),
        (
            "id: A-1\ntitle: x\nexpect:\n  - nevr: a.b\n",
            "tls/A-1.yaml:4:5: unknown expectation \"nevr\": did you mean \"never\"?"
        ),
        ("id: A-1\ntitle: x\nexpect: [ at-most: a.b ]\n", "tls/A-1.yaml:3:20: \"at-most\" needs \"times\""),
        (
            "id: A-1\ntitle: x\nexpect: [ tls-alert: certificate_revokd ]\n",
            "tls/A-1.yaml:3:22: unknown alert \"certificate_revokd\": did you mean \"certificate_revoked\"?"
        ),
        (
            "id: A-1\ntitle: x\nexpect: [ failure: { kind: refusd } ]\n",
            "tls/A-1.yaml:3:28: unknown value \"refusd\": did you mean \"refused\"?"
        ),
        ("id: A-1\ntitle: x\nwhen: [ on: a.b ]\n", "tls/A-1.yaml:3:9: a reaction needs \"do\" or \"fault\""),
        ("id: A-1\ntitle: x\nwhen: [ { on: a.b, nth: 0, do: x.y } ]\n", "tls/A-1.yaml:3:9: \"nth\" counts from 1"),
        (
            "id: A-1\ntitle: x\ngiven: { environment: closed-prot }\n",
            "tls/A-1.yaml:3:23: unknown value \"closed-prot\": did you mean \"closed-port\"?"
        ),
        (
            "id: A-1\ntitle: x\nvariants: { Big: {} }\n",
            "tls/A-1.yaml:3:13: \"Big\" is no variant's name: small letters, digits and hyphens"
        ),
        ("id: A-1\ntitle: x\nclient: [ a: 1 ]\n", "tls/A-1.yaml:3:14: expected the arguments of a, found an integer"),
    ])
    func `says in one line what is wrong and where`(yaml: String, message: String) {
        #expect(error(yaml) == message)
    }

    @Test func `refuses aliases that unfold to a bomb`() {
        let levels = (1...9).map {
            "a\($0): &a\($0) [\(Array(repeating: "*a\($0 - 1)", count: 9).joined(separator: ","))]"
        }
        let bomb = "id: A-1\ntitle: x\na0: &a0 [1]\n" + levels.joined(separator: "\n")
        #expect(error(bomb)?.contains("aliases unfold too far") == true)
    }

    @Test func `refuses what is nested too deep, and what is too large`() {
        let deep = "id: A-1\ntitle: " + String(repeating: "[", count: 60) + String(repeating: "]", count: 60)
        #expect(error(deep)?.contains("nested deeper than 40 levels") == true)
        #expect(error(String(repeating: "#", count: (1 << 20) + 1))?.contains("larger than a mebibyte") == true)
    }

    /// Any bytes: a scenario or one line.
    @Test func `is total`() {
        var generator = SeededGenerator(seed: 3)
        let good = Array("id: A-1\ntitle: x\nwhen: [ { on: a.b, do: x.y } ]\nexpect: [ never: a.b ]\n".utf8)
        for _ in 0..<500 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...127, using: &generator)
            }
            do {
                _ = try Scenario(yaml: String(decoding: bytes, as: UTF8.self), file: "a.yaml")
            } catch {
                #expect(!error.description.contains("\n"), "\(error)")
            }
        }
    }

    @Test func `takes from its parent what it does not say`() throws {
        let parent = try Scenario(
            yaml: "id: A-1\ntitle: eins\ntags: [t]\nclient: [ log-in ]\nexpect: [ never: a.b ]\nadvice: { user: u }\n",
            file: "a.yaml"
        )
        let child = try Scenario(yaml: "id: A-2\ntitle: zwei\nextends: A-1\nexpect: [ exit-code: 1 ]\n", file: "b.yaml")
        let complete = try #require(try ScenarioLibrary([child, parent])["A-2"])
        #expect(complete.title == "zwei")
        #expect(complete.client == parent.client)
        #expect(complete.expectations == parent.expectations + [.exitCode(1)])
        #expect(complete.advice.user == "u")
    }

    @Test(arguments: [
        (["A-1 extends: A-2", "A-2 extends: A-1"], "\"extends\" leads in a circle"),
        (["A-1 extends: A-1"], "\"extends\" leads in a circle: A-1 → A-1"),
        (["A-1", "A-2 extends: A-11"], "there is no scenario \"A-11\" to extend: did you mean \"A-1\"?"),
        (["A-1", "A-1"], "the id \"A-1\" stands in 0.yaml too"),
    ])
    func `refuses circles, strangers and doubles`(lines: [String], message: String) throws {
        let scenarios = try lines.enumerated().map { index, line in
            let parts = line.split(separator: " ", maxSplits: 1)
            let rest = parts.count == 2 ? "\n\(parts[1])" : ""
            return try Scenario(yaml: "id: \(parts[0])\ntitle: x\(rest)\n", file: "\(index).yaml")
        }
        let error = #expect(throws: ScenarioError.self) { try ScenarioLibrary(scenarios) }
        #expect(error?.description.contains(message) == true, "\(String(describing: error))")
    }
}
