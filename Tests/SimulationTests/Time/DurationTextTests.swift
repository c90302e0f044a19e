import Simulation
import Testing

@Suite struct DurationTextTests {
    @Test(
        arguments: [
            ("15d", .days(15)), ("-1d", .days(-1)), ("2h30m", .minutes(150)), ("500ms", .milliseconds(500)),
            ("0s", .zero),
            ("1w2d3h4m5s6ms", .milliseconds(788_645_006)), ("P14D", .days(14)), ("PT1H30M", .minutes(90)),
            ("-P1W", .days(-7)),
            ("P1DT12H", .hours(36)), ("90m", .minutes(90)),
        ] as [(String, Duration)]
    )
    func reads(_ text: String, _ duration: Duration) {
        #expect(Duration(text: text) == duration)
        #expect(Duration(text: duration.text) == duration)
    }

    @Test(arguments: [
        "", "d", "15", "1x", "1d 2h", "2h1d", "1d1d", "P", "PT", "P1Y", "P1M", "1y", "--1d", "1.5h",
        "9999999999999999d", "900000000000000w", "PT1D", "P1H", "1mo",
    ])
    func refuses(_ text: String) {
        #expect(Duration(text: text) == nil)
    }

    @Test func writesTheShortest() {
        #expect(Duration.days(15).text == "15d")
        #expect(Duration.minutes(150).text == "2h30m")
        #expect(Duration.milliseconds(-1500).text == "-1s500ms")
        #expect(Duration.zero.text == "0s")
    }
}
