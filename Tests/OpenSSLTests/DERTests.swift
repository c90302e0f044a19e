import Foundation
import Testing

@testable import OpenSSL

@Suite struct DERTests {
    @Test(arguments: [
        (0, "020100"), (127, "02017f"), (128, "02020080"), (256, "02020100"), (-1, "0201ff"), (-128, "020180"),
        (-129, "0202ff7f"), (Int.max, "02087fffffffffffffff"), (Int.min, "02088000000000000000"),
    ])
    func `integers are minimal`(number: Int, expected: String) throws {
        #expect(Hex.encode(DER.integer(number)) == expected)
        #expect(try DERReader.single(DERTag.integer, DER.integer(number)).int() == number)
    }

    @Test(arguments: [
        ("", "020100"), ("0000", "020100"), ("007f", "02017f"), ("80", "02020080"), ("ff00", "020300ff00"),
    ])
    func `magnitudes stay positive`(magnitude: String, expected: String) {
        #expect(Hex.encode(DER.integer(magnitude: bytes(magnitude))) == expected)
    }

    @Test(arguments: [
        (0, "0400"), (127, "047f"), (128, "048180"), (255, "0481ff"), (256, "04820100"), (70_000, "0483011170"),
    ])
    func `lengths are definite and minimal`(count: Int, head: String) throws {
        let encoding = DER.octetString([UInt8](repeating: 7, count: count))
        #expect(Hex.encode(encoding.prefix(encoding.count - count)) == head)
        #expect(try DERReader.single(DERTag.octetString, encoding).content.count == count)
    }

    @Test func `sets are sorted`() {
        #expect(Hex.encode(DER.set(DER.integer(2), DER.integer(1), DER.boolean(true))) == "31090101ff020101020102")
    }

    @Test func `named bits leave out trailing zeros`() {
        #expect(Hex.encode(DER.bitString(namedBits: [])) == "030100")
        #expect(Hex.encode(DER.bitString(namedBits: [5, 6])) == "03020106")
        #expect(Hex.encode(DER.bitString(namedBits: [1])) == "03020640")
        #expect(Hex.encode(DER.bitString(namedBits: [8])) == "0303070080")
    }

    @Test(arguments: [
        (-631_152_000.0, "170d3530303130313030303030305a"),  // 1950-01-01
        (-631_152_001.0, "180f31393439313233313233353935395a"),
        (2_524_607_999.0, "170d3439313233313233353935395a"),  // 2049-12-31T23:59:59Z
        (2_524_608_000.0, "180f32303530303130313030303030305a"),
        (1_767_225_600.999, "170d3236303130313030303030305a"),
        (1e300, "180f39393939313233313233353935395a"),
        (-1e300, "180f30303031303130313030303030305a"),
    ])
    func `times are UTCTime from 1950 to 2049 and GeneralizedTime otherwise`(seconds: Double, expected: String) {
        #expect(Hex.encode(DER.time(Date(timeIntervalSince1970: seconds))) == expected)
    }

    @Test func `the calendar is the one of ISO 8601`() {
        let style = Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted)
        // Every 17 days and some seconds from 1600 to 2400: all leap rules, all months, all times of day.
        for seconds in stride(from: -11_676_096_000.0, to: 13_569_465_600, by: 17 * 86_400 + 12_347) {
            let instant = Date(timeIntervalSince1970: seconds)
            let expected = instant.formatted(style).filter { $0 != "T" }
            #expect(String(decoding: DER.generalizedTime(instant).dropFirst(2), as: UTF8.self) == expected)
        }
    }

    @Test func `GeneralizedTime on demand`() {
        #expect(Hex.encode(DER.generalizedTime(.now2026)) == "180f32303236303130313030303030305a")
    }

    /// The hcRole attribute of real test certificates, built as its ASN.1 reads.
    @Test(arguments: [
        (
            "Medical Doctor",
            "303430320606288185420001312831263024a0223120a00c060a2a830886910f01060101a2100c0e4d65646963616c20446f63746f72"
        ),
        (
            "Pharmacist",
            "3030302e0606288185420001312431223020a01e311ca00c060a2a830886910f01060101a20c0c0a506861726d6163697374"
        ),
    ])
    func `composes hcRole byte for byte`(role: String, expected: String) {
        let codedData = DER.set(
            DER.explicit(0, DER.oid("1.2.392.100495.1.6.1.1")),
            DER.explicit(2, DER.utf8String(role))
        )
        let actors = DER.set(DER.sequence(DER.explicit(0, codedData)))
        let attributes = DER.sequence(DER.sequence(DER.oid("1.0.17090.0.1"), DER.set(actors)))
        #expect(Hex.encode(attributes) == expected)
    }
}
