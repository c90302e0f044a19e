import Testing

@testable import OpenSSL

@Suite struct DERReaderTests {
    @Test(arguments: [
        ("", DERError.unexpectedEnd), ("02", .unexpectedEnd), ("0201", .unexpectedEnd),
        ("028101", .invalid("length is not minimal")),
        ("0280", .invalid("length of 0 bytes")), ("02820080", .invalid("length is not minimal")),
        ("0285010000000000", .invalid("length of 5 bytes")), ("02847fffffff00", .unexpectedEnd),
        ("0282ff", .unexpectedEnd), ("1f8100", .invalid("tag of more than one byte")),
    ])
    func `refuses broken heads`(encoding: String, error: DERError) {
        var reader = DERReader(bytes(encoding))
        #expect(throws: error) { try reader.next() }
    }

    @Test func `names the tag that it found`() {
        var reader = DERReader(DER.integer(5))
        #expect(throws: DERError.unexpectedTag(expected: 0x30, found: 0x02)) { try reader.next(DERTag.sequence) }
        #expect(throws: DERError.trailingBytes(1)) { try DERReader.single(DERTag.null, [5, 0, 1]) }
    }

    @Test func `optional values are passed over when absent`() throws {
        var reader = DERReader(DER.boolean(true) + DER.integer(3))
        #expect(try reader.nextIfPresent(DERTag.integer) == nil)
        #expect(try reader.nextIfPresent(DERTag.boolean)?.bool() == true)
        #expect(try reader.next().int() == 3)
        #expect(try reader.nextIfPresent(DERTag.integer) == nil)
        try reader.expectEnd()
    }

    @Test func `values are strict`() {
        #expect(throws: DERError.self) { try DERReader.single(1, bytes("010101")).bool() }
        #expect(throws: DERError.self) { try DERReader.single(2, bytes("02020001")).magnitude() }
        #expect(throws: DERError.self) { try DERReader.single(2, bytes("0201ff")).magnitude() }
        #expect(throws: DERError.self) { try DERReader.single(2, bytes("0200")).magnitude() }
        #expect(throws: DERError.self) { try DERReader.single(2, bytes("0200")).int() }
        #expect(throws: DERError.self) { try DERReader.single(2, bytes("0209010000000000000000")).int() }
        #expect(throws: DERError.self) { try DERReader.single(3, bytes("03020106")).bitStringBytes() }
        #expect(throws: DERError.self) { try DERReader.single(3, bytes("0300")).bitStringBytes() }
    }

    @Test func `text of every string type`() throws {
        #expect(try DERReader.single(0x0c, bytes("0c03e59ba0")).text == "因")
        #expect(try DERReader.single(0x0c, bytes("0c01ff")).text == nil)
        #expect(try DERReader.single(0x13, bytes("13024a50")).text == "JP")
        #expect(try DERReader.single(0x13, bytes("1301e9")).text == nil)
        #expect(try DERReader.single(0x14, bytes("1401e9")).text == "é")
        #expect(try DERReader.single(0x1e, bytes("1e0256e0")).text == "因")
        #expect(try DERReader.single(0x1e, bytes("1e0156")).text == nil)
        #expect(try DERReader.single(0x1e, bytes("1e02d800")).text == nil)
        #expect(try DERReader.single(0x04, bytes("040141")).text == nil)
    }
}
