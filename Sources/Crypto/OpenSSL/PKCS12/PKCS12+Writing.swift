import COpenSSL

extension PKCS12 {
    /// The file, encrypted under `password` in the given way.
    ///
    /// Nothing is checked: a certificate may be stored with somebody else's key.
    ///
    /// - Throws: ``OpenSSLError``, for `.rc2` also when OpenSSL's legacy provider is not installed.
    package func encoded(password: String, encryption: PKCS12Encryption = .aes256) throws -> [UInt8] {
        // OpenSSL would take the password to end there, in some places only.
        guard !password.utf8.contains(0) else { throw OpenSSLError.refused("writing a .p12 file", "NUL in a password") }
        return try clearingErrors { () throws(OpenSSLError) in
            let context = encryption == .rc2 ? try LibraryContext.legacy.get() : .standard
            let writer = PKCS12Writer(context: context, encryption: encryption, password: password)
            return try writer.write(self)
        }
    }
}
