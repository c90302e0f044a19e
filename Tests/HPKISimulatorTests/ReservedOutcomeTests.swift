import Foundation
import IdentityProvider
import OpenSSL
import PCSC
import Registry
import Simulation
import Testing
import VendorDouble

@testable import HPKISimulator

/// What a login id or a PIN chooses, as a program meets it.
@Suite(.timeLimit(.minutes(5))) struct ReservedOutcomeTests {
    @Test func `every value chooses one thing that its point can do`() throws {
        for outcome in Composition.reservedOutcomes {
            let rule = FaultRule(
                id: outcome.name,
                point: outcome.point,
                matching: outcome.matching.merging([outcome.bearer.rawValue: "x"]) { $1 },
                effect: outcome.effect
            )
            try Composition.injectionPoints.check(rule)
        }
        for bearer in ReservedOutcome.Bearer.allCases {
            let own = Composition.reservedOutcomes.filter { $0.bearer == bearer }
            #expect(Set(own.map(\.name)).count == own.count)
            #expect(Set(own.map(\.digits)).count == own.count)
        }
        let outcomes = Set(LoginOutcome.allCases.map(\.rawValue))
        #expect(outcomes.isDisjoint(with: Composition.reservedOutcomes.map(\.name)))
    }

    // MARK: - Practitioners

    private func hashes(_ answer: ClientAnswer) throws -> [[UInt8]?] {
        try answer.json["signatures"]?.array?.map { $0.string.flatMap(Base64.decode) } ?? []
    }

    /// Two hashes signed by whoever logs in under this id.
    private func sign(_ id: String, _ body: (ClientAnswer, PublicKey) throws -> Void) async throws {
        try await Vendor.loggedIn(as: id) { vendor in
            let documents = [Vendor.hash("one"), Vendor.hash("two")]
            let answer = try await vendor.sign(documents, try await vendor.authorize(documents))
            let key = try await vendor.simulator.parts.world.vault.key("credential.second-doctor")
            try body(answer, key.publicKey)
            // Once, and no second time.
            let again = try await vendor.sign(documents, try await vendor.authorize(documents))
            #expect(again.status == 200)
            let good = try hashes(again)
            #expect(good.count == 2)
            for (hash, signature) in zip(documents, good) {
                let bytes = try #require(signature)
                #expect(key.publicKey.isValid(signature: bytes, digest: hash, algorithm: .sha256))
            }
        }
    }

    @Test func `a login id brings too few signatures`() async throws {
        try await sign("doctor~too-few-signatures") { answer, _ throws in
            #expect(answer.status == 200)
            #expect(try hashes(answer).count == 1)
        }
    }

    @Test func `a login id brings signatures in another order`() async throws {
        try await sign("doctor~reordered-signatures") { answer, key throws in
            let first = try #require(try hashes(answer).first ?? nil)
            #expect(key.isValid(signature: first, digest: Vendor.hash("two"), algorithm: .sha256))
        }
    }

    @Test(arguments: ["broken-signature", "other-key"])
    func `a login id brings a signature that does not verify`(_ name: String) async throws {
        try await sign("doctor~\(name)") { answer, key throws in
            let first = try #require(try hashes(answer).first ?? nil)
            #expect(!key.isValid(signature: first, digest: Vendor.hash("one"), algorithm: .sha256))
        }
    }

    @Test func `a login id brings what is no base64`() async throws {
        try await sign("doctor~not-base64") { answer, _ throws in
            #expect(try hashes(answer).first == .some(nil))
        }
    }

    @Test(
        arguments: [
            ("signing-fails", 400, "invalid_request"), ("overload", 503, "temporarily_unavailable"),
            ("too-many-requests", 429, "too_many_requests"),
        ]
    )
    func `a login id brings a refusal`(_ name: String, _ status: Int, _ code: String) async throws {
        try await sign("doctor~\(name)") { answer, _ throws in
            #expect(answer.status == status)
            #expect(try answer.json["error"] == .string(code))
        }
    }

    @Test func `the next login takes back what did not happen`() async throws {
        try await Vendor.loggedIn(as: "doctor~too-few-signatures") { vendor in
            let plan = vendor.simulator.parts.simulation.faults
            #expect(plan.rules.map(\.id) == ["reserved.login.doctor.too-few-signatures"])
            _ = try await vendor.logIn("dentist")
            #expect(plan.rules.count == 1)
            _ = try await vendor.logIn("doctor")
            #expect(plan.rules.isEmpty)
        }
    }

    @Test func `a PIN of a plain credential chooses, too, and counts as the right one`() async throws {
        try await Vendor.loggedIn { vendor in
            try await vendor.command("credential.require-pin", ["credential": "second-doctor", "pin": "1234"])
            func authorize(_ pin: String) async throws -> ClientAnswer {
                try await vendor.csc(
                    "credentials/authorize",
                    [
                        "credentialID": "second-doctor", "numSignatures": 1, "hashAlgorithmOID": Vendor.sha256,
                        "hashes": [.string(Base64.encode(Vendor.hash("one")))],
                        "authData": [["id": "PIN", "value": .string(pin)]],
                    ]
                )
            }
            let plan = vendor.simulator.parts.simulation.faults
            let reserved = try await authorize("9908")
            #expect(reserved.status == 200)
            #expect(plan.rules.map(\.id) == ["reserved.pin.doctor.overload"])
            let sad = try #require(try reserved.json["SAD"]?.string)
            #expect(try await vendor.sign([Vendor.hash("one")], sad).status == 503)
            // One of a card chooses nothing here.
            #expect(try await authorize("9951").status == 400)
            #expect(try await authorize("1234").status == 200)
            #expect(plan.rules.isEmpty)
        }
    }

    // MARK: - The login itself

    private static let json: [ClientRequest.Field] = [("Accept", "application/json")]

    @Test(
        arguments: [
            ("doctor~deny", "access_denied"), ("doctor~maintenance", "temporarily_unavailable"),
            ("doctor~server-error", "server_error"),
        ]
    )
    func `a login id chooses how the login ends`(_ id: String, _ code: String) async throws {
        try await Vendor.withSimulator { simulator in
            let vendor = try await Vendor(simulator)
            await #expect {
                _ = try await vendor.logIn(id)
            } throws: { error in
                "\(error)".contains(code)
            }
        }
    }

    private func authorization(_ simulator: Simulator, _ hint: String) -> String {
        let path = "/auth/realms/mediauth/protocol/openid-connect/auth"
        let query =
            "response_type=code&client_id=vendor-app&scope=openid&redirect_uri=http://127.0.0.1:3000/callback"
            + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"
        return "\(path)?\(query)&login_hint=\(hint)"
    }

    @Test func `a hint with an outcome is preselected on the page, and holds`() async throws {
        try await Vendor.withSimulator { simulator in
            let vendor = try await Vendor(simulator)
            let page = try await vendor.portal.send(.get(authorization(simulator, "dentist~deny")))
            #expect(page.text.contains(#"name="outcome" value="deny" checked"#))
            #expect(page.text.contains(#"name="practitioner" value="dentist" required checked"#))
            let json = try await vendor.portal.send(
                .get(authorization(simulator, "doctor~overload"), fields: Self.json)
            )
            let submit = try #require(try json.json["submit"]?.string.flatMap(URLComponents.init(string:)))
            let answer = try await vendor.portal.send(
                .json("\(submit.path)?\(submit.query ?? "")", #"{"practitioner":"doctor","method":"fido"}"#)
            )
            #expect(try answer.json["redirect"]?.string?.contains("code=") == true)
            #expect(simulator.parts.simulation.faults.rules.map(\.id) == ["reserved.login.doctor.overload"])
        }
    }

    @Test func `what nobody knows is refused with the names there are`() async throws {
        try await Vendor.withSimulator { simulator in
            let vendor = try await Vendor(simulator)
            let hint = authorization(simulator, "doctor~too-few")
            let refused = try await vendor.portal.send(.get(hint, fields: Self.json))
            #expect(refused.status == 400)
            #expect(
                refused.refusal.hasPrefix("400 invalid_request: Unknown outcome behind the login id: approve, deny,")
            )
            #expect(refused.refusal.contains("too-few-signatures"))
            let json = try await vendor.portal.send(
                .get(authorization(simulator, "doctor"), fields: Self.json)
            )
            let submit = try #require(try json.json["submit"]?.string.flatMap(URLComponents.init(string:)))
            func choose(_ body: String) async throws -> String {
                try await vendor.portal.send(.json("\(submit.path)?\(submit.query ?? "")", body)).refusal
            }
            #expect(
                try await choose(#"{"practitioner":"doctor~deny","method":"fido","outcome":"approve"}"#)
                    == "400 invalid_request: Two outcomes: deny behind the login id, and approve"
            )
            #expect(
                try await choose(#"{"practitioner":"nobody~deny","method":"fido"}"#)
                    == "400 invalid_request: Unknown practitioner: the list at the authorization URL has them all"
            )
        }
    }

    // MARK: - Cards

    /// What comes of a signature with a PIN: the failure's code, or nil.
    private func sign(_ simulator: Simulator, pin: String) async -> String? {
        let world = simulator.parts.world
        let signer = HPKICardSigner(simulator.parts.readers.bus.terminals) { _ in pin }
        do {
            _ = try await signer.sign(digest: Vendor.hash("one"), at: world.simulation.clock.now)
            return nil
        } catch {
            return error.code
        }
    }

    @Test(
        arguments: [
            ("9951", "blocked"), ("9952", "6982"), ("9953", "SCARD_W_REMOVED_CARD"),
            ("9954", "SCARD_E_READER_UNAVAILABLE"), ("9957", "6400"), ("9959", "wrong-signature"),
            // The client begins anew, once.
            ("9955", nil), ("9956", nil),
            // One of a practitioner is nothing but wrong here.
            ("9901", "wrong-secret"),
        ] as [(String, String?)]
    )
    func `a PIN chooses what comes of the signature`(_ pin: String, _ code: String?) async throws {
        try await Vendor.withSimulator { simulator in
            #expect(await sign(simulator, pin: pin) == code)
            try await simulator.parts.simulation.settleOnDisk()
            let injected = try await simulator.parts.simulation.journal.events(types: ["fault.injected"])
            let chosen = Composition.reservedOutcomes.chosen(by: pin, of: .reader)
            #expect(
                injected.map(\.payload["rule"])
                    == (chosen.map { [.string("reserved.card.\(CardReaders.name(0)).\($0.name)")] } ?? [])
            )
        }
    }

    @Test func `the right PIN takes the fault back, and a PIN that says blocked goes on saying it`() async throws {
        try await Vendor.withSimulator { simulator in
            let faults = simulator.parts.simulation.faults
            #expect(await sign(simulator, pin: "9952") == "6982")
            #expect(faults.rules.count == 1)
            #expect(await sign(simulator, pin: "9952") == nil)
            #expect(faults.rules.isEmpty)
            #expect(await sign(simulator, pin: "9952") == "6982")
            #expect(await sign(simulator, pin: "2468") == nil)
            #expect(faults.rules.isEmpty)
            for _ in 0..<2 { #expect(await sign(simulator, pin: "9951") == "blocked") }
            #expect(await sign(simulator, pin: "2468") == nil)
        }
    }
}
