import Testing

@testable import OpenSSL

@Suite struct PEMTests {
    @Test func `writes lines of 64 characters`() {
        let text = PEM.encode(label: "CERTIFICATE", [UInt8](repeating: 0, count: 49))
        #expect(
            text == "-----BEGIN CERTIFICATE-----\n" + String(repeating: "A", count: 64) + "\nAA==\n"
                + "-----END CERTIFICATE-----\n"
        )
        #expect(PEM.encode(label: "X", []) == "-----BEGIN X-----\n-----END X-----\n")
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `reads all blocks between other text, whatever the line ends`(newline: String) throws {
        let text =
            "Bag Attributes\n    friendlyName: x\n" + PEM.encode(label: "A", [1, 2, 3]) + "between\n"
            + PEM.encode(label: "B", SecureRandom.bytes(200)) + "after"
        let blocks = try PEM.decode(text.replacing("\n", with: newline))
        #expect(blocks.map(\.label) == ["A", "B"])
        #expect(blocks.map(\.derEncoded.count) == [3, 200])
        #expect(try PEM.first(["B", "C"], in: text).label == "B")
        #expect(throws: PEM.FormatError(reason: "no block C or D")) { try PEM.first(["C", "D"], in: text) }
    }

    @Test(arguments: [
        "-----BEGIN A-----\nAQID\n", "-----END A-----\n", "-----BEGIN A-----\n-----BEGIN B-----\n",
        "-----BEGIN A-----\nAQID\n-----END B-----\n", "-----BEGIN A-----\nAQI\n-----END A-----\n",
        "-----BEGIN A-----\nProc-Type: 4,ENCRYPTED\nAQID\n-----END A-----\n",
    ])
    func `refuses broken blocks`(text: String) {
        #expect(throws: PEM.FormatError.self) { try PEM.decode(text) }
    }

    @Test func `text without blocks has none`() throws {
        #expect(try PEM.decode("").isEmpty)
        #expect(try PEM.decode("-----BEGIN-----\n----- END -----").isEmpty)
    }
}
