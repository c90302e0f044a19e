import Foundation
import Simulation
import Testing

@Suite struct JSONCodingTests {
    struct Document: Codable, Equatable {
        enum Color: String, Codable {
            case red
        }

        var name = "名"
        var count = 3
        var small: UInt8 = 200
        var ratio = 0.5
        var flag = true
        var date = Date(milliseconds: 1_775_001_600_123)
        var bytes: [UInt8] = [0, 255, 62]
        var data = Data([1])
        var empty: [String] = []
        var url = URL(string: "https://example.test/a?b")
        var missing: Int?
        var color = Color.red
        var list = [1, 2]
        var nested: [String: [Double]] = ["x": [1, 2.5]]
        var json: JSONValue = ["free": [1, nil]]
        var choice = Choice.two(x: 1)
    }

    enum Choice: Codable, Equatable {
        case one
        case two(x: Int)
    }

    @Test func writesTheFormsOfTheJournal() throws {
        #expect(
            try JSONValue(encoding: Document()) == [
                "name": "名", "count": 3, "small": 200, "ratio": 0.5, "flag": true, "date": "2026-04-01T00:00:00.123Z",
                "bytes": "AP8+", "data": "AQ==", "empty": [], "url": "https://example.test/a?b", "color": "red",
                "list": [1, 2], "nested": ["x": [1.0, 2.5]], "json": ["free": [1, nil]], "choice": ["two": ["x": 1]],
            ]
        )
    }

    @Test func readsThemBack() throws {
        let document = Document()
        #expect(try JSONValue(encoding: document).decode() == document)
        #expect(try JSONValue.parse(JSONValue(encoding: document).text()).decode() == document)
    }

    @Test func saysWhereItIsWrong() throws {
        var value = try #require(try JSONValue(encoding: Document()).object)
        value["nested"] = ["x": [1, "no"]]
        let error = #expect(throws: DecodingError.self) { try JSONValue.object(value).decode(Document.self) }
        guard case .typeMismatch(_, let context) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(context.codingPath.map(\.stringValue) == ["nested", "x", "1"])
        #expect(context.debugDescription == #"expected a number, found "no""#)
    }

    @Test(arguments: [
        #"{"count": 1.5}"#, #"{"count": "1"}"#, #"{"count": null}"#, #"{}"#, #"[]"#, #"{"count": 300}"#,
        #"{"count": -1}"#,
    ])
    func refusesWhatDoesNotFit(_ text: String) throws {
        struct Small: Decodable {
            let count: UInt8
        }
        let value = try JSONValue.parse(text)
        #expect(throws: DecodingError.self) { try value.decode(Small.self) }
    }

    @Test func writesIntegersBeyondTheRangeAsText() throws {
        #expect(try JSONValue(encoding: UInt64.max) == "18446744073709551615")
        #expect(try JSONValue.string("18446744073709551615").decode(UInt64.self) == .max)
        #expect(throws: DecodingError.self) { try JSONValue.string("1").decode(UInt64.self) }
        #expect(throws: DecodingError.self) { try JSONValue.string("18446744073709551615").decode(Int.self) }
    }

    @Test func refusesNumbersThatJSONCannotSay() {
        #expect(throws: EncodingError.self) { try JSONValue(encoding: Double.nan) }
    }
}
