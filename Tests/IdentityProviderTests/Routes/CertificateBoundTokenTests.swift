import OpenSSL
import Simulation
import TestSupport
import Testing
import VendorDouble
import WebFront

@testable import IdentityProvider

/// RFC 8705 section 3: tokens that are taken over mutual TLS serve the holder of the certificate only.
@Suite("Certificate-bound tokens", .timeLimit(.minutes(5)))
struct CertificateBoundTokenTests {
    @Test func `a token taken over mutual TLS is bound to the certificate`() async throws {
        try await LoginServer.with { server in
            let code = try await server.code()
            try await server.withMutualTLS { connect in
                let pki = try TLSTestPKI.shared
                let mine = try pki.client(.good)
                let connection = try await connect(mine)
                let tokens = try await server.token(code, over: connection).json
                let access = try #require(tokens["access_token"]?.string)
                let fingerprint = try #require(mine.identity?.chain.first?.fingerprint())
                let grant = try await server.provider.verify(bearer: access, presentedCertificate: fingerprint).get()
                #expect(grant.isBound)
                for other in [nil, [UInt8](repeating: 0, count: 32)] {
                    #expect(
                        await server.provider.verify(bearer: access, presentedCertificate: other)
                            == .failure(.boundToAnotherCertificate)
                    )
                }
                let userInfo = ClientRequest.get(LoginServer.path + "/userinfo").bearer(access)
                #expect(try await connection.send(userInfo).status == 200)
                #expect(try await server.connection.send(userInfo).status == 401)

                // The refresh token of a public client is bound as well (section 7.1).
                let refresh = tokens["refresh_token"]?.string
                let foreign = try await connect(try pki.client(.good))
                for connection in [server.connection, foreign] {
                    let answer = try await server.refresh(refresh, over: connection)
                    #expect(answer.status == 400)
                    #expect(try answer.json["error"] == "invalid_grant")
                }
                let renewed = try await server.refresh(refresh, over: connection).json
                let second = try #require(renewed["access_token"]?.string)
                #expect(
                    try await server.provider.verify(bearer: second, presentedCertificate: fingerprint).get().isBound
                )
                try await foreign.close()
                try await connection.close()
            }
        }
    }

    @Test func `the code itself may come from anywhere, the login page does not`() async throws {
        try await LoginServer.with { server in
            try await server.withMutualTLS { connect in
                let connection = try await connect(try TLSTestPKI.shared.client(.good))
                let page = try await connection.send(.get(LoginServer.path + "/auth"))
                #expect(page.status == 404)
                let metadata = try await connection.send(.get(Paths.openIDConfiguration))
                #expect(metadata.status == 404)
                let revoke = ClientRequest.form("/oauth2/revoke", [("client_id", "vendor"), ("token", "x")])
                #expect(try await connection.send(revoke).status == 400)
                try await connection.close()
            }
        }
    }
}
