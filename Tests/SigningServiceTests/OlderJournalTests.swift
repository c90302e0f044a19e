import Foundation
import Simulation
import Testing

@testable import SigningService

/// Events as the first version wrote them: state directories outlive versions.
struct OlderJournalTests {
    @Test func `an authorization of before there were transactions is unspent`() throws {
        let payload = """
            {"credentialID":"second-doctor","digest":"sha256","expiresAt":"2026-11-24T02:48:44.655Z",\
            "facilityCertificate":"e032","hashes":["ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs="],\
            "numSignatures":1,"practitionerID":"doctor"}
            """
        let authorization = try JSONValue.parse(payload).decode(Authorization.self)
        #expect(authorization.credentialID == "second-doctor")
        #expect(authorization.numSignatures == 1)
        #expect(!authorization.isSpent)
        #expect(try JSONValue(encoding: authorization) == JSONValue.parse(payload))
    }
}
