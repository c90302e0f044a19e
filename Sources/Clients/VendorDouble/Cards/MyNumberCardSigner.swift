package import ISO7816
import OpenSSL

/// Signs with one of the two keys of a My Number card (公的個人認証): for a login, or as its holder.
package struct MyNumberCardSigner: Sendable {
    package enum Key: Hashable, Sendable {
        /// 利用者証明用, with the PIN of 4 digits.
        case authentication
        /// 署名用, with the password of 6 to 16.
        case signature
    }

    private static let application: [UInt8] = [0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01]

    private let use: CardUse

    /// - Parameters: as those of ``HPKICardSigner``.
    package init(
        _ terminals: any CardTerminals,
        reader: Int? = nil,
        mayUseLastTry: Bool = false,
        patience: Patience = .init(),
        askSecret: @escaping @Sendable (Int) async -> String?
    ) {
        use = CardUse(
            finder: CardFinder(terminals: terminals, reader: reader, patience: patience),
            mayUseLastTry: mayUseLastTry,
            ask: askSecret
        )
    }

    static func isMyNumberCard(_ session: CardSession) async throws(CardSigningFailure) -> Bool {
        try await session.select(application: application, information: false)
    }

    /// - Parameter digest: SHA-256.
    package func sign(digest: [UInt8], with key: Key) async throws(CardSigningFailure) -> CardSignature {
        try await use.sign { session throws(CardSigningFailure) in
            try await Self.isMyNumberCard(session)
        } other: { _ throws(CardSigningFailure) in
            .noMyNumberCard
        } body: { session, attempt throws(CardSigningFailure) in
            try await sign(digest, key, session, &attempt)
        }
    }

    private func sign(
        _ digest: [UInt8],
        _ key: Key,
        _ session: CardSession,
        _ attempt: inout SigningAttempt
    ) async throws(CardSigningFailure) -> CardSignature {
        let isSignature = key == .signature
        try await select(isSignature ? 0x001B : 0x0018, session)
        let kind: CardSecretKind = isSignature ? .signaturePassword : .authenticationPIN
        try await use.entry(kind, reference: 0x80, issuer: .municipality).verify(session, &attempt)
        // The signature certificate can be read only now.
        guard try await session.select(file: isSignature ? 0x0001 : 0x000A), let bytes = try await session.readFile(),
            let certificate = try? Certificate(derEncoded: bytes), let publicKey = try? certificate.publicKey
        else { throw .noCertificate(.municipality) }
        try await select(isSignature ? 0x001A : 0x0017, session)
        let answer = try await session.send(
            CommandAPDU(0x80, 0x2A, 0x00, 0x80, data: CardSignature.digestInfo(digest), expectedLength: 256)
        )
        guard answer.status.isSuccess else { throw .refused(answer.status) }
        guard publicKey.isValid(signature: answer.data, digest: digest, algorithm: .sha256) else {
            throw .wrongSignature(.municipality)
        }
        return CardSignature(certificate: certificate, bytes: answer.data)
    }

    private func select(_ file: UInt16, _ session: CardSession) async throws(CardSigningFailure) {
        guard try await session.select(file: file) else { throw .refused(.fileNotFound) }
    }
}
