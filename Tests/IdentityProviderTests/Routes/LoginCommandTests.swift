import Simulation
import Testing
import WebFront

@testable import IdentityProvider

@Suite("Commands at the login", .timeLimit(.minutes(5)))
struct LoginCommandTests {
    @Test func `session.end ends one session, or all of a person`() async throws {
        try await LoginServer.with { server in
            let tokens = [try await server.tokens(), try await server.tokens(), try await server.tokens()]
            func failure(_ index: Int) async -> BearerFailure? {
                let token = tokens[index]["access_token"]?.string ?? ""
                switch await server.provider.verify(bearer: token, presentedCertificate: nil) {
                case .success: return nil
                case .failure(let failure): return failure
                }
            }
            let state = server.simulation.state(of: LoginDomain.self)
            let first = try #require(state.tokens[SecretDigest(of: tokens[0]["access_token"]?.string ?? "")])
            let session = try #require(state.grants[first.grant]?.sessionID)
            #expect(try await server.run("session.end", ["session": .string(session)]) == ["ended": 1])
            #expect(await failure(0) == .sessionEnded)
            #expect(await failure(1) == nil)
            #expect(try await server.run("session.end", ["practitioner": "doctor"]) == ["ended": 2])
            #expect(await failure(1) == .sessionEnded)
            #expect(await failure(2) == .sessionEnded)
            let ended = try await server.simulation.journal.events(types: ["session.ended"])
            #expect(ended.map(\.cause.description) == Array(repeating: "command:session.end", count: 3))
            #expect(ended.map { $0.payload["reason"] } == ["commanded", "commanded", "commanded"])
            await #expect(throws: LoginFailure.unknownSession) {
                try await server.run("session.end", ["practitioner": "doctor"])
            }
        }
    }

    @Test func `arguments are checked`() async throws {
        try await LoginServer.with { server in
            for arguments: [String: JSONValue] in [[:], ["practitioner": "doctor", "session": "x"]] {
                await #expect(throws: CommandError.self) { try await server.run("session.end", arguments) }
            }
            await #expect(throws: CommandError.self) {
                try await server.run("login.answer", ["practitioner": "doctor", "outcome": "no-answer"])
            }
            await #expect(throws: LoginFailure.unknownLogin) {
                try await server.run("login.answer", ["practitioner": "doctor", "outcome": "deny"])
            }
        }
    }

    @Test func `login.answer takes the login that waits longest`() async throws {
        try await LoginServer.with { server in
            var pending: [String] = []
            for state in ["first", "second"] {
                let offer = try await server.authorize(["state": state]).json
                let choice = #"{"practitioner":"doctor","method":"fido","outcome":"no-answer"}"#
                pending.append(try #require(try await server.submit(offer, choice).json["pending"]?.string))
                try await server.simulation.clock.advance(by: .seconds(1))
            }
            try await server.run("login.answer", ["practitioner": "doctor", "outcome": "deny"])
            let first = try await server.poll(pending[0])
            #expect(LoginServer.parameters(of: first["redirect"]?.string)["error"] == "access_denied")
            #expect(LoginServer.parameters(of: first["redirect"]?.string)["state"] == "first")
            #expect(try await server.poll(pending[1])["pending"] != nil)
        }
    }
}
