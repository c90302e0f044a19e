import Testing

@testable import OpenSSL

@Suite struct OIDTests {
    @Test(arguments: [
        ("1.2.840.113549", "2a864886f70d"), ("2.5.4.3", "550403"), ("1.0.17090.0.1", "288185420001"),
        ("1.2.392.100495.1.5.1.1.0.1", "2a830886910f010501010001"), ("2.999.3", "883703"), ("0.0", "00"),
        ("2.25.340282366920938463463374607431768211455", "6983ffffffffffffffffffffffffffffffffff7f"),
    ])
    func `dotted form and content are the same thing`(dotted: String, content: String) throws {
        let oid = try #require(OID(dotted: dotted))
        #expect(Hex.encode(oid.derContent) == content)
        #expect(oid.description == dotted)
        #expect(OID(derContent: oid.derContent) == oid)
    }

    @Test(arguments: [
        "", "1", "1.", ".1", "1..2", "3.1", "0.40", "1.40", "1.2.-3", "1.2.+3", "1.02.3", "1.2.a", "1.2. 3", "１.2",
        "1.2.340282366920938463463374607431768211456",
    ])
    func `refuses what is no object identifier`(dotted: String) {
        #expect(OID(dotted: dotted) == nil)
    }

    @Test(arguments: ["", "80", "2a80", "2a8001", "ff", "2affffffffffffffffffffffffffffffffffffff7f"])
    func `refuses content that is not minimal, not complete or too large`(content: String) {
        #expect(OID(derContent: bytes(content)) == nil)
    }
}
