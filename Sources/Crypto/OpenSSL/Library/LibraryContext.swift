import COpenSSL

/// An `OSSL_LIB_CTX` of our own with exactly the providers that we name.
///
/// Nothing in this module uses OpenSSL's default context, and OpenSSL is started without reading `openssl.cnf`:
/// what stands in a machine's configuration changes nothing here.
final class LibraryContext: Sendable {
    /// Everything runs here: OpenSSL's `default` provider, which is built into libcrypto.
    static let standard: LibraryContext = {
        do {
            return try LibraryContext(providers: ["default"])
        } catch {
            preconditionFailure("libcrypto has no default provider: \(error)")
        }
    }()

    /// The old algorithms as well (RC2-40), only to *write* old PKCS#12 files. The provider is a module file of its own.
    static let legacy: Result<LibraryContext, OpenSSLError> = Result { () throws(OpenSSLError) in
        try LibraryContext(providers: ["default", "legacy"])
    }

    // An OSSL_LIB_CTX is made for use by many threads at once and is never changed after `init`.
    nonisolated(unsafe) let pointer: OpaquePointer
    nonisolated(unsafe) private let providers: [OpaquePointer]

    private init(providers names: [String]) throws(OpenSSLError) {
        // No atexit handler: it would free OpenSSL's tables while other threads still run.
        let options = UInt64(OPENSSL_INIT_NO_LOAD_CONFIG) | UInt64(OPENSSL_INIT_NO_ATEXIT)
        try check(OPENSSL_init_crypto(options, nil), "OPENSSL_init_crypto")
        let context = try require(OSSL_LIB_CTX_new(), "OSSL_LIB_CTX_new")
        var loaded: [OpaquePointer] = []
        for name in names {
            guard let provider = OSSL_PROVIDER_load(context, name) else {
                let error = OpenSSLError.takingQueue(after: "OSSL_PROVIDER_load(\(name))")
                for provider in loaded { OSSL_PROVIDER_unload(provider) }
                OSSL_LIB_CTX_free(context)
                throw error
            }
            loaded.append(provider)
        }
        pointer = context
        providers = loaded
    }

    deinit {
        for provider in providers { OSSL_PROVIDER_unload(provider) }
        OSSL_LIB_CTX_free(pointer)
    }
}
