@testable import OpenSSL

/// Keys made once for the whole test process: RSA keys take time.
enum TestKeys {
    static let rsa: PrivateKey = make(.rsa(bits: 2048))
    static let otherRSA: PrivateKey = make(.rsa(bits: 2048))
    static let weakRSA: PrivateKey = make(.rsa(bits: 1024))
    static let p256: PrivateKey = make(.ec(.p256))
    static let p384: PrivateKey = make(.ec(.p384))
    static let p521: PrivateKey = make(.ec(.p521))

    static let all: [PrivateKey] = [rsa, weakRSA, p256, p384, p521]

    private static func make(_ kind: KeyKind) -> PrivateKey {
        do {
            return try PrivateKey.generate(kind)
        } catch {
            preconditionFailure("no test key: \(error)")
        }
    }
}
