import Simulation
import TestSupport
import Testing

@Suite struct JSONWriterTests {
    @Test func sortsMembersAndEscapesOnlyWhatItMust() {
        let value: JSONValue = ["b": [1, 2.5, nil, true], "a": "é\"\\\n\u{1}\u{7F}/", "": [:], "B": []]
        #expect(value.text() == #"{"":{},"B":[],"a":"é\"\\\n\u0001\u007f/","b":[1,2.5,null,true]}"#)
    }

    @Test func printsOneMemberALine() {
        let value: JSONValue = ["list": [1, ["x": "y"]], "empty": [], "none": [:]]
        #expect(
            value.text(isPretty: true) == """
                {
                  "empty": [],
                  "list": [
                    1,
                    {
                      "x": "y"
                    }
                  ],
                  "none": {}
                }

                """
        )
    }

    @Test(arguments: [
        0.1, 1, 1e16, 1.5e-9, -2.25, .leastNormalMagnitude, .greatestFiniteMagnitude, 123_456_789.123_456_789,
    ])
    func numbersComeBackTheSame(_ number: Double) throws {
        #expect(try JSONValue.parse(JSONValue.number(number).text()) == .number(number))
    }

    @Test func anyDocumentComesBackTheSame() throws {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<500 {
            let value = JSONValue.random(depth: 4, using: &generator)
            #expect(try JSONValue.parse(value.utf8()) == value)
            #expect(try JSONValue.parse(value.utf8(isPretty: true)) == value)
        }
    }
}

extension JSONValue {
    fileprivate static func random(depth: Int, using generator: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0..<(depth == 0 ? 5 : 7), using: &generator) {
        case 0: return .null
        case 1: return .bool(.random(using: &generator))
        case 2: return .integer(.random(in: .min ... .max, using: &generator))
        case 3: return .number(.random(in: -1e9...1e9, using: &generator))
        case 4: return .string(String.random(using: &generator))
        case 5:
            return .array((0..<3).map { _ in random(depth: depth - 1, using: &generator) })
        default:
            let members = (0..<3).map { _ in
                (String.random(using: &generator), random(depth: depth - 1, using: &generator))
            }
            return .object(Dictionary(members) { _, last in last })
        }
    }
}

extension String {
    fileprivate static func random(using generator: inout SeededGenerator) -> String {
        let scalars: [Unicode.Scalar] = ["a", "\"", "\\", "\0", "\n", "é", "髙", "𠮷", "\u{2028}", "\u{7F}"]
        var text = ""
        for _ in 0..<Int.random(in: 0..<6, using: &generator) {
            text.unicodeScalars.append(scalars[Int.random(in: 0..<scalars.count, using: &generator)])
        }
        return text
    }
}
