import COpenSSL

/// An `X509_STORE`: exactly the anchors and lists that were added.
struct CertificateStore: ~Copyable {
    let pointer: OpaquePointer

    init() throws(OpenSSLError) {
        pointer = try require(X509_STORE_new(), "X509_STORE_new")
    }

    deinit {
        X509_STORE_free(pointer)
    }

    func add(anchors: [Certificate]) throws(OpenSSLError) {
        for anchor in anchors { try check(X509_STORE_add_cert(pointer, anchor.pointer), "X509_STORE_add_cert") }
    }

    func add(_ lists: [RevocationList]) throws(OpenSSLError) {
        for list in lists { try check(X509_STORE_add_crl(pointer, list.pointer), "X509_STORE_add_crl") }
    }
}
