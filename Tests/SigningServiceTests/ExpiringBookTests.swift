import Foundation
import OpenSSL
import Testing

@testable import SigningService

@Suite struct ExpiringBookTests {
    static func authorization(expiresAt seconds: Double, hashes: [[UInt8]] = [[1]]) -> Authorization {
        Authorization(
            credentialID: "C1",
            practitionerID: "P1",
            facilityCertificate: "aa",
            numSignatures: hashes.count,
            digest: .sha256,
            hashes: hashes.map(Base64.encode),
            expiresAt: Date(timeIntervalSince1970: seconds)
        )
    }

    @Test func `names the next expiry and what is due`() {
        var book = ExpiringBook<Authorization>()
        for second in 1...3 { book.add(Self.authorization(expiresAt: Double(second)), name: "\(second)") }
        #expect(book.nextExpiry == Date(timeIntervalSince1970: 1))
        book.remove("1")
        #expect(book.nextExpiry == Date(timeIntervalSince1970: 2))
        #expect(book.due(at: Date(timeIntervalSince1970: 2)) == ["2"])
        book.end("2")
        #expect(book.hasEnded("2") && !book.hasEnded("1"))
        #expect(book.count == 1)
    }

    @Test func `keeps one item of a name, the newest`() {
        var book = ExpiringBook<Authorization>()
        book.add(Self.authorization(expiresAt: 1), name: "a")
        book.add(Self.authorization(expiresAt: 2), name: "b")
        book.add(Self.authorization(expiresAt: 3), name: "a")
        #expect(book.count == 2)
        #expect(book.oldest == "b")
        #expect(book.due(at: Date(timeIntervalSince1970: 3)) == ["b", "a"])
    }

    @Test func `stays bounded and quick over two hundred thousand items`() {
        var book = ExpiringBook<Authorization>()
        for number in 0..<200_000 {
            if book.isFull, let oldest = book.oldest { book.end(oldest) }
            book.add(Self.authorization(expiresAt: Double(number)), name: "\(number)")
            if number.isMultiple(of: 3) { book.remove("\(number)") }
            _ = book.nextExpiry
        }
        #expect(book.count == ExpiringBook<Authorization>.capacity)
        #expect(book.retained <= 4 * ExpiringBook<Authorization>.capacity + 128)
    }

    @Test func `lets each authorized hash be signed as often as it was authorized`() {
        let authorization = Self.authorization(expiresAt: 1, hashes: [[1], [2], [2]])
        #expect(authorization.covers([[2], [1], [2]]))
        #expect(authorization.covers([[1]]))
        #expect(!authorization.covers([[1], [1]]))
        #expect(!authorization.covers([[3]]))
    }
}
