import Testing

@testable import OpenSSL

@Suite struct TextEncodingTests {
    /// RFC 4648, section 10.
    static let vectors = [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ]

    @Test(arguments: vectors)
    func `base64 has the vectors of RFC 4648`(plain: String, encoded: String) {
        #expect(Base64.encode(Array(plain.utf8)) == encoded)
        #expect(Base64.decode(encoded) == Array(plain.utf8))
        let unpadded = encoded.filter { $0 != "=" }
        #expect(Base64URL.encode(Array(plain.utf8)) == unpadded)
        #expect(Base64URL.decode(unpadded) == Array(plain.utf8))
    }

    /// RFC 7515, appendix C.
    @Test func `base64url uses its own last two characters`() {
        #expect(Base64URL.encode([3, 236, 255, 224, 193]) == "A-z_4ME")
        #expect(Base64URL.decode("A-z_4ME") == [3, 236, 255, 224, 193])
        #expect(Base64.encode([3, 236, 255, 224, 193]) == "A+z/4ME=")
    }

    @Test(arguments: [
        "Zg", "Zg=", "Zg===", "Z===", "====", "=", "Zm9v====", "Zm8=Zm8=", "Zh==", "Zm9=", "Zm 9v", "Zm9v\n", " Zm9v",
        "Zm-_", "Zm9vA", "Zm9v\u{0}", "Zｍ9v", "Z=g=",
    ])
    func `base64 refuses what it would not write`(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test(arguments: ["Zg==", "Zm8=", "Zh", "Zm9", "Zm9vA", "Zm+/", "Zm 9v", "Zm9v\n", "A", "Ａ"])
    func `base64url refuses what it would not write`(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test func `base64 round trips every length`() {
        for count in 0..<70 {
            let bytes = SecureRandom.bytes(count)
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
            #expect(Hex.decode(Hex.encode(bytes)) == bytes)
            #expect(Hex.decode(Hex.encode(bytes, uppercase: true)) == bytes)
        }
    }

    @Test(arguments: ["0", "0g", "0x00", " 00", "００"])
    func `hexadecimal refuses half bytes and other characters`(text: String) {
        #expect(Hex.decode(text) == nil)
    }

    @Test func `tokens are random and as long as asked`() {
        let tokens = Set((0..<200).map { _ in SecureRandom.token(byteCount: 32) })
        #expect(tokens.count == 200)
        #expect(tokens.allSatisfy { $0.utf8.count == 43 && Base64URL.decode($0)?.count == 32 })
        #expect(SecureRandom.bytes(0).isEmpty)
    }
}
