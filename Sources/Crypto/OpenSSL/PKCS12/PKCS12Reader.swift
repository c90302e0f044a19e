import COpenSSL

/// Takes a .p12 file apart and says which of the three classes of ``PKCS12ReadError`` a failure belongs to.
struct PKCS12Reader {
    /// A key or a certificate with the attributes of its bag.
    struct Item<Value> {
        let value: Value
        let localKeyID: [UInt8]?
        let friendlyName: String?
    }

    struct Contents {
        var keys: [Item<PrivateKey>] = []
        var certificates: [Item<Certificate>] = []
    }

    /// nil stands for the password that is not there, which PKCS#12 tells from the empty one.
    private let password: String?
    private var contents = Contents()

    static func read(_ der: [UInt8], password: String) throws(PKCS12ReadError) -> Contents {
        let file = try parse(der)
        defer { PKCS12_free(file) }
        var reader = PKCS12Reader(password: try verifyMAC(of: file, password))
        try reader.readSafes(of: file)
        return reader.contents
    }

    private init(password: String?) {
        self.password = password
    }

    static func parse(_ der: [UInt8]) throws(PKCS12ReadError) -> OpaquePointer {
        do {
            var target: OpaquePointer? = try require(
                PKCS12_init_ex(NID_pkcs7_data, LibraryContext.standard.pointer, nil),
                "PKCS12_init_ex"
            )
            return try decoded(
                "d2i_PKCS12",
                der,
                free: { (file: OpaquePointer) in PKCS12_free(file) },
                { d2i_PKCS12(&target, $0, $1) }
            )
        } catch {
            throw .notPKCS12
        }
    }

    /// The MAC is checked before anything is decrypted, so that a wrong password never looks like bad encryption.
    ///
    /// - Returns: the password under which the file is written: an empty one may stand for none.
    private static func verifyMAC(of file: OpaquePointer, _ password: String) throws(PKCS12ReadError) -> String? {
        guard PKCS12_mac_present(file) == 1 else { return password }
        var iterations: UnsafePointer<ASN1_INTEGER>?
        PKCS12_get0_mac(nil, nil, nil, &iterations, file)
        try PKCS12Algorithm.checkIterations(iterations.map { ASN1_INTEGER_get($0) } ?? 1)
        if PKCS12_verify_mac(file, password, Int32(password.utf8.count)) == 1 { return password }
        if password.isEmpty, PKCS12_verify_mac(file, nil, 0) == 1 { return nil }
        let error = OpenSSLError.takingQueue(after: "PKCS12_verify_mac")
        if error.entries.isEmpty { throw .wrongPassword }
        throw error.isUnsupported ? .unsupportedEncryption("MAC") : .notPKCS12
    }

    private mutating func readSafes(of file: OpaquePointer) throws(PKCS12ReadError) {
        guard let safes = PKCS12_unpack_authsafes(file) else { throw .notPKCS12 }
        defer { shim_PKCS7_stack_pop_free(safes) }
        for index in 0..<max(0, shim_PKCS7_stack_count(safes)) {
            guard let safe = shim_PKCS7_stack_get(safes, index) else { throw .notPKCS12 }
            let bags: OpaquePointer?
            switch shim_PKCS7_type(safe) {
            case NID_pkcs7_data:
                bags = PKCS12_unpack_p7data(safe)
                guard bags != nil else { throw .notPKCS12 }
            case NID_pkcs7_encrypted:
                let algorithm = try PKCS12Algorithm(shim_PKCS7_encryption(safe))
                bags = PKCS12_unpack_p7encdata(safe, password, passwordCount)
                guard bags != nil else { throw algorithm.failure() }
            default:
                // Safes for somebody's public key: not for a password.
                continue
            }
            defer { shim_SAFEBAG_stack_pop_free(bags) }
            try readBags(bags, depth: 0)
        }
    }

    private mutating func readBags(_ bags: OpaquePointer?, depth: Int) throws(PKCS12ReadError) {
        guard depth < 8 else { throw .notPKCS12 }
        for index in 0..<max(0, shim_SAFEBAG_stack_count(bags)) {
            guard let bag = shim_SAFEBAG_stack_get(bags, index) else { throw .notPKCS12 }
            switch PKCS12_SAFEBAG_get_nid(bag) {
            case NID_keyBag:
                try addKey(PKCS12_SAFEBAG_get0_p8inf(bag), of: bag)
            case NID_pkcs8ShroudedKeyBag:
                let info = try decryptKey(in: bag)
                defer { PKCS8_PRIV_KEY_INFO_free(info) }
                try addKey(info, of: bag)
            case NID_certBag where PKCS12_SAFEBAG_get_bag_nid(bag) == NID_x509Certificate:
                try addCertificate(in: bag)
            case NID_safeContentsBag:
                try readBags(PKCS12_SAFEBAG_get0_safes(bag), depth: depth + 1)
            default:
                // CRLs and secrets.
                continue
            }
        }
    }

    private func decryptKey(in bag: OpaquePointer) throws(PKCS12ReadError) -> OpaquePointer {
        var parameters: UnsafePointer<X509_ALGOR>?
        guard let shrouded = PKCS12_SAFEBAG_get0_pkcs8(bag) else { throw .notPKCS12 }
        X509_SIG_get0(shrouded, &parameters, nil)
        let algorithm = try PKCS12Algorithm(parameters)
        guard
            let info = PKCS12_decrypt_skey_ex(bag, password, passwordCount, LibraryContext.standard.pointer, nil)
        else { throw algorithm.failure() }
        return info
    }

    private mutating func addKey(_ info: OpaquePointer?, of bag: OpaquePointer) throws(PKCS12ReadError) {
        guard let info, let key = EVP_PKCS82PKEY_ex(info, LibraryContext.standard.pointer, nil),
            let privateKey = try? PrivateKey(owning: key)
        else { throw .notPKCS12 }
        contents.keys.append(item(privateKey, bag))
    }

    private mutating func addCertificate(in bag: OpaquePointer) throws(PKCS12ReadError) {
        guard let parsed = PKCS12_SAFEBAG_get1_cert(bag) else { throw .notPKCS12 }
        defer { X509_free(parsed) }
        // Once more from DER: OpenSSL 3.0 has put this one into its default context.
        guard let der = try? encoded("i2d_X509", { i2d_X509(parsed, $0) }),
            let certificate = try? Certificate(derEncoded: der)
        else { throw .notPKCS12 }
        contents.certificates.append(item(certificate, bag))
    }

    private func item<Value>(_ value: Value, _ bag: OpaquePointer) -> Item<Value> {
        Item(value: value, localKeyID: Self.localKeyID(of: bag), friendlyName: Self.friendlyName(of: bag))
    }

    private static func localKeyID(of bag: OpaquePointer) -> [UInt8]? {
        attribute(NID_localKeyID, V_ASN1_OCTET_STRING, of: bag)
    }

    /// Read here and not with `PKCS12_get_friendlyname`, which loses names that end in a Japanese letter
    /// (OpenSSL 3.0 takes the bytes left in UTF-16 for the room left in UTF-8).
    private static func friendlyName(of bag: OpaquePointer) -> String? {
        guard let units = attribute(NID_friendlyName, V_ASN1_BMPSTRING, of: bag) else { return nil }
        return DERValue(tag: DERTag.bmpString, content: units[...], encoded: []).text
    }

    private static func attribute(_ type: Int32, _ stringType: Int32, of bag: OpaquePointer) -> [UInt8]? {
        guard let attribute = PKCS12_SAFEBAG_get0_attr(bag, type), attribute.pointee.type == stringType,
            let string = attribute.pointee.value.asn1_string
        else { return nil }
        return Array(UnsafeBufferPointer(start: ASN1_STRING_get0_data(string), count: Int(ASN1_STRING_length(string))))
    }

    private var passwordCount: Int32 { Int32(password?.utf8.count ?? 0) }
}
