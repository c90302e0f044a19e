import Foundation
import OpenSSL
import Simulation
import TestSupport
import Testing
import VendorDouble

@testable import HPKISimulator
@testable import SigningService

/// The error table of csc-api.md, section 7, over the wire: status, `error` and `error_description` of each row.
@Suite(.timeLimit(.minutes(10))) struct ErrorTableTests {
    let seen = SeenErrors()

    static let hash = JSONValue.string(Base64.encode(Vendor.hash("one")))
    static let other = JSONValue.string(Base64.encode(Vendor.hash("two")))

    @Test func `every row comes about`() async throws {
        try await answersEachRowInItsWords()
        try await answersTheRowsBehindAGoodSAD()
        try await answersTheHeadOfARequest()
        try await answersForThePersonAndTheFacility()
        try await answersForACredentialThatCannotSign()
        try await answersForACertificateThatExpiresOnTheWay()
        try await answersAClientByItself()
        try await answersForLockedFactors()
        try await answersForPINAndOTP()
        try await answersForSignaturesOnTheirWay()
        try await answersForTheWholeService()
        try await answersForDocuments()
        let missing = Set(CSCError.table.map(\.row)).subtracting(seen.all)
        #expect(missing.isEmpty, "\(missing.sorted().joined(separator: "\n"))")
    }

    /// So that a row that is added to the file is tested, too.
    @Test func `the list of rows is that of the file`() throws {
        let text = try Repository.text(of: "Sources/Services/SigningService/Rules/CSCError+Table.swift")
        let parts = text.components(separatedBy: "static let table: [CSCError]")
        #expect(parts.count == 2)
        let declared = parts[0].matches(of: #/static let (\w+) = /#).map { String($0.output.1) }
        let listed = parts[1].matches(of: #/\.(\w+),/#).map { String($0.output.1) }
        #expect(declared.sorted() == listed.sorted())
    }

    /// Sends a right request with changes, in the spelling of its version.
    func send(
        _ method: String,
        _ object: [String: JSONValue],
        _ changes: [String: JSONValue?] = [:],
        to vendor: Vendor
    ) async throws -> ClientAnswer {
        var object = object
        for (name, value) in changes { object[name] = value }
        let request = ClientRequest.json("/csc/\(method)", JSONValue.object(object).text())
        return try await vendor.signing.send(request.bearer(vendor.token))
    }

    /// What `credentials/authorize` wants for one hash, in v2 and v1.
    static let authorization: [String: JSONValue] = [
        "credentialID": "second-doctor", "numSignatures": 1, "hashes": [hash], "hashAlgorithmOID": Vendor.sha256,
    ]
    static let authorization1: [String: JSONValue] = [
        "credentialID": "second-doctor", "numSignatures": 1, "hash": [hash],
    ]
    static let signing: [String: JSONValue] = [
        "credentialID": "second-doctor", "SAD": "guess", "hashes": [hash], "hashAlgorithmOID": Vendor.sha256,
        "signAlgo": "1.2.840.113549.1.1.1",
    ]
    static let signing1: [String: JSONValue] = [
        "credentialID": "second-doctor", "SAD": "guess", "hash": [hash], "hashAlgo": Vendor.sha256,
        "signAlgo": "1.2.840.113549.1.1.1",
    ]
}
