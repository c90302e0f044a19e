import Foundation
import Simulation
import TestSupport
import Testing
import VendorDouble

@testable import HPKISimulator

/// What bad input gets: one clear answer, and a server that goes on.
@Suite(.timeLimit(.minutes(5))) struct BadInputTests {
    struct Body: Sendable, CustomTestStringConvertible {
        let text: String
        let refusal: String
        var contentType: String? = "application/json"
        var testDescription: String { String(text.prefix(40)) + " " + (contentType ?? "without content type") }
    }

    static let bodies = [
        Body(text: "[]", refusal: "400 invalid_request: The body is an array, not a JSON object"),
        Body(text: "7", refusal: "400 invalid_request: The body is an integer, not a JSON object"),
        Body(
            text: "",
            refusal: "400 invalid_request: The body is not JSON that is taken here: unexpected end of JSON at byte 0"
        ),
        Body(
            text: "{\"a\":",
            refusal: "400 invalid_request: The body is not JSON that is taken here: unexpected end of JSON at byte 5"
        ),
        Body(
            text: #"{"credentialID":"a","credentialID":"b"}"#,
            refusal: "400 invalid_request: The body is not JSON that is taken here: "
                + #"duplicate key "credentialID" at byte 20"#
        ),
        Body(
            text: String(repeating: "[", count: 100_000),
            refusal: "400 invalid_request: The body is not JSON that is taken here: nesting deeper than 64 at byte 64"
        ),
        Body(
            text: #"{"credentialId":"second-doctor"}"#,
            refusal: "400 invalid_request: Unknown parameter credentialId: did you mean credentialID?"
        ),
        Body(
            text: "{}",
            refusal: "415 invalid_request: Content-Type is 'text/plain': send application/json",
            contentType: "text/plain"
        ),
        Body(
            text: "{}",
            refusal: "415 invalid_request: Content-Type is missing: send application/json",
            contentType: nil
        ),
    ]

    @Test(arguments: bodies) func `refuses a body that is no request`(_ body: Body) async throws {
        try await Vendor.loggedIn { vendor in
            let fields: [ClientRequest.Field] = body.contentType.map { [("Content-Type", $0)] } ?? []
            let request = ClientRequest(
                "POST",
                "/csc/v2/credentials/info",
                fields: fields,
                body: Array(body.text.utf8)
            )
            let answer = try await vendor.signing.send(request.bearer(vendor.token))
            #expect(answer.refusal == body.refusal)
            #expect(try await vendor.csc("credentials/list", [:]).status == 200)
        }
    }

    @Test func `refuses a body over two mebibytes`() async throws {
        try await Vendor.loggedIn { vendor in
            let long = "{\"clientData\":\"" + String(repeating: "a", count: 2 << 20) + "\"}"
            let answer = try await vendor.signing.send(.json("/csc/v2/credentials/list", long).bearer(vendor.token))
            #expect(answer.refusal == "413 invalid_request: The body is longer than 2097152 bytes")
        }
    }

    struct Target: Sendable, CustomTestStringConvertible {
        let method: String
        let path: String
        let refusal: String
        var testDescription: String { "\(method) \(path)" }
    }

    static let targets = [
        Target(method: "POST", path: "/csc/v2/nothing", refusal: "404 not_found: /csc/v2/nothing is not served here"),
        Target(method: "GET", path: "/", refusal: "404 not_found: / is not served here"),
        Target(
            method: "GET",
            path: "/csc/v2/info",
            refusal: "405 method_not_allowed: /csc/v2/info takes POST, not GET"
        ),
        Target(
            method: "DELETE",
            path: "/csc/v2/signatures/signHash",
            refusal: "405 method_not_allowed: /csc/v2/signatures/signHash takes POST, not DELETE"
        ),
    ]

    @Test(arguments: targets) func `says what it does not serve`(_ target: Target) async throws {
        try await Vendor.withSimulator { simulator in
            let answer = try await Vendor(simulator).signing.send(ClientRequest(target.method, target.path))
            #expect(answer.refusal == target.refusal)
            #expect(answer["Content-Type"] == "application/json;charset=UTF-8")
            #expect(answer["X-HPKI-Sim-Trace"].flatMap { TraceID($0) } != nil)
            if target.refusal.hasPrefix("405") { #expect(answer["Allow"] == "POST") }
        }
    }

    static let authorizations: [(String?, String)] = [
        (nil, "400 invalid_request: Malformed authorization header"),
        ("", "400 invalid_request: Malformed authorization header"),
        ("Bearer", "400 invalid_request: Malformed authorization header"),
        ("Basic dXNlcjpwYXNz", "400 invalid_request: Malformed authorization header"),
        ("Bearer one two", "400 invalid_request: Malformed authorization header"),
        ("Bearer guess", "401 invalid_token: The token provided is not a valid OAuth access or refresh token."),
    ]

    @Test(arguments: authorizations) func `takes a bearer token and nothing else`(
        header: String?,
        refusal: String
    ) async throws {
        try await Vendor.withSimulator { simulator in
            var request = ClientRequest.json("/csc/v2/credentials/list", "{}")
            if let header { request.fields.append(("Authorization", header)) }
            let answer = try await Vendor(simulator).signing.send(request)
            #expect(answer.refusal == refusal)
        }
    }

    static let hosts: [(String, Int)] = [
        ("localhost", 404), ("LOCALHOST:8080", 404), ("127.0.0.1:1", 404), ("[::1]", 404),
        ("evil.example", 421), ("localhost.evil.example", 421), ("127.0.0.1.nip.io", 421), ("", 421),
    ]

    /// DNS rebinding: a page of another site must not reach the portal under its own name.
    @Test(arguments: hosts) func `checks the host of a portal request`(host: String, status: Int) async throws {
        try await Vendor.withSimulator { simulator in
            let answer = try await Vendor(simulator).portal.send(.get("/nothing", fields: [("Host", host)]))
            #expect(answer.status == status)
        }
    }

    @Test func `refuses the admin API without its token and from another origin`() async throws {
        try await Vendor.withSimulator { simulator in
            let vendor = try await Vendor(simulator)
            #expect(try await vendor.portal.send(.get("/_sim/clock")).status == 401)
            #expect(try await vendor.portal.send(.get("/_sim/clock").bearer("guess")).status == 401)
            var foreign = ClientRequest.get("/_sim/clock", fields: [("Origin", "https://evil.example")])
            #expect(try await vendor.admin(foreign).status == 403)
            foreign.fields = [
                ("Origin", simulator.ready.portalURL), ("Host", String(simulator.ready.portalURL.dropFirst(7))),
            ]
            #expect(try await vendor.admin(foreign).status == 200)
        }
    }

    @Test func `ends a connection that sends ten thousand header lines, and serves the next`() async throws {
        try await Vendor.withSimulator { simulator in
            let port = Vendor.port(simulator.ready.portalURL)
            let connection = try await ClientConnection.open(host: "127.0.0.1", port: port)
            let fields = (0..<10_000).map { ("X-\($0)", "a") }
            #expect(try await connection.send(.get("/logo.png", fields: fields)).status == 400)
            #expect(try await Vendor(simulator).portal.send(.get("/logo.png")).status == 200)
        }
    }

    @Test func `serves others while four hundred connections stand idle`() async throws {
        try await Vendor.withSimulator { simulator in
            let port = Vendor.port(simulator.ready.portalURL)
            var idle: [ClientConnection] = []
            for _ in 0..<400 { idle.append(try await ClientConnection.open(host: "127.0.0.1", port: port)) }
            #expect(try await Vendor(simulator).portal.send(.get("/logo.png")).status == 200)
            for connection in idle { try await connection.close() }
        }
    }
}
