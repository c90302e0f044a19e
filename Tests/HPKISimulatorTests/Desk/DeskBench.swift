import Foundation
import Simulation
import Testing
import VendorDouble

@testable import HPKISimulator

/// The desk over the wire, as a vendor's program and a person at the facility use it.
struct DeskBench {
    let vendor: Vendor

    static func run(_ body: (DeskBench) async throws -> Void) async throws {
        try await Vendor.withSimulator { simulator in
            try await body(DeskBench(vendor: try await Vendor(simulator)))
        }
    }

    /// Runs a command that has to succeed.
    @discardableResult
    func command(_ name: String, _ arguments: JSONValue = [:]) async throws -> JSONValue {
        let answer = try await vendor.command(name, arguments)
        #expect(answer.status == 200, "\(name): \(answer.refusal)")
        return try answer.json
    }

    func advance(_ duration: String) async throws { try await command("clock.advance", ["by": .string(duration)]) }

    func mails(_ kind: String) async throws -> [JSONValue] {
        let mails = try await vendor.admin(.get("/_sim/mailbox")).json["mails"]?.array ?? []
        return mails.filter { $0["kind"]?.string == kind }
    }

    /// The path of the latest link.
    func link() async throws -> String {
        let url = try #require(try await mails("download-link").last?["link"]?.string)
        return try #require(URLComponents(string: url)?.path)
    }

    func downloadPassword() async throws -> String {
        try #require(try await mails("download-password").last?["download_password"]?.string)
    }

    func letters() async throws -> [JSONValue] {
        try await vendor.admin(.get("/_sim/letterbox")).json["letters"]?.array ?? []
    }

    static let fileName = "client.hpki-cardless-signature.p12"

    func download(_ link: String, _ password: String, file: String = fileName) async throws -> ClientAnswer {
        let body: JSONValue = ["password": .string(password)]
        return try await vendor.portal.send(.json("\(link)/\(file)", body.text()))
    }

    func get(_ path: String) async throws -> ClientAnswer { try await vendor.portal.send(.get(path)) }

    /// The journal's events of these types, oldest first.
    func events(_ types: String...) async throws -> [EventEnvelope] {
        try await vendor.simulator.parts.simulation.journal.events(types: types)
    }

    static let form: JSONValue = [
        "facility-name": "ｹﾝｼｮｳﾖｳ薬局", "institution-code": "９９４８０００−０１４", "contact-name": "髙﨑　𠮷男",
        "email": "yakkyoku@pharmacy.test", "address": "検証県模擬市本町二丁目3番5号",
    ]

    func post(_ form: JSONValue, fields: [ClientRequest.Field] = []) async throws -> ClientAnswer {
        try await vendor.portal.send(.json("/desk/applications", form.text(), fields: fields))
    }
}

extension JSONValue {
    func replacing(_ name: String, _ value: JSONValue) -> JSONValue {
        .object((object ?? [:]).merging([name: value]) { _, last in last })
    }
}
