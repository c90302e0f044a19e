/// The certificate that facilities take for the client certificate (desk rule CC-2).
package enum OtherServiceCertificate {
    /// Which one it is, and which one is wanted.
    package static let japanese = """
        これは支払基金等のシステム用の医療機関用電子証明書です。事務局が発行したクライアント証明書\
        (client.hpki-cardless-signature.p12)を使ってください。
        """

    package static let english = """
        This is the certificate for the 支払基金 systems: use the client certificate that the desk has issued.
        """

    static let sentence = "\(japanese) (\(english))"
}
