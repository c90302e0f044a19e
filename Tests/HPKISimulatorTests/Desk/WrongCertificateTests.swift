import Foundation
import NIOCore
import NIOOpenSSL
import OpenSSL
import Simulation
import TestSupport
import Testing
import VendorDouble
import WebFront

@testable import HPKISimulator

/// The 医療機関用電子証明書 in place of the client certificate (desk rule CC-2).
@Suite(.timeLimit(.minutes(5))) struct WrongCertificateTests {
    private static let sentence = """
        これは支払基金等のシステム用の医療機関用電子証明書です。事務局が発行したクライアント証明書\
        (client.hpki-cardless-signature.p12)を使ってください。 (This is the certificate for the 支払基金 systems: \
        use the client certificate that the desk has issued.)
        """

    /// The front's answer to the certificate; nil where an alert ended the handshake.
    private func answer(_ simulator: Simulator) async throws -> ClientAnswer? {
        let file = try await simulator.parts.presented.present(.medicalInstitution, cause: .program, trace: TraceID())
        var settings = try VendorSettings(
            readyFile: simulator.readyFile,
            instant: { simulator.parts.simulation.clock.realNow }
        )
        settings.facility = try FacilityFile(
            pkcs12: Array(try Data(contentsOf: URL(filePath: try #require(file.path)))),
            password: try #require(file.password)
        )
        let context = try settings.tlsContext(for: "localhost")
        let port = Vendor.port(simulator.ready.signingURL)
        do {
            let connection = try await ClientConnection.open(host: "127.0.0.1", port: port) { channel in
                try channel.pipeline.syncOperations.addHandler(TLSHandler(session: context.makeSession()))
            }
            return try await connection.send(.json("/csc/v2/info", "{}"))
        } catch let error as TLSError {
            #expect(error.alertReceived == .unknownCA)
            return nil
        }
    }

    private func answer(style: String, _ simulator: Simulator) async throws -> ClientAnswer? {
        let vendor = try await Vendor(simulator)
        #expect(try await vendor.command("front.configure", ["style": .string(style)]).status == 200)
        let answer = try await answer(simulator)
        await simulator.parts.world.front.handshakes.settle()
        let event = try await simulator.parts.simulation.journal.events(types: ["tls.rejected"]).last
        #expect(event?.payload["explanation"]?.string == Self.sentence)
        #expect(event?.payload["style"]?.string == style)
        return answer
    }

    @Test func `is refused with the sentence in every style that has a body, and in the journal for all`() async throws
    {
        try await Vendor.withSimulator { simulator in
            for style in ["alert-openssl", "alert-boringssl"] {
                #expect(try await answer(style: style, simulator) == nil)
            }
            let page = try #require(try await answer(style: "http-400", simulator))
            #expect(page.status == 400)
            #expect(page["Content-Type"] == "text/html; charset=utf-8")
            #expect(
                page.text.contains("<center>The SSL certificate error</center>\r\n<center>\(Self.sentence)</center>")
            )
            let unauthorized = try #require(try await answer(style: "http-401", simulator))
            #expect(unauthorized.refusal == "401 unauthorized: \(Self.sentence)")
            let forbidden = try #require(try await answer(style: "http-403", simulator))
            #expect(forbidden.refusal == "403 client_certificate_of_other_service: \(Self.sentence)")
        }
    }
}
