import Foundation
import OpenSSL
import TestSupport
import Testing
import VendorDouble

/// What the application is told about its surroundings, and what it says when that makes no sense.
@Suite(.timeLimit(.minutes(5))) struct SettingsTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func ready(_ change: (inout [String: String]) -> Void = { _ in }) throws -> URL {
        var members = [
            "signing_url": "https://localhost:1", "issuer": "http://localhost:2",
            "ca_file": try directory.write(try FakeSigner.shared.get().certificate.pem, to: "ca.pem"),
            "client_id": "c", "redirect_uri": "http://127.0.0.1:3000/callback", "practitioner": "doctor",
        ]
        change(&members)
        try directory.write(try JSONEncoder().encode(members), to: "ready.json")
        return directory.url.appending(path: "ready.json")
    }

    private func failure(_ readyFile: URL) -> String? {
        let failure = #expect(throws: VendorFailure.self) {
            try VendorSettings(readyFile: readyFile, instant: { Date() })
        }
        return failure?.description
    }

    @Test func `is read from a ready file`() throws {
        let settings = try VendorSettings(readyFile: try ready(), instant: { Date() })
        #expect(settings.signingURL == "https://localhost:1" && settings.issuer == "http://localhost:2")
        #expect(settings.trustAnchors.count == 1 && settings.facility == nil)
    }

    @Test func `names what is missing`() throws {
        #expect(failure(try ready { $0["issuer"] = nil }) == "read issuer: it is not given")
        #expect(
            failure(try ready { $0["ca_file"] = directory.path("ready.json") })?.hasPrefix("read ca_file: ") == true
        )
        let absent = directory.path("absent")
        #expect(failure(try ready { $0["pkcs12"] = absent })?.hasPrefix("read \(absent): ") == true)
        #expect(failure(directory.url.appending(path: "none.json"))?.contains("no ready file") == true)
    }

    @Test(arguments: ["", "localhost:8443", "ftp://localhost/", "https://", "http://[::1"])
    func `takes no URL that is none`(url: String) async throws {
        try await FakeService.with {
            $0.signingURL = url
        } body: { _, client in
            let cause = await cause { _ = try await client.service() }
            guard case .settings = cause else {
                Issue.record("\(String(describing: cause))")
                return
            }
        }
    }
}
