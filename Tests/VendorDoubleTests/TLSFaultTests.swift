import NIOOpenSSL
import OpenSSL
import Testing

@testable import VendorDouble

/// What the user reads when the client refuses the server.
struct TLSFaultTests {
    @Test(arguments: [
        (TLSAlert.certificateRevoked, "接続先の証明書は失効しています。安全のため、接続しません。お使いのシステムのベンダーにご連絡ください。"),
        (.badCertificateStatusResponse, "接続先の証明書が失効していないことを確認できません。お使いのシステムのベンダーにご連絡ください。"),
        (.certificateExpired, "接続先の証明書の期限が切れているか、この端末の時計がずれています。お使いのシステムのベンダーにご連絡ください。"),
        (.unknownCA, "接続先を確認できません。お使いのシステムのベンダーにご連絡ください。"),
        (.badCertificate, "接続先を確認できません。お使いのシステムのベンダーにご連絡ください。"),
    ])
    func `names what is wrong with the server, and who can help`(alert: TLSAlert, sentence: String) {
        #expect(TLSFault(.handshake, alert, .sent).japanese == sentence)
        // The same alert from the server speaks of the client's certificate.
        #expect(TLSFault(.handshake, alert, .received).japanese == nil)
    }

    /// The client's patience with a handshake is shorter than with an answer: that is no failure of TLS.
    @Test func `a handshake that never ends is a deadline like any other`() {
        #expect(VendorFailure.Cause(TLSError(.handshakeTimedOut)) == .deadlineExceeded)
        #expect(VendorFailure.Cause(TLSError(.handshakeFailed)) == .tls(TLSFault(.handshake)))
    }
}
