import OpenSSL

/// The machine whose certificate store opens a .p12.
package enum CertificateSystem: String, CaseIterable, Sendable {
    case current
    /// Its store knows triple DES and RC2, not AES: it calls even the right password of a file with AES wrong (FIELD-25).
    case oldWindows = "old-windows"

    /// Refuses a file that the store cannot undo. It does not tell that itself, so the file is asked.
    func check(_ file: [UInt8]) throws(PKCS12ReadError) {
        guard self == .oldWindows else { return }
        let cipher = try PKCS12Protection(derEncoded: file).ciphers.first { $0.hasPrefix("AES") }
        if let cipher { throw .unsupportedEncryption(cipher) }
    }
}
