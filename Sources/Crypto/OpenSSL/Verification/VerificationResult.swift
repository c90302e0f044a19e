import COpenSSL

/// What became of a chain.
package struct VerificationResult: Hashable, Sendable {
    /// An `X509_V_…` code of OpenSSL's; 0 when the chain is good.
    package let code: Int32
    /// The code in OpenSSL's words, such as `certificate has expired`.
    package let reason: String
    /// Where in the chain it failed; 0 is the leaf.
    package let depth: Int
    /// The chain as far as it was built, leaf first.
    package let chain: [Certificate]

    package var isValid: Bool { code == X509_V_OK }
}
