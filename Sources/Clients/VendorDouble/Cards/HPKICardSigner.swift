package import Foundation
package import ISO7816
package import OpenSSL

/// Signs with a key of an HPKI card in a reader, whatever carries the commands there: a document (local signing), or the
/// challenge of a service.
///
/// It knows cards by what is public: applications are found by their RID, and what is where by EF.OD.
package struct HPKICardSigner: Sendable {
    package enum Key: Hashable, Sendable {
        /// 電子署名用
        case signature
        /// 電子認証用
        case authentication
    }

    private static let rid: [UInt8] = [0xE8, 0x28, 0xBD, 0x08, 0x0F]
    /// Applications for authentication: of 日本医師会's card, and of the JAHIS guideline's example (hpki-card.md, section 2).
    private static let authentication = [
        rid + [0xA0, 0x00, 0x00, 0x03, 0x91, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02], rid + [0x00, 0x02],
    ]

    private let key: Key
    private let use: CardUse
    private let holder: RegisteredPerson?

    /// - Parameters:
    ///   - key: with which it signs. Whether the certificate of that for authentication is still good, the service says.
    ///   - reader: by its place in the list, from 0; nil for the only reader with an HPKI card.
    ///   - holder: the person at the screen; nil for anybody's card. Another's card gets no PIN.
    ///   - mayUseLastTry: whether the person has agreed to it; otherwise it ends with a warning.
    ///   - askPIN: asked with the tries that are left; nil cancels.
    package init(
        _ terminals: any CardTerminals,
        key: Key = .signature,
        reader: Int? = nil,
        holder: RegisteredPerson? = nil,
        mayUseLastTry: Bool = false,
        patience: Patience = .init(),
        askPIN: @escaping @Sendable (Int) async -> String?
    ) {
        self.key = key
        self.holder = holder
        use = CardUse(
            finder: CardFinder(terminals: terminals, reader: reader, patience: patience),
            mayUseLastTry: mayUseLastTry,
            ask: askPIN
        )
    }

    /// - Parameters:
    ///   - digest: SHA-256.
    ///   - instant: at which the card's certificate has to be valid.
    package func sign(digest: [UInt8], at instant: Date) async throws(CardSigningFailure) -> CardSignature {
        try await sign(at: instant) { _ throws(CardSigningFailure) in digest }
    }

    /// - Parameter digest: gives the SHA-256 of what is to be signed, in which the card's certificate may stand. Asked
    ///   before the PIN.
    package func sign(
        at instant: Date,
        digest: (Certificate) throws(CardSigningFailure) -> [UInt8]
    ) async throws(CardSigningFailure) -> CardSignature {
        try await use.sign { session throws(CardSigningFailure) in
            try await select(session)
        } other: { session throws(CardSigningFailure) in
            .noHPKICard(isMyNumber: try await MyNumberCardSigner.isMyNumberCard(session))
        } body: { session, attempt throws(CardSigningFailure) in
            try await sign(at: instant, digest, session, &attempt)
        }
    }

    private func select(_ session: CardSession) async throws(CardSigningFailure) -> Bool {
        // The first application is that for signatures.
        guard key == .authentication else { return try await session.select(application: Self.rid) }
        for name in Self.authentication {
            if try await session.select(application: name) { return true }
        }
        return false
    }

    private func sign(
        at instant: Date,
        _ makeDigest: (Certificate) throws(CardSigningFailure) -> [UInt8],
        _ session: CardSession,
        _ attempt: inout SigningAttempt
    ) async throws(CardSigningFailure) -> CardSignature {
        // The card of 日本医師会 points by FID, the JAHIS profile by SFI.
        let directory = try await session.send(CommandAPDU(0x00, 0xB0, 0x91, 0x00, expectedLength: 256))
        guard directory.status.isSuccess else { throw .refused(directory.status) }
        let isJMA = directory.data.starts(with: [0xA0, 0x06])
        let certificate = try await certificate(isJMA, session)
        let issuer = CardIssuer(of: certificate)
        guard let publicKey = try? certificate.publicKey else { throw .noCertificate(issuer) }
        guard key == .authentication || instant <= certificate.notAfter else {
            throw .expired(certificate.notAfter, issuer)
        }
        if let holder, !holder.owns(certificate) { throw .otherHolder(certificate.holderName) }
        let digest = try makeDigest(certificate)
        try await use.entry(.hpkiPIN, reference: isJMA ? 0x88 : 0x96, issuer: issuer).verify(session, &attempt)
        let answer = try await signature(of: digest, isJMA, publicKey, session)
        guard answer.status.isSuccess else { throw .refused(answer.status) }
        guard publicKey.isValid(signature: answer.data, digest: digest, algorithm: .sha256) else {
            throw .wrongSignature(issuer)
        }
        return CardSignature(certificate: certificate, bytes: answer.data)
    }

    private func signature(
        of digest: [UInt8],
        _ isJMA: Bool,
        _ publicKey: PublicKey,
        _ session: CardSession
    ) async throws(CardSigningFailure) -> ResponseAPDU {
        let info = CardSignature.digestInfo(digest)
        if isJMA {
            try await session.succeed(CommandAPDU(0x00, 0xA4, 0x02, 0x0C, data: [0x00, 0x0C]))
            return try await session.send(CommandAPDU(0x80, 0x2A, 0x00, 0x80, data: info, expectedLength: 256))
        }
        guard case .rsa(let modulus, _) = publicKey.numbers, modulus.count > info.count + 11 else {
            throw .noCertificate(.unknown)
        }
        let filling = [UInt8](repeating: 0xFF, count: modulus.count - 3 - info.count)
        try await session.succeed(CommandAPDU(0x00, 0x22, 0x41, 0xB6, data: [0x81, 0x02, 0x00, 0x17]))
        return try await session.send(
            CommandAPDU(
                0x00,
                0x2A,
                0x9E,
                0x9A,
                data: [0, 1] + filling + [0] + info,
                expectedLength: 65_536,
                isExtended: true
            )
        )
    }

    private func certificate(
        _ isJMA: Bool,
        _ session: CardSession
    ) async throws(CardSigningFailure) -> Certificate {
        if isJMA {
            guard try await session.select(file: 0x0016) else { throw .noCertificate(.unknown) }
        }
        let bytes = try await session.readFile(short: isJMA ? nil : 0x18)
        guard let bytes, let certificate = try? Certificate(derEncoded: bytes) else { throw .noCertificate(.unknown) }
        return certificate
    }
}
