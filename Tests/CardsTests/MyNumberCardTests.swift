import Cards
import ISO7816
import OpenSSL
import Testing

@Suite
struct MyNumberCardTests {
    static let select = "00A4040C 0A D392F000260100000001"
    static let selectText = "00A4040C 0A D3921000310001010408"

    @Test(arguments: [
        "627601FF000000", "A00000000101", "E82B0601040181C31F0201", "D23300000045737445494420763335",
        "A00000030800001000", "A000000116DB00", "F276A288BCFBA69D34F31001", "A00000039742544659", "D27600012401",
        "E828BD080F", "D3921000310001010402", "D3921000310001010401", "D3921000310001010100",
    ])
    func `Applications of other cards are not found`(_ aid: String) throws {
        var card = try CardFixture.myNumber()
        let length = String(aid.count / 2, radix: 16)
        #expect(card.status("00A40400" + (length.count == 1 ? "0" : "") + length + aid + "00") == "6A82")
    }

    @Test(arguments: [
        ("00CADF3005", "6D00"), ("00CB3FFF035C017E08", "6D00"), ("0CB0000000", "6882"), ("B03C010000", "6E00"),
        ("00A40000", "6A86"), ("00A4000C023F00", "6A82"), ("00200080", "6986"), ("802A00800101", "6986"),
    ])
    func `Before an application is selected`(_ command: String, status: String) throws {
        var card = try CardFixture.myNumber()
        #expect(card.status(command) == status)
    }

    @Test
    func `Files are read by those who may`() throws {
        var card = try CardFixture.myNumber()
        #expect(card.status(Self.select) == "9000")
        #expect(card.status("00A40000") == "9000")
        for (fid, filling) in [("0002", 2), ("000A", 0x0A), ("000B", 0x0B)] as [(String, UInt8)] {
            #expect(card.status("00A4020C02" + fid) == "9000")
            #expect(Hex.encode(card.send("00B0000004").data) == "308203e4")
            #expect(card.send("00B00000000000").data == CardFixture.certificate(filling))
        }
        #expect(card.send("00B0860020").data == Array("JPKIAPICCTOKEN2                 ".utf8))
        #expect(card.send("00B0860000").data.count == 160)
        #expect(Hex.encode(card.send("00B0880000").data) == "8f8f00")
        #expect(card.status("00A4020C020001") == "9000")
        #expect(card.status("00B0000004") == "6982")
        #expect(card.status("0020009B 06 414243313233") == "9000")
        #expect(card.send("00B08100000000").data == CardFixture.certificate(1))
        #expect(card.status("00A4020C020099") == "6A82")
        #expect(card.send("00840000 08").data == [UInt8](repeating: 0x5A, count: 8))
    }

    @Test(arguments: [("0018", 3, "0431323335", "0431323334"), ("001B", 5, "06414243393939", "06414243313233")])
    func `Secrets are counted and blocked`(_ fid: String, tries: Int, wrong: String, right: String) throws {
        var card = try CardFixture.myNumber()
        _ = card.send(Self.select)
        #expect(card.status("00A4020C02" + fid) == "9000")
        #expect(card.send("00200080").status == .triesLeft(tries))
        #expect(card.send("0020008000").status == .triesLeft(tries), "as T=0 sends it")
        for left in (0..<tries).reversed() {
            #expect(card.send("00200080" + wrong).status == .triesLeft(left))
        }
        #expect(card.status("00200080" + right) == "6984")
        #expect(card.status("00200080") == "63C0", "OpenSC binds only so")
    }

    @Test(arguments: [
        ("0017", "0018", "0431323334", CardKey.authentication), ("001A", "001B", "06414243313233", .signature),
    ])
    func `Keys sign when their secret is verified`(_ key: String, pin: String, value: String, use: CardKey) throws {
        let info = HPKICardTests.digestInfo + [0]
        let keys = try CardFixture.keys.get()
        var card = try CardFixture.myNumber()
        _ = card.send(Self.select)
        _ = card.send("00A4020C02" + key)
        #expect(card.status("802A0080 33", info) == "6982")
        _ = card.send("00A4020C02" + pin)
        #expect(card.status("802A0080 33", info) == "6981")
        #expect(card.status("00200080" + value) == "9000")
        _ = card.send("00A4020C02" + key)
        let (response, events) = card.exchange("802A0080 33", info)
        let publicKey = (use == .signature ? keys.signature : keys.authentication).publicKey
        #expect(publicKey.isValid(signature: response.data, digest: HPKICardTests.digest, algorithm: .sha256))
        #expect(events == [.signed(use)])
        #expect(card.status("802A0680 33", info) == "6A86")
        // Selecting the application again logs out.
        _ = card.send(Self.select)
        _ = card.send("00A4020C02" + key)
        #expect(card.status("802A0080 33", info) == "6982")
    }

    @Test
    func `A signature can use the password up`() throws {
        var card = try CardFixture.myNumber(consumesPassword: true)
        _ = card.send(Self.select)
        _ = card.send("0020009B 06 414243313233")
        #expect(card.status("802A009A 33", HPKICardTests.digestInfo + [0]) == "9000")
        #expect(card.status("802A009A 33", HPKICardTests.digestInfo + [0]) == "6982")
    }

    @Test
    func `A PIN is changed after it was verified`() throws {
        var card = try CardFixture.myNumber()
        _ = card.send(Self.select)
        _ = card.send("00A4020C020018")
        #expect(card.status("00240180 04 35363738") == "6982")
        #expect(card.status("00200080 04 31323334") == "9000")
        let (response, events) = card.exchange("00240180 04 35363738")
        #expect(response.status == .success)
        #expect(events == [.secretChanged(.authenticationPIN, to: Array("5678".utf8))])
        #expect(card.status("00200080 04 31323334") == "63C2")
    }

    @Test
    func `The text application tells its holder's data after its PIN`() throws {
        var card = try CardFixture.myNumber()
        #expect(card.status(Self.selectText) == "9000")
        #expect(card.status("00A4020C020001") == "9000")
        #expect(card.status("00B0000000") == "6982")
        #expect(card.status("00200091 04 34333231") == "9000")
        #expect(Hex.encode(card.send("00B0810000").data) == "ff100c313233343536373839303138")
        let attributes = try #require(BERTLV.list(card.send("00B0820000").data)?.first)
        let parts = try #require(BERTLV.list(attributes.value))
        #expect(parts.map(\.tag) == [0xDF21, 0xDF22, 0xDF23, 0xDF24, 0xDF25])
        #expect(parts[1].value == Array("試験 太郎".utf8))
    }

    /// EF 0014 and 0015 (照合番号A and B), by selection and by short identifier.
    @Test
    func `The numbers that are printed on the card open the text application, too`() throws {
        var card = try CardFixture.myNumber()
        #expect(card.status(Self.selectText) == "9000")
        #expect(card.status("00A4020C020014") == "9000")
        #expect(card.status("00200080") == "63CA")
        #expect(card.status("00200080 0C 303030303030303030303030") == "63C9")
        #expect(card.status("00200080 0B 3132333435363738393031") == "6700")
        #expect(card.status("00200094 0C 313233343536373839303138") == "9000")
        #expect(card.status("00B0810000") == "9000")
        #expect(card.status("00240194 0C 303030303030303030303030") == "6985")
        #expect(card.status(Self.selectText) == "9000")
        #expect(card.status("00B0820000") == "6982")
        let (response, events) = card.exchange("00200095 0E 3535303130323230333031323334")
        #expect(response.status == .success)
        #expect(events == [.secretAccepted(.verificationNumberB)])
        #expect(card.status("00B0820000") == "9000")
        #expect(card.status("00B0810000") == "6982")
    }

    @Test
    func `A number that has been wrong too often is blocked`() throws {
        var card = try CardFixture.myNumber(triesLeft: [.verificationNumberA: 1])
        _ = card.send(Self.selectText)
        #expect(card.status("00200094 0C 303030303030303030303030") == "63C0")
        #expect(card.status("00200094 0C 313233343536373839303138") == "6984")
    }
}
