import OpenSSL
import Simulation
import Testing

@testable import SigningService

/// Plain-PIN credentials: each guess counts, also those side by side.
@Suite struct PlainSecretsTests {
    private static let secrets = PlainSecrets(pin: "1234", oneTimePassword: "567890")

    private static func perform(_ command: SigningCommand, _ state: inout SigningState) throws -> [SigningEvent] {
        try SigningDomain.perform(
            command,
            on: &state,
            at: SigningPropertyTests.start,
            world: SigningPropertyTests.world
        )
    }

    private static func enter(_ pin: String, _ otp: String, _ state: inout SigningState) throws -> [SigningEvent] {
        let authorization = SigningPropertyTests.authorization([[1]], count: 1, at: SigningPropertyTests.start)
        let words: [Factor: String] = [.pin: pin, .oneTimePassword: otp]
        return try perform(.enter(words, anyPIN: false, authorization, sad: "s"), &state)
    }

    @Test func `lock after five wrong ones in a row, and open when told to`() throws {
        var state = SigningDomain.initialState
        _ = try Self.perform(.requireSecrets(Self.secrets, credentialID: "C1"), &state)
        for left in (0..<5).reversed() {
            let events = try Self.enter("1234", "no", &state)
            guard case .factorRefused(practitioner: "P1", factor: .oneTimePassword, triesLeft: left)? = events.first
            else {
                Issue.record("\(events)")
                return
            }
            #expect(events.count == (left == 0 ? 2 : 1))
        }
        #expect(throws: CSCError.otpLocked) { try Self.enter("1234", "567890", &state) }
        #expect(state.authorizations.count == 0)
        _ = try Self.perform(.unlock(practitioner: "P1"), &state)
        _ = try Self.enter("0000", "567890", &state)
        #expect(try Self.enter("1234", "567890", &state).count == 2)
        #expect(state.authorizations.count == 1 && state.wrongTries.isEmpty)
    }

    @Test func `are gone when the credential asks for none`() throws {
        var state = SigningDomain.initialState
        _ = try Self.perform(.requireSecrets(Self.secrets, credentialID: "C1"), &state)
        #expect(try Self.perform(.requireSecrets(Self.secrets, credentialID: "C1"), &state).isEmpty)
        _ = try Self.perform(.requireSecrets(nil, credentialID: "C1"), &state)
        #expect(state.plainSecrets.isEmpty)
        #expect(throws: CSCError.invalidAuthenticationData) { try Self.enter("1234", "567890", &state) }
    }
}
