import Testing

@testable import OpenSSL

@Suite struct DistinguishedNameTests {
    @Test func `writes the country in PrintableString and the rest as told`() throws {
        let name = DistinguishedName([
            .country("JP"), .organization("医療情報大学病院"), .commonName("神楽坂　三十四"), .serialNumber("Test117120"),
        ])
        // The subjectAltName of a public HPKI test certificate, without its two outer tags.
        let expected =
            "3065310b3009060355040613024a503121301f060355040a0c18e58cbbe79982e68385e5a0b1e5a4a7e5ada6e79785e999a2311e301c"
            + "06035504030c15e7a59ee6a5bde59d82e38080e4b889e58d81e59b9b311330110603550405130a54657374313137313230"
        #expect(Hex.encode(name.derEncoded) == expected)
        let read = try DistinguishedName(derEncoded: name.derEncoded)
        #expect(read == name)
        #expect(read.first(.commonName) == "神楽坂　三十四")
        #expect(read.first(.localityName) == nil)
        #expect(read.attributes.map(\.type) == [.countryName, .organizationName, .commonName, .serialNumber])
    }

    @Test func `is written the RFC 4514 way, last first`() {
        let name = DistinguishedName([.country("JP"), .organization("MEDIS, \"x\" + <y>; \\"), .serialNumber("T1")])
        #expect(name.description == #"serialNumber=T1,O=MEDIS\, \"x\" \+ \<y\>\; \\,C=JP"#)
        #expect(DistinguishedName([.commonName(" #a# ")]).description == #"CN=\ #a#\ "#)
        #expect(DistinguishedName([.commonName("#a\u{0}")]).description == "CN=\\#a\\00")
        #expect(DistinguishedName([.commonName(" ")]).description == #"CN=\ "#)
        #expect(DistinguishedName([]).description.isEmpty)
        // Types without a registered name have their value in hexadecimal.
        #expect(DistinguishedName([NameAttribute("1.2.3", "é")]).description == "1.2.3=#0c02c3a9")
    }

    @Test func `several attributes in one relative name`() throws {
        let name = DistinguishedName(relativeNames: [[.country("JP")], [.serialNumber("1"), .commonName("a")]])
        let read = try DistinguishedName(derEncoded: name.derEncoded)
        #expect(read.relativeNames.map(\.count) == [1, 2])
        #expect(read.description == "CN=a+serialNumber=1,C=JP")
    }

    @Test func `values that are no text are kept`() throws {
        let der = DER.sequence(DER.set(DER.sequence(DER.oid("2.5.4.45"), DER.bitString([1, 2]))))
        let name = try DistinguishedName(derEncoded: der)
        #expect(name.attributes.first?.value == "#0303000102")
        #expect(name.description == "2.5.4.45=#0303000102")
        #expect(name.derEncoded == der)
    }

    @Test func `string types count`() {
        #expect(DistinguishedName([NameAttribute(.countryName, "JP")]) != DistinguishedName([.country("JP")]))
    }

    @Test(arguments: ["", "3000ff", "31023000", "30023100", "3004310230 00"])
    func `refuses what is no name`(der: String) {
        #expect(throws: DERError.self) { try DistinguishedName(derEncoded: bytes(der)) }
    }
}
