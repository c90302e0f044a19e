import OpenSSL
import TestSupport
import Testing

/// Every bad client certificate × TLS version × way to refuse, against the whole front.
struct MutualTLSRejectionTests {
    private static let request = "GET /csc/v2/info HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    private let pki: TLSTestPKI

    init() throws {
        pki = try TLSTestPKI.shared
    }

    @Test func `no case is missing`() {
        #expect(RejectionCase.all.count == 17 * 2 * 5)
    }

    @Test(arguments: RejectionCase.all)
    func `our client sees exactly this`(rejection: RejectionCase) async throws {
        let (subject, versions) = (rejection.subject, rejection.version...rejection.version)
        let policy = try pki.policy(subject, style: rejection.style)
        try await MutualTLSTestFront.withRunning(pki.server(policy)) { front in
            let client = try await front.connect(pki.client(subject, versions: versions))
            // A write may fail because the alert is there first: what is read says it all.
            try? await client.send(Self.request)
            switch rejection.expectation {
            case .accepted:
                let answer = String(decoding: try await client.receivedToEnd(), as: UTF8.self)
                #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
                #expect(answer.hasSuffix("\r\n\r\nhello TEST \(subject)"))
            case .alert(let number):
                let error = await #expect(throws: TLSError.self) { _ = try await client.receivedToEnd() }
                #expect(error?.alertReceived?.rawValue == number)
                #expect(error?.code == (rejection.version == .tls13 ? .connectionFailed : .handshakeFailed))
            case .answer(let text):
                #expect(String(decoding: try await client.receivedToEnd(), as: UTF8.self) == text)
            }
            try await client.close()
            #expect(front.peers == ["127.0.0.1"])
            try expectOutcome(front.outcomes, rejection)
        }
    }

    @Test(.needs(program: "openssl"), arguments: RejectionCase.all)
    func `openssl s_client sees the same`(rejection: RejectionCase) async throws {
        let policy = try pki.policy(rejection.subject, style: rejection.style)
        try await MutualTLSTestFront.withRunning(pki.server(policy)) { front in
            let result = try await OpenSSLClient(rejection, pki).run(port: front.port, sending: Self.request)
            switch rejection.expectation {
            case .accepted:
                #expect(result.outputText.hasPrefix("HTTP/1.1 200 OK\r\n"))
                #expect(result.outputText.hasSuffix("\r\n\r\nhello TEST \(rejection.subject)"))
            case .alert(let number):
                #expect(result.errorText.contains("SSL alert number \(number)\n"), "\(result.errorText)")
                #expect(result.outputText == "")
            case .answer(let text):
                #expect(result.outputText == text, "\(result.errorText)")
            }
            #expect(front.peers == ["127.0.0.1"])
            try expectOutcome(front.outcomes, rejection)
        }
    }

    /// What the front itself has noted.
    private func expectOutcome(_ outcomes: [TLSHandshakeOutcome], _ rejection: RejectionCase) throws {
        let outcome = try #require(outcomes.first)
        #expect(outcomes.count == 1)
        #expect(outcome.version == rejection.version)
        #expect(outcome.style == rejection.style)
        if case .alert(let number) = rejection.expectation {
            #expect(outcome.failure?.code == .handshakeFailed)
            #expect(outcome.alertSent?.rawValue == number)
        } else {
            #expect(outcome.failure == nil)
            #expect(outcome.alertSent == nil)
        }
        switch outcome.verdict {
        case .trusted: #expect(!rejection.subject.isRefused)
        case .missing: #expect(rejection.subject == .none)
        case .refused(let failure): #expect(failure.code == rejection.subject.verificationCode)
        case .notJudged: Issue.record("no certificate was asked for")
        }
    }
}
