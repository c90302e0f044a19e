import COpenSSL

/// How a .p12 file is protected, as far as it can be told without its password.
package struct PKCS12Protection: Hashable, Sendable {
    /// libcrypto's names of the ciphers (or object identifiers), in the order of the file, each once.
    package let ciphers: [String]
    /// Without one, nothing but a failed decryption tells that a password is wrong; many programs refuse such a file.
    package let hasMAC: Bool

    package var usesAES: Bool { ciphers.contains { $0.hasPrefix("AES") } }
    package var usesTripleDES: Bool { ciphers.contains("DES-EDE3-CBC") }

    /// - Throws: ``PKCS12ReadError/notPKCS12`` for a file that is none.
    package init(derEncoded der: [UInt8]) throws(PKCS12ReadError) {
        self = try clearingErrors { () throws(PKCS12ReadError) in
            let file = try PKCS12Reader.parse(der)
            defer { PKCS12_free(file) }
            return PKCS12Protection(
                ciphers: try Self.ciphers(of: file),
                hasMAC: PKCS12_mac_present(file) == 1
            )
        }
    }

    private init(ciphers: [String], hasMAC: Bool) {
        self.ciphers = ciphers
        self.hasMAC = hasMAC
    }

    private static func ciphers(of file: OpaquePointer) throws(PKCS12ReadError) -> [String] {
        guard let safes = PKCS12_unpack_authsafes(file) else { throw .notPKCS12 }
        defer { shim_PKCS7_stack_pop_free(safes) }
        var names: [String] = []
        for index in 0..<max(0, shim_PKCS7_stack_count(safes)) {
            guard let safe = shim_PKCS7_stack_get(safes, index) else { throw .notPKCS12 }
            switch shim_PKCS7_type(safe) {
            case NID_pkcs7_encrypted:
                names.append(try PKCS12Algorithm(shim_PKCS7_encryption(safe)).name)
            case NID_pkcs7_data:
                let bags = PKCS12_unpack_p7data(safe)
                guard bags != nil else { throw .notPKCS12 }
                defer { shim_SAFEBAG_stack_pop_free(bags) }
                names += try ciphers(of: bags)
            default:
                continue
            }
        }
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    /// Of the keys that lie in the open; what is in an encrypted safe is protected by that.
    private static func ciphers(of bags: OpaquePointer?) throws(PKCS12ReadError) -> [String] {
        var names: [String] = []
        for index in 0..<max(0, shim_SAFEBAG_stack_count(bags)) {
            guard let bag = shim_SAFEBAG_stack_get(bags, index) else { throw .notPKCS12 }
            guard PKCS12_SAFEBAG_get_nid(bag) == NID_pkcs8ShroudedKeyBag,
                let shrouded = PKCS12_SAFEBAG_get0_pkcs8(bag)
            else { continue }
            var parameters: UnsafePointer<X509_ALGOR>?
            X509_SIG_get0(shrouded, &parameters, nil)
            names.append(try PKCS12Algorithm(parameters).name)
        }
        return names
    }
}
