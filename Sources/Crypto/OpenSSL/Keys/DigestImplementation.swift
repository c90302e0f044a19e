import COpenSSL

/// One fetched `EVP_MD` of the standard context.
final class DigestImplementation: Sendable {
    static let sha1 = DigestImplementation(.sha1)
    static let sha256 = DigestImplementation(.sha256)
    static let sha384 = DigestImplementation(.sha384)
    static let sha512 = DigestImplementation(.sha512)

    // An EVP_MD is a constant table of functions, shared by all threads.
    nonisolated(unsafe) let pointer: OpaquePointer

    private init(_ algorithm: DigestAlgorithm) {
        guard let method = EVP_MD_fetch(LibraryContext.standard.pointer, algorithm.name, nil) else {
            preconditionFailure("libcrypto's default provider has no \(algorithm.name)")
        }
        pointer = method
    }

    deinit {
        EVP_MD_free(pointer)
    }
}
