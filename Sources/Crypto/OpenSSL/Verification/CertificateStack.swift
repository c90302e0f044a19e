import COpenSSL

/// A `STACK_OF(X509)` that holds a reference to each of its certificates.
struct CertificateStack: ~Copyable {
    let pointer: OpaquePointer

    init() throws(OpenSSLError) {
        pointer = try require(shim_X509_stack_new(), "sk_X509_new_null")
    }

    deinit {
        shim_X509_stack_pop_free(pointer)
    }

    func add(_ certificates: [Certificate]) throws(OpenSSLError) {
        for certificate in certificates {
            guard shim_X509_stack_push(pointer, certificate.pointer) > 0 else {
                throw .takingQueue(after: "sk_X509_push")
            }
            X509_up_ref(certificate.pointer)
        }
    }

    /// The certificates of a stack that somebody else owns.
    static func certificates(_ stack: OpaquePointer?) throws -> [Certificate] {
        try (0..<max(0, shim_X509_stack_count(stack))).map { index in
            let certificate = try require(shim_X509_stack_get(stack, index), "sk_X509_value")
            X509_up_ref(certificate)
            return try Certificate(owning: certificate)
        }
    }
}
