import OpenSSL
import TestSupport
import Testing

@testable import XMLSignature

/// The digest vectors of the public sample documents.
@Suite(.needsRealSamples) struct CanonicalizationTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        let file: Sample
        let part: String
        let form: Canonicalization
        let count: Int
        var digest: String?

        var testDescription: String { "\(file) \(part) \(form.method)" }
    }

    static let vectors: [Vector] = [
        Vector(
            file: .prescription,
            part: "PrescriptionDocument",
            form: .inclusive,
            count: 1593,
            digest: "d2AViR1mbbTGkOUKs3/DNI66RLps3c8tE/UDoled78U="
        ),
        Vector(
            file: .prescription,
            part: "PrescriptionDocument",
            form: .exclusive,
            count: 1539,
            digest: "mDZZY9C3I4plrnZYc92qI8vTDSgFbpj0SpbEOqE74WQ="
        ),
        Vector(
            file: .prescription,
            part: "KeyInfo",
            form: .exclusive,
            count: 2076,
            digest: "bI4jGyBqLZB28i/cH8njp05705/ji/sUPptLX/M2ycQ="
        ),
        Vector(
            file: .prescription,
            part: "KeyInfo",
            form: .inclusive,
            count: 2130,
            digest: "kjqTzoOWbShr8pqUDIQNkLuQI44YCjSW3E4SbmOEZGA="
        ),
        Vector(
            file: .prescription,
            part: "SignedProperties",
            form: .exclusive,
            count: 598,
            digest: "8XgGgHpPS/3nAQTc6cVSGHI5ObMWjQ8l3oHpyQkF4jQ="
        ),
        Vector(
            file: .prescription,
            part: "SignedProperties",
            form: .inclusive,
            count: 606,
            digest: "Rwywyhun6rHPFM9KHTnP7Tg64VFaHpTDkv4xn3mqLis="
        ),
        Vector(file: .prescription, part: "SignedInfo", form: .exclusive, count: 1374),
        Vector(file: .prescription, part: "SignedInfo", form: .inclusive, count: 1428),
        Vector(
            file: .prescription,
            part: "SignatureValue",
            form: .inclusive,
            count: 519,
            digest: "8h6aSiN4kNPeatrPfKrE9e+GoIW3PIEwN/bgH6VrawE="
        ),
        Vector(
            file: .dispensing,
            part: "Dispensing",
            form: .inclusive,
            count: 23_075,
            digest: "qjvcVHTSZQBaJROD4D0J54ak69eLmC2UyFpz2I6mxdU="
        ),
        Vector(
            file: .dispensing,
            part: "Dispensing",
            form: .exclusive,
            count: 23_021,
            digest: "32ek5p2J9lhE8WFraQ+euLYmQ25Y1bLYt55AA6R6qLo="
        ),
        Vector(
            file: .dispensing,
            part: "KeyInfo",
            form: .exclusive,
            count: 2060,
            digest: "9RQdeILUBLDBtA9WJcJX7stcqrfUaMAsTgmn69c0Wgg="
        ),
        Vector(
            file: .dispensing,
            part: "SignedProperties",
            form: .exclusive,
            count: 598,
            digest: "sVET1/3caf+ZOcqJ1TPQiM4BxzdzDTUOrbPT526sndw="
        ),
        Vector(file: .dispensing, part: "SignedInfo", form: .exclusive, count: 1364),
        Vector(file: .dispensing, part: "SignatureValue", form: .inclusive, count: 519),
    ]

    @Test(arguments: vectors)
    func `canonical octets`(vector: Vector) throws {
        let octets = try #require(vector.form.octets(of: element(vector)))
        #expect(octets.count == vector.count)
        if let digest = vector.digest { #expect(Base64.encode(DigestAlgorithm.sha256.hash(octets)) == digest) }
    }

    @Test func `the dispensing signature value as its time stamp saw it`() throws {
        let vector = try #require(Self.vectors.last)
        let octets = try #require(vector.form.octets(of: element(vector)))
        #expect(octets.count == 519)
        let digest = "b2ec88f734580f99f7931c83bebe5dea7ade7ef3e3213573f27a2a19fbb43adf"
        #expect(Hex.encode(DigestAlgorithm.sha256.hash(octets)) == digest)
    }

    /// The own part of the file's own signature; those of an embedded prescription come before.
    private func element(_ vector: Vector) throws -> Element {
        let document = try PrescriptionDocument(try vector.file.bytes)
        return try #require(document.root.subtree.last { $0.name == vector.part })
    }
}
