import TestSupport
import Testing

@testable import Simulation

@Suite struct JSONParserTests {
    @Test(
        arguments: [
            ("null", .null), (" true ", true), ("false", false), ("0", 0), ("-0", 0), ("-12", -12),
            ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
            ("9223372036854775808", .number(9_223_372_036_854_775_808)), ("1.0", 1.0), ("1e3", .number(1000)),
            ("-1.5E-2", -0.015), (#""""#, ""), (#""a\"\\\/\b\f\n\r\t""#, "a\"\\/\u{8}\u{C}\n\r\t"),
            (#""\u00e9\uD842\uDFB7é𠮷""#, "é𠮷é𠮷"), ("[]", []), ("[1,[2] , {}]", [1, [2], [:]]),
            (#"{"a":{"b":[null]},"c":""}"#, ["a": ["b": [nil]], "c": ""]), ("\t\r\n 1 \n", 1), (#""\u0000""#, "\0"),
        ] as [(String, JSONValue)]
    )
    func reads(_ text: String, _ expected: JSONValue) throws {
        #expect(try JSONValue.parse(text) == expected)
    }

    @Test(
        arguments: [
            ("", .unexpectedEnd, 0), ("  ", .unexpectedEnd, 2), ("nul", .unexpectedEnd, 3),
            ("nulL", .unexpectedByte(0x4C), 3),
            ("[1,]", .unexpectedByte(0x5D), 3), ("[1 2]", .unexpectedByte(0x32), 3), ("[1", .unexpectedEnd, 2),
            (#"{"a" 1}"#, .unexpectedByte(0x31), 5), (#"{a:1}"#, .unexpectedByte(0x61), 1),
            (#"{"a":1,}"#, .unexpectedByte(0x7D), 7),
            ("1 2", .trailingBytes, 2), ("{}x", .trailingBytes, 2), ("\u{FEFF}1", .unexpectedByte(0xEF), 0),
            ("01", .invalidNumber, 1), ("-", .unexpectedEnd, 1), ("-x", .invalidNumber, 1), ("1.", .unexpectedEnd, 2),
            ("1.e1", .invalidNumber, 2), ("1e", .unexpectedEnd, 2), ("1e+", .unexpectedEnd, 3),
            ("+1", .unexpectedByte(0x2B), 0),
            ("1e999", .numberOutOfRange, 0), ("NaN", .unexpectedByte(0x4E), 0), ("'a'", .unexpectedByte(0x27), 0),
            ("\"a\nb\"", .controlCharacter, 2), ("\"abc", .unexpectedEnd, 4), (#""\x""#, .invalidEscape, 1),
            (#""\u12g4""#, .invalidEscape, 1), (#""a\uD842""#, .loneSurrogate, 2),
            (#""\uD842\u0041""#, .loneSurrogate, 1),
            (#""\uDFB7""#, .loneSurrogate, 1), (#""\uD842\n""#, .loneSurrogate, 1), (#""\"#, .unexpectedEnd, 2),
            (#"{"a":1,"b":2,"a":3}"#, .duplicateKey("a"), 13), (#"{"a":1,"\u0061":3}"#, .duplicateKey("a"), 7),
            (#"[{"x":{"y":1,"y":1}}]"#, .duplicateKey("y"), 13),
        ] as [(String, JSONError.Reason, Int)]
    )
    func refuses(_ text: String, _ reason: JSONError.Reason, _ offset: Int) {
        #expect(throws: JSONError(reason: reason, offset: offset)) { try JSONValue.parse(text) }
    }

    @Test(
        arguments: [
            ([0x22, 0x61, 0xFF, 0x22], 2), ([0x22, 0xC3, 0x22], 1), ([0x22, 0xC0, 0x80, 0x22], 1),
            ([0x22, 0xED, 0xA0, 0x80, 0x22], 1), ([0x22, 0x5C, 0x6E, 0xC3, 0xA9, 0xF5, 0x22], 5),
        ] as [([UInt8], Int)]
    )
    func refusesBytesThatAreNoUTF8(_ bytes: [UInt8], _ offset: Int) {
        #expect(throws: JSONError(reason: .invalidUTF8, offset: offset)) { try JSONValue.parse(bytes) }
    }

    @Test func holdsItsLimits() throws {
        let limits = JSONLimits(depth: 3, byteCount: 20)
        #expect(try JSONValue.parse("[[[1]]]", limits: limits) == [[[1]]])
        #expect(throws: JSONError(reason: .tooDeep(limit: 3), offset: 3)) {
            try JSONValue.parse("[[[[1]]]]", limits: limits)
        }
        #expect(throws: JSONError(reason: .tooLong(limit: 20), offset: 20)) {
            try JSONValue.parse(String(repeating: " ", count: 21), limits: limits)
        }
        let deep = String(repeating: "[", count: 1_000_000)
        #expect(throws: JSONError(reason: .tooDeep(limit: 64), offset: 64)) { try JSONValue.parse(deep) }
    }

    @Test func saysWhatAndWhere() {
        let error = #expect(throws: JSONError.self) { try JSONValue.parse(#"{"a":1,"a":2}"#) }
        #expect(error?.description == #"duplicate key "a" at byte 7"#)
        #expect(JSONError(reason: .unexpectedByte(0x0A), offset: 3).description == "unexpected byte 0x0a at byte 3")
    }

    @Test func survivesAnyBytes() {
        var generator = SeededGenerator(seed: 1)
        let alphabet = Array("{}[]\",:\\u0123456789eE+-.truefalsn \n\u{80}".utf8) + [0xFF, 0xED, 0xA0, 0xC0]
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0..<40, using: &generator)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
            }
            do {
                let value = try JSONValue.parse(bytes)
                #expect(try JSONValue.parse(value.utf8()) == value)
            } catch {
                #expect((0...bytes.count).contains(error.offset))
            }
        }
    }
}
