import Foundation
import OpenSSL
import Testing

@testable import SigningService

@Suite struct AuthorizationBookTests {
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
        var book = AuthorizationBook()
        for second in 1...3 { book.add(Self.authorization(expiresAt: Double(second)), sad: "\(second)") }
        #expect(book.nextExpiry == Date(timeIntervalSince1970: 1))
        book.spend("1")
        #expect(book.nextExpiry == Date(timeIntervalSince1970: 2))
        #expect(book.due(at: Date(timeIntervalSince1970: 2)) == ["2"])
        book.expire("2")
        #expect(book.isExpired("2") && !book.isExpired("1"))
        #expect(book.count == 1)
    }

    @Test func `stays bounded over many authorizations`() {
        var book = AuthorizationBook()
        for number in 0..<50_000 {
            book.add(Self.authorization(expiresAt: 1), sad: "\(number)")
            if number.isMultiple(of: 3) { book.expire("\(number)") } else { book.spend("\(number)") }
        }
        #expect(book.count == 0)
        #expect(book.retained <= 2 * AuthorizationBook.capacity + 128)
    }

    @Test func `lets each authorized hash be signed as often as it was authorized`() {
        let authorization = Self.authorization(expiresAt: 1, hashes: [[1], [2], [2]])
        #expect(authorization.covers([[2], [1], [2]]))
        #expect(authorization.covers([[1]]))
        #expect(!authorization.covers([[1], [1]]))
        #expect(!authorization.covers([[3]]))
    }
}
