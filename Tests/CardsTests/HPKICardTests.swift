import Cards
import ISO7816
import OpenSSL
import Testing

@Suite
struct HPKICardTests {
    static let jmaSignature = "00A40400 10 E828BD080FA00000039100000000 0001 00"
    static let verify = "00200088 04 31323334"
    static let digest = DigestAlgorithm.sha256.hash([1, 2, 3])
    static let digestInfo = (Hex.decode("3031300d060960864801650304020105000420") ?? []) + digest
    static let block = [0, 1] + [UInt8](repeating: 0xFF, count: 202) + [0] + digestInfo

    // MARK: - Files

    @Test
    func `The applications are found by a part of their name, one after the other`() throws {
        var card = try CardFixture.hpki()
        #expect(card.send("00A40400 05 E828BD080F 00").data.suffix(1) == [1])
        let second = card.send("00A40402 05 E828BD080F 00")
        #expect(Hex.encode(second.data) == "6f128410e828bd080fa000000391000000000002")
        #expect(card.status("00A40402 05 E828BD080F 00") == "6A82")
        // A My Number application is not on it.
        #expect(card.status("00A4040C 0A D392F000260100000001") == "6A82")
    }

    @Test
    func `The directories of the card of the medical association`() throws {
        var card = try CardFixture.hpki()
        #expect(card.status(Self.jmaSignature) == "9000")
        #expect(
            Hex.encode(card.send("00B0910000").data)
                == "a006300404020002a106300404020003a406300404020004a706300404020005a806300404020001"
        )
        // Label PIN, modifiable; authId 08; case-sensitive, local, initialized; utf8; 4, 0, 16; reference 88.
        #expect(
            Hex.encode(card.send("00B0930000").data)
                == "302830090c0350494e030206403003040108a1163014030203c8" + "0a010202010402010002011080020088"
        )
    }

    @Test
    func `The directories of the JAHIS profile`() throws {
        var card = try CardFixture.hpki(.jahis)
        #expect(card.status("00A40400 05 E828BD080F 00") == "9000")
        #expect(Hex.encode(card.send("00B0910000").data) == "a80530030401" + "98a00530030401" + "a0a40530030401" + "a8")
        #expect(Hex.encode(card.send("00B0920000").data) == "3019020101801048504b49204170706c69636174696f6e03020560")
        #expect(Hex.encode(card.send("00B0930000").data).hasSuffix("02011002011080020096"))
        let keys = Hex.encode(card.send("00B0940000").data)
        #expect(keys.contains("040116020101"), "userConsent: \(keys)")
        #expect(keys.hasSuffix("30030401b802020800"), "path B8, 2048 bits: \(keys)")
        let certificates = card.send("00B0950000").data
        #expect(String(decoding: certificates, as: UTF8.self).contains(" HPKI ROOT CA CERTIFICATE"))
        #expect(card.send("00B09800000000").data == CardFixture.certificate(1))
        #expect(card.send("00B09A00000000").data == CardFixture.certificate(0x1A))
        #expect(card.status("00B0990000") == "6A82")
    }

    @Test
    func `The certificate is read in blocks without a PIN`() throws {
        var card = try CardFixture.hpki()
        _ = card.send(Self.jmaSignature)
        #expect(card.status("00B0000004") == "6986")
        #expect(card.status("00A4020C020016") == "9000")
        #expect(Hex.encode(card.send("00B0000004").data) == "308203e4")
        var bytes: [UInt8] = []
        for page in 0..<4 { bytes += card.send("00B00\(page)0000").data }
        #expect(bytes == CardFixture.certificate(1))
        #expect(card.status("00B0040000") == "6B00")
        #expect(card.status("00A4020C02000C") == "9000")
        #expect(card.status("00B0000000") == "6981", "a key")
    }

    @Test
    func `A missing certificate file is not found`() throws {
        var card = try CardFixture.hpki(hasCertificate: false)
        _ = card.send(Self.jmaSignature)
        #expect(card.status("00A4020C020016") == "6A82")
    }

    // MARK: - PIN

    @Test
    func `Fifteen wrong tries block the card`() throws {
        var card = try CardFixture.hpki()
        _ = card.send(Self.jmaSignature)
        #expect(card.status("00200088") == "63CF")
        for left in (0..<15).reversed() {
            let (response, events) = card.exchange("00200088 04 39393939")
            #expect(response.status == .triesLeft(left))
            #expect(events == [.secretRefused(.pin, triesLeft: left, value: Array("9999".utf8))])
        }
        #expect(card.status("00200088") == "63C0")
        #expect(card.exchange(Self.verify) == (ResponseAPDU(.authenticationBlocked), []))
        card.reset()
        _ = card.send(Self.jmaSignature)
        #expect(card.status(Self.verify) == "6983", "a reset brings no tries back")
    }

    @Test(arguments: [0x6983, 0x6984, 0x63C0] as [UInt16])
    func `The word of a blocked PIN can be set`(_ word: UInt16) throws {
        var card = try CardFixture.hpki(triesLeft: 0, blockedStatus: StatusWord(word))
        _ = card.send(Self.jmaSignature)
        #expect(card.send(Self.verify).status == StatusWord(word))
    }

    @Test
    func `A right PIN brings the tries back; one of a wrong length costs none`() throws {
        var card = try CardFixture.hpki(triesLeft: 2)
        _ = card.send(Self.jmaSignature)
        #expect(card.status("00200088 03 313233") == "6700")
        #expect(card.status("00200088") == "63C2")
        #expect(card.exchange(Self.verify) == (ResponseAPDU(), [.secretAccepted(.pin)]))
        #expect(card.status("00200088") == "63CF")
    }

    @Test
    func `The PIN can be changed`() throws {
        var card = try CardFixture.hpki()
        _ = card.send(Self.jmaSignature)
        #expect(card.status("00240088 08 39393939 35363738") == "63CE")
        let (response, events) = card.exchange("00240088 08 31323334 35363738")
        #expect(response.status == .success)
        #expect(events == [.secretChanged(.pin, to: Array("5678".utf8))])
        #expect(card.status(Self.verify) == "63CE")
        #expect(card.status("00200088 04 35363738") == "9000")
    }

    // MARK: - Signing

    private func expectValid(_ response: ResponseAPDU, _ key: CardKey) throws {
        let keys = try CardFixture.keys.get()
        let publicKey = (key == .signature ? keys.signature : keys.authentication).publicKey
        #expect(response.status == .success)
        #expect(publicKey.isValid(signature: response.data, digest: Self.digest, algorithm: .sha256))
    }

    @Test
    func `A DigestInfo is padded and signed, once for each PIN`() throws {
        var card = try CardFixture.hpki()
        _ = card.send(Self.jmaSignature)
        _ = card.send("00A4020C020002")
        #expect(card.status(Self.verify) == "9000")
        #expect(card.status("802A0080 33", Self.digestInfo + [0]) == "6985", "no key selected")
        _ = card.send("00A4020C02000C")
        let (response, events) = card.exchange("802A0080 33", Self.digestInfo + [0])
        try expectValid(response, .signature)
        #expect(events == [.signed(.signature)])
        #expect(card.exchange("802A0080 33", Self.digestInfo + [0]) == (ResponseAPDU(.securityStatusNotSatisfied), []))
    }

    @Test(arguments: ["84 02 000C", "81 02 000C", "84 01 0C"])
    func `A padded block is signed with the key that MSE names`(_ reference: String) throws {
        var card = try CardFixture.hpki()
        _ = card.send(Self.jmaSignature)
        #expect(card.status("002A9E9A 000100", Self.block + [0, 0]) == "6985")
        let length = reference.count == 10 ? "04" : "03"
        #expect(card.status("002241B6" + length + reference) == "9000")
        #expect(card.status("002A9E9A 000100", Self.block + [0, 0]) == "6982")
        #expect(card.status(Self.verify) == "9000")
        try expectValid(card.send("002A9E9A 000100", Self.block + [0, 0]), .signature)
    }

    @Test
    func `The JAHIS sequence signs, by extended length and by chaining`() throws {
        var card = try CardFixture.hpki(.jahis)
        _ = card.send("00A40400 05 E828BD080F 00")
        #expect(card.status("002241B6 04 81020017") == "9000")
        #expect(card.status("00200096 04 31323334") == "9000")
        try expectValid(card.send("002A9E9A 000100", Self.block + [0, 0]), .signature)
        #expect(card.status("00200096 04 31323334") == "9000")
        #expect(card.status("102A9E9A FE", Array(Self.block[..<254])) == "9000")
        try expectValid(card.send("002A9E9A 02", Array(Self.block[254...]) + [0]), .signature)
    }

    @Test
    func `The authentication key asks for its PIN once, until its application is selected again`() throws {
        var card = try CardFixture.hpki()
        let select = "00A40400 10 E828BD080FA000000391000000000002 00"
        _ = card.send(select)
        _ = card.send(Self.verify)
        _ = card.send("00A4020C02000C")
        try expectValid(card.send("802A0080 33", Self.digestInfo + [0]), .authentication)
        try expectValid(card.send("802A0080 33", Self.digestInfo + [0]), .authentication)
        _ = card.send(select)
        _ = card.send("00A4020C02000C")
        #expect(card.status("802A0080 33", Self.digestInfo + [0]) == "6982")
    }

    @Test(arguments: [
        ("00 20 01 88 04 31323334", "6A86"), ("00 20 00 81 04 31323334", "6A88"), ("00 22 41 A4 04 8402000C", "6A86"),
        ("00 22 41 B6 04 8402000D", "6A80"), ("00 22 41 B6 02 8402", "6A80"), ("00 2A 9E 9B 01 00 00", "6A86"),
        ("00 A4 05 00 02 0016", "6A86"), ("00 A4 02 0C 02 0099", "6A82"), ("00 A4 02 0C 01 16", "6700"),
        ("00 CA 00 00 00", "6D00"), ("80 CA DF 30 05", "6E00"), ("0C B0 00 00 00", "6882"), ("01 B0 00 00 00", "6881"),
        ("A0 B0 00 00 00", "6E00"), ("00 B0 F1 00 00", "6A86"), ("00 B0 9E 00 00", "6A82"),
    ])
    func `Mistakes get their status word`(_ command: String, status: String) throws {
        var card = try CardFixture.hpki()
        _ = card.send(Self.jmaSignature)
        #expect(card.status(command) == status)
    }

    @Test
    func `A block that is not padded is refused, and the PIN stays good`() throws {
        var card = try CardFixture.hpki()
        _ = card.send(Self.jmaSignature)
        _ = card.send("002241B6 04 8402000C")
        _ = card.send(Self.verify)
        #expect(card.status("002A9E9A 000100", [UInt8](repeating: 1, count: 256) + [0, 0]) == "6A80")
        #expect(card.status("002A9E9A 000033", Self.digestInfo + [0, 0]) == "6700")
        try expectValid(card.send("002A9E9A 000100", Self.block + [0, 0]), .signature)
    }
}
