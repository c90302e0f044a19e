import Foundation
import OpenSSL
import Registry
import Simulation
import Testing
import VendorDouble

@testable import HPKISimulator

/// What a SAD allows, and everything it does not: each refusal signs nothing.
@Suite(.timeLimit(.minutes(5))) struct AuthorizationTests {
    static let hash = Vendor.hash("one")

    private func signatures(_ vendor: Vendor) async throws -> Int {
        try await vendor.simulator.parts.simulation.journal.events(types: ["signature.created"]).count
    }

    @Test func `is good once`() async throws {
        try await Vendor.loggedIn { vendor in
            let sad = try await vendor.authorize([Self.hash])
            #expect(try await vendor.sign([Self.hash], sad).status == 200)
            #expect(
                try await vendor.sign([Self.hash], sad).refusal == "400 invalid_request: Invalid parameter SAD"
            )
            #expect(try await signatures(vendor) == 1)
        }
    }

    @Test func `is used once by sixty-four clients at the same time`() async throws {
        try await Vendor.loggedIn { vendor in
            let sad = try await vendor.authorize([Self.hash])
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<64 {
                    group.addTask {
                        let connection = try await Vendor.connect(vendor.simulator)
                        let status = try await vendor.sign([Self.hash], sad, over: connection).status
                        try await connection.close()
                        return status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.sorted() == [200] + Array(repeating: 400, count: 63))
            #expect(try await signatures(vendor) == 1)
        }
    }

    @Test func `expires on the simulation clock`() async throws {
        try await Vendor.loggedIn { vendor in
            let sad = try await vendor.authorize([Self.hash])
            try await vendor.command("clock.advance", ["by": "301s"])
            #expect(try await vendor.sign([Self.hash], sad).refusal == "400 invalid_request: SAD expired")
            let events = try await vendor.simulator.parts.simulation.journal.events(types: ["authorization.expired"])
            #expect(events.count == 1)
        }
    }

    @Test func `covers its own hashes and no more`() async throws {
        try await Vendor.loggedIn { vendor in
            let other = Vendor.hash("two")
            let sad = try await vendor.authorize([Self.hash])
            #expect(
                try await vendor.sign([other], sad).refusal
                    == "400 invalid_request: Hash is not authorized by the SAD"
            )
            #expect(
                try await vendor.sign([Self.hash, Self.hash], sad).refusal
                    == "400 invalid_request: Invalid parameter SAD"
            )
            // A refusal spends nothing: the holder may mend the request.
            #expect(try await vendor.sign([Self.hash], sad).status == 200)
            #expect(try await signatures(vendor) == 1)
        }
    }

    /// MTLS-25 in every way to refuse certificates: here none of them is at work.
    @Test(arguments: FrontChoice.Style.allCases)
    func `belongs to the connection's client certificate`(style: FrontChoice.Style) async throws {
        var configuration = SimulatorConfiguration()
        configuration.front = FrontChoice(style: style)
        try await Vendor.loggedIn(configuration) { vendor in
            let sad = try await vendor.authorize([Self.hash])
            try await vendor.issueClientCertificate("client-hospital", to: "hospital")
            let other = try await Vendor.connect(vendor.simulator, certificate: "client-hospital")
            let answer = try await vendor.sign([Self.hash], sad, over: other)
            // The token itself is bound to the first certificate (RFC 8705): MTLS-25.
            #expect(
                answer.refusal
                    == "401 invalid_token: The token provided is not a valid OAuth access or refresh token."
            )
            #expect(answer["WWW-Authenticate"] == #"Bearer error="invalid_token""#)
            #expect(try await signatures(vendor) == 0)
        }
    }

    @Test func `ends with the certificate's revocation between authorize and signHash`() async throws {
        try await Vendor.loggedIn { vendor in
            let sad = try await vendor.authorize([Self.hash])
            #expect(try await vendor.command("credential.revoke", ["credential": "second-doctor"]).status == 200)
            #expect(
                try await vendor.sign([Self.hash], sad).refusal == "400 invalid_request: Signing certificate is revoked"
            )
            #expect(try await signatures(vendor) == 0)
        }
    }

    struct State: Sendable, CustomTestStringConvertible {
        let command: String
        let refusal: String
        let keyStatus: JSONValue
        let certificateStatus: JSONValue
        var testDescription: String { command }
    }

    static let states = [
        State(
            command: "credential.disable",
            refusal: "The credential identified by credentialID is disabled",
            keyStatus: "disabled",
            certificateStatus: "valid"
        ),
        State(
            command: "credential.suspend",
            refusal: "Signing certificate is suspended",
            keyStatus: "disabled",
            certificateStatus: "suspended"
        ),
        State(
            command: "credential.revoke",
            refusal: "Signing certificate is revoked",
            keyStatus: "disabled",
            certificateStatus: "revoked"
        ),
    ]

    @Test(arguments: states) func `is refused for a credential that cannot sign`(_ state: State) async throws {
        try await Vendor.loggedIn { vendor in
            #expect(try await vendor.command(state.command, ["credential": "second-doctor"]).status == 200)
            let answer = try await vendor.csc(
                "credentials/authorize",
                ["credentialID": "second-doctor", "numSignatures": 1, "hashAlgorithmOID": Vendor.sha256]
            )
            #expect(answer.refusal == "400 invalid_request: \(state.refusal)")
            let info = try await vendor.csc("credentials/info", ["credentialID": "second-doctor"]).json
            #expect(info["key"]?["status"] == state.keyStatus)
            #expect(info["cert"]?["status"] == state.certificateStatus)
            let valid = try await vendor.csc("credentials/list", ["onlyValid": true]).json
            #expect(valid["credentialIDs"] == [] && valid["onlyValid"] == true)
        }
    }

    @Test func `is not given for another practitioner's credential`() async throws {
        try await Vendor.loggedIn { vendor in
            let answer = try await vendor.csc("credentials/info", ["credentialID": "second-dentist"])
            #expect(answer.refusal == "400 invalid_request: Invalid parameter credentialID")
            let list = try await vendor.csc("credentials/list", ["userID": "dentist"])
            #expect(list.refusal == "400 invalid_request: userID parameter MUST be null")
        }
    }

    /// ISS-14: a good handshake with a certificate of a facility where the practitioner does not work.
    @Test(arguments: FrontChoice.Style.allCases)
    func `is refused to a foreign facility`(style: FrontChoice.Style) async throws {
        var configuration = SimulatorConfiguration()
        configuration.front = FrontChoice(style: style)
        try await Vendor.loggedIn(configuration) { vendor in
            let left = try await vendor.command(
                "practitioner.leave",
                ["practitioner": "doctor", "facility": "clinic"]
            )
            #expect(left.status == 200)
            #expect(
                try await vendor.csc("credentials/list", [:]).refusal
                    == "403 access_denied: The user, authorization server or remote service denied the request."
            )
        }
    }

    /// ACC-07: 医業停止.
    @Test func `is refused to a practitioner whose licence is suspended`() async throws {
        try await Vendor.loggedIn { vendor in
            let sad = try await vendor.authorize([Self.hash])
            try await vendor.command("practitioner.suspend", ["practitioner": "doctor"])
            let info = try await vendor.csc("credentials/info", ["credentialID": "second-doctor"]).json
            #expect(info["cert"]?["status"] == "suspended")
            #expect(
                try await vendor.sign([Self.hash], sad).refusal
                    == "400 invalid_request: Signing certificate is suspended"
            )
            try await vendor.command("practitioner.resume", ["practitioner": "doctor"])
            #expect(try await vendor.sign([Self.hash], sad).status == 200)
        }
    }

    @Test func `is not possible without a second certificate`() async throws {
        try await Vendor.loggedIn(as: "doctor-without-certificate") { vendor in
            try await vendor.command(
                "practitioner.join",
                ["practitioner": "doctor-without-certificate", "facility": "clinic"]
            )
            let list = try await vendor.csc("credentials/list", [:])
            #expect(list.status == 200)
            #expect(try list.json["credentialIDs"] == [])
        }
    }
}
