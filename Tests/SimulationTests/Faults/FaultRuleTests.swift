import Simulation
import Testing

@Suite struct FaultRuleTests {
    @Test(arguments: [
        (#"{"id":"a","point":"p","effect":"drop"}"#, FaultRule(id: "a", point: "p", effect: .drop)),
        (
            #"{"id":"a","point":"p.*","matching":{"m":"x"},"when":{"nth":3},"effect":{"error":{"status":503}}}"#,
            FaultRule(id: "a", point: "p.*", matching: ["m": "x"], when: .nth(3), effect: .error(["status": 503]))
        ),
        (
            #"{"id":"a","point":"p","when":{"first":2},"effect":{"delay":"1500ms"}}"#,
            FaultRule(id: "a", point: "p", when: .first(2), effect: .delay(.fixed(.milliseconds(1500))))
        ),
        (
            #"{"id":"a","point":"p","when":{"probability":0.25},"effect":{"delay":{"median":"200ms","sigma":0.5}}}"#,
            FaultRule(
                id: "a",
                point: "p",
                when: .probability(0.25),
                effect: .delay(.logNormal(median: .milliseconds(200), sigma: 0.5))
            )
        ),
        (
            #"{"id":"a","point":"p","when":"always","effect":"flip"}"#,
            FaultRule(id: "a", point: "p", effect: .flip(bit: nil))
        ),
        (#"{"id":"a","point":"p","effect":{"flip":{"bit":7}}}"#, FaultRule(id: "a", point: "p", effect: .flip(bit: 7))),
        (
            #"{"id":"a","point":"p","effect":"pull-card"}"#,
            FaultRule(id: "a", point: "p", effect: .custom("pull-card", [:]))
        ),
        (
            #"{"id":"a","point":"p","effect":{"truncate":{"at":5}}}"#,
            FaultRule(id: "a", point: "p", effect: .custom("truncate", ["at": 5]))
        ),
    ])
    func hasAJSONForm(_ text: String, _ rule: FaultRule) throws {
        #expect(try JSONValue.parse(text).decode() == rule)
        #expect(try JSONValue(encoding: rule).decode() == rule)
    }

    @Test(arguments: [
        #"{"id":"a","point":"p"}"#, #"{"id":"a","point":"p","effect":{}}"#, #"{"id":"a","point":"p","effect":3}"#,
        #"{"id":"a","point":"p","effect":{"drop":1,"flip":2}}"#, #"{"id":"a","point":"p","effect":{"delay":"soon"}}"#,
        #"{"id":"a","point":"p","effect":{"delay":"-1s"}}"#,
        #"{"id":"a","point":"p","effect":{"delay":{"median":"1s","sigma":99}}}"#,
        #"{"id":"a","point":"p","when":"sometimes","effect":"drop"}"#,
        #"{"id":"a","point":"p","when":{"first":0},"effect":"drop"}"#,
        #"{"id":"a","point":"p","when":{"nth":-1},"effect":"drop"}"#,
        #"{"id":"a","point":"p","when":{"probability":1.5},"effect":"drop"}"#,
        #"{"id":"a","point":"p","when":{"first":1,"nth":1},"effect":"drop"}"#,
        #"{"id":"a","point":"p","when":{},"effect":"drop"}"#,
    ])
    func refuses(_ text: String) throws {
        let value = try JSONValue.parse(text)
        #expect(throws: DecodingError.self) { try value.decode(FaultRule.self) }
    }
}
