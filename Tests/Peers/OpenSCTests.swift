import Foundation
import ISO7816
import PCSC
import TestSupport
import Testing

/// OpenSC with a JPKI card, on our socket and through a real pcscd.
@Suite(.timeLimit(.minutes(5)), .needs(program: "pkcs11-tool"))
struct OpenSCTests {
    private static let module = [
        "/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so", "/usr/lib/aarch64-linux-gnu/opensc-pkcs11.so",
    ].first { FileManager.default.fileExists(atPath: $0) }

    /// Where the programs find the card.
    enum Way: String, CaseIterable, Sendable {
        case socket
        case pcscd

        static var present: [Way] { RealPCSCD.isUnpacked ? allCases : [.socket] }
    }

    private func withCard(
        _ way: Way,
        body: @escaping @Sendable (JPKICard, String) async throws -> Void
    ) async throws {
        let card = try JPKICard()
        try await ServedBus.with { served in
            try served.bus.swap(card, into: ServedBus.reader)
            guard way == .pcscd else { return try await body(card, served.path) }
            try await RealPCSCD.with { service in
                let endpoint = VPCDEndpoint(
                    bus: served.bus,
                    reader: ServedBus.reader,
                    host: "127.0.0.1",
                    port: service.port
                )
                let running = Task { await endpoint.run() }
                defer { running.cancel() }
                try await service.process.waitForOutput(containing: "Card ATR: 3B 88 80 01")
                try await body(card, service.socket)
            }
        }
    }

    /// Has openssl verify the files `signature` and `message` of a folder.
    private func verify(_ folder: TemporaryDirectory, _ certificate: String) async throws {
        let file = try folder.write(certificate, to: "certificate.pem")
        let key = try await ProcessRunner.output(of: "openssl", ["x509", "-in", file, "-noout", "-pubkey"])
        let verdict = try await ProcessRunner.run(
            "openssl",
            [
                "dgst", "-sha256", "-verify", try folder.write(key, to: "key.pem"), "-signature",
                folder.path("signature"), folder.path("message"),
            ]
        )
        #expect(verdict.allText == "Verified OK\n")
    }

    @Test(arguments: Way.present)
    func `opensc-tool and pkcs15-tool bind, list and read`(way: Way) async throws {
        try await withCard(way) { _, socket in
            let name = try await PCSCPeer.run("opensc-tool", ["-n"], on: socket)
            #expect(name.outputText.contains("jpki"), "\(name.allText)")
            let pins = try await PCSCPeer.run("pkcs15-tool", ["--list-pins"], on: socket)
            #expect(pins.outputText.contains("User Authentication PIN"), "\(pins.allText)")
            #expect(pins.outputText.contains("Tries left     : 3"))
            #expect(pins.outputText.contains("Tries left     : 5"))
            let list = try await PCSCPeer.run("pkcs15-tool", ["--list-certificates"], on: socket)
            #expect(list.outputText.contains("ID             : 01"), "\(list.allText)")
            let certificate = try await PCSCPeer.run("pkcs15-tool", ["--read-certificate", "01"], on: socket)
            #expect(certificate.outputText.contains("-----BEGIN CERTIFICATE-----"), "\(certificate.allText)")
        }
    }

    @Test(
        arguments: [(0, "1234", "01"), (1, "ABC123", "02")].flatMap { key in Way.present.map { (key, $0) } }
    )
    func `pkcs11-tool signs, and openssl verifies`(key: (slot: Int, pin: String, id: String), way: Way) async throws {
        let module = try #require(Self.module)
        try await withCard(way) { card, socket in
            let folder = try TemporaryDirectory()
            let message = try folder.write("処方箋", to: "message")
            let signed = try await PCSCPeer.run(
                "pkcs11-tool",
                [
                    "--module", module, "--slot-index", "\(key.slot)", "--login", "--pin", key.pin, "--sign",
                    "--mechanism", "SHA256-RSA-PKCS", "--id", key.id, "--input-file", message, "--output-file",
                    folder.path("signature"),
                ],
                on: socket
            )
            #expect(signed.status == .exited(0), "\(signed.allText)")
            try await verify(folder, card.certificatePEM(of: key.id))
        }
    }

    @Test(arguments: Way.present)
    func `pkcs15-crypt signs a digest`(way: Way) async throws {
        try await withCard(way) { card, socket in
            let folder = try TemporaryDirectory()
            let message = try folder.write("処方箋", to: "message")
            try await ProcessRunner.output(
                of: "openssl",
                ["dgst", "-sha256", "-binary", "-out", folder.path("digest"), message]
            )
            let signed = try await PCSCPeer.run(
                "pkcs15-crypt",
                [
                    "--sign", "--pkcs1", "--sha-256", "--key", "01", "--pin", JPKICard.authenticationPIN, "--raw",
                    "--input", folder.path("digest"), "--output", folder.path("signature"),
                ],
                on: socket
            )
            #expect(signed.status == .exited(0), "\(signed.allText)")
            try await verify(folder, card.certificatePEM(of: "01"))
        }
    }
}
