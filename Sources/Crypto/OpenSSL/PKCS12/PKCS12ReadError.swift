/// The three things that can be wrong with a .p12 file: each asks the user for something else.
package enum PKCS12ReadError: Error, Hashable, Sendable {
    /// The file is whole, the password is not its password (or the file was altered: the MAC cannot tell which).
    case wrongPassword
    /// The password may be right, but the file is encrypted in a way that this program cannot undo; the text names it,
    /// such as `RC2-40-CBC`.
    case unsupportedEncryption(String)
    /// Not a PKCS#12 file, a damaged one, or one without a private key and its certificate.
    case notPKCS12
}
