package import ISO7816
package import OpenSSL

/// A My Number card: the JPKI application and the text application (my-number-card.md); nothing else is on it.
package struct MyNumberCard: CardLogic {
    /// What a personaliser writes; certificates are DER.
    package struct Contents: Sendable {
        package let signatureKey: PrivateKey
        package let authenticationKey: PrivateKey
        /// FIDs 0001, 0002, 000A, 000B; one that lacks is missing on the card.
        package let certificates: [UInt16: [UInt8]]
        package let person: PersonalData

        package init(
            signatureKey: PrivateKey,
            authenticationKey: PrivateKey,
            certificates: [UInt16: [UInt8]],
            person: PersonalData
        ) {
            self.signatureKey = signatureKey
            self.authenticationKey = authenticationKey
            self.certificates = certificates
            self.person = person
        }
    }

    package static let jpki: [UInt8] = [0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01]
    package static let text: [UInt8] = [0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08]

    package var atr: [UInt8] { Self.answerToReset }
    package static let answerToReset: [UInt8] = [
        0x3B, 0x88, 0x80, 0x01, 0x00, 0x00, 0x41, 0xE0, 0xB3, 0x81, 0xA1, 0x00, 0x3B,
    ]

    private let contents: Contents
    /// Whether one signature uses the password up: unknown of real cards.
    private let consumesPassword: Bool
    private let randomBytes: @Sendable (Int) -> [UInt8]
    private var files: CardFileSystem
    private var secrets: SecretStore

    /// - Parameters:
    ///   - secrets: ``CardSecret/authenticationPIN``, ``CardSecret/signaturePassword`` and ``CardSecret/textPIN``; the
    ///     real card answers 6984 when one is blocked.
    package init(
        _ contents: Contents,
        secrets: SecretStore,
        consumesPassword: Bool = false,
        randomBytes: @escaping @Sendable (Int) -> [UInt8] = { SecureRandom.bytes($0) }
    ) {
        self.contents = contents
        self.secrets = secrets
        self.consumesPassword = consumesPassword
        self.randomBytes = randomBytes
        files = CardFileSystem([
            ApplicationFile(aid: Self.jpki, files: Self.jpkiFiles(contents)),
            ApplicationFile(
                aid: Self.text,
                files: [
                    Self.file(0x0001, contents.person.numberFile), Self.file(0x0002, contents.person.attributesFile),
                    Self.file(0x0011, nil), Self.file(0x0014, nil), Self.file(0x0015, nil),
                ]
            ),
        ])
    }

    /// [D] How often 照合番号 may be wrong on a real card is not public.
    package static let verificationNumberTries = 10

    /// The secrets of a card by their values; one without a value cannot be verified.
    package static func secrets(
        _ values: [CardSecret: String],
        triesLeft: [CardSecret: Int] = [:],
        blockedStatus: StatusWord = .referenceDataNotUsable,
        masterValues: Set<[UInt8]> = []
    ) -> SecretStore {
        let rules: [(CardSecret, tries: Int, length: ClosedRange<Int>)] = [
            (.authenticationPIN, 3, 4...4), (.signaturePassword, 5, 6...16), (.textPIN, 3, 4...4),
            (.verificationNumberA, verificationNumberTries, 12...12),
            (.verificationNumberB, verificationNumberTries, 14...14),
        ]
        var entries: [CardSecret: SecretStore.Entry] = [:]
        for (secret, tries, length) in rules {
            entries[secret] = values[secret].map {
                SecretStore.Entry($0, tries: tries, triesLeft: triesLeft[secret], length: length)
            }
        }
        return SecretStore(entries, blockedStatus: blockedStatus, masterValues: masterValues)
    }

    private static func jpkiFiles(_ contents: Contents) -> [ElementaryFile] {
        let availability: [UInt8] = [0x8F, 0x8F, 0x00]
        let certificates = contents.certificates.sorted { $0.key < $1.key }.map { file($0.key, $0.value) }
        return certificates + [file(0x0006, TokenInformation.bytes), file(0x0008, availability)]
            + [0x0017, 0x0018, 0x001A, 0x001B].map { file($0, nil) }
    }

    /// The short identifier is the low five bits of the FID.
    private static func file(_ fid: UInt16, _ content: [UInt8]?) -> ElementaryFile {
        ElementaryFile(fid, sfi: UInt8(fid & 0x1F), content.map(ElementaryFile.Content.transparent) ?? .internal)
    }

    package mutating func reset() {
        files.selectMasterFile()
        secrets.forgetVerified()
    }

    package mutating func respond(to command: CommandAPDU) throws(StatusWord) -> (ResponseAPDU, [CardEvent]) {
        switch (command.cla, command.ins) {
        case (0x00, 0xA4): return (try select(command), [])
        case (0x00, 0xB0): return (read(command), [])
        case (0x00, 0x20): return try verify(command)
        case (0x00, 0x24): return try change(command)
        case (0x80, 0x2A): return try sign(command)
        case (0x00, 0x84):
            guard command.p1 == 0, command.p2 == 0 else { throw .wrongParameters }
            guard let count = command.expectedLength, count <= 256 else { throw .wrongLength }
            return (ResponseAPDU(randomBytes(count)), [])
        default: throw .instructionNotSupported
        }
    }

    // MARK: - Files

    private var isJPKI: Bool { files.application?.aid == Self.jpki }

    private mutating func select(_ command: CommandAPDU) throws(StatusWord) -> ResponseAPDU {
        switch (command.p1, command.p2) {
        case (0x04, 0x00), (0x04, 0x0C), (0x04, 0x02):
            guard files.selectApplication(command.data, next: command.p2 == 0x02) else { throw .fileNotFound }
            secrets.forgetVerified()
            return ResponseAPDU(command.p2 == 0x0C ? [] : files.application?.controlInformation ?? [])
        case (0x02, 0x00), (0x02, 0x0C):
            guard command.data.count == 2 else { throw .wrongLength }
            guard files.selectFile(UInt16(command.data[0]) << 8 | UInt16(command.data[1])) else { throw .fileNotFound }
            return ResponseAPDU()
        case (0x00, 0x00) where command.data.isEmpty:
            // Selects nothing, and is refused after a reset.
            guard files.application != nil else { throw .wrongParameters }
            return ResponseAPDU()
        case (0x00, _) where command.data == [0x3F, 0x00]: throw .fileNotFound
        default: throw .wrongParameters
        }
    }

    private mutating func read(_ command: CommandAPDU) -> ResponseAPDU {
        let (isJPKI, secrets) = (isJPKI, secrets)
        return files.readBinary(command) { file in
            if isJPKI { return file.fid != 0x0001 || secrets.isVerified(.signaturePassword) }
            // Inferred: 照合番号A opens what the PIN opens, B all but the number itself.
            return secrets.isVerified(.textPIN) || secrets.isVerified(.verificationNumberA)
                || (file.fid == 0x0002 && secrets.isVerified(.verificationNumberB))
        }
    }

    // MARK: - Secrets

    private mutating func verify(_ command: CommandAPDU) throws(StatusWord) -> (ResponseAPDU, [CardEvent]) {
        guard command.p1 == 0 else { throw .wrongParameters }
        let (status, events) = secrets.verify(try secret(command.p2), command.data)
        return (ResponseAPDU(status), events)
    }

    private mutating func change(_ command: CommandAPDU) throws(StatusWord) -> (ResponseAPDU, [CardEvent]) {
        guard command.p1 == 0x01 else { throw .wrongParameters }
        let secret = try secret(command.p2)
        // They are printed on the card.
        guard ![.verificationNumberA, .verificationNumberB].contains(secret) else { throw .conditionsNotSatisfied }
        let (status, events) = secrets.change(secret, to: command.data)
        return (ResponseAPDU(status), events)
    }

    /// The secret in the current file (P2 80), or in that of a short identifier.
    private mutating func secret(_ reference: UInt8) throws(StatusWord) -> CardSecret {
        try selectReferenced(reference)
        switch (isJPKI, files.file?.fid) {
        case (true, 0x0018): return .authenticationPIN
        case (true, 0x001B): return .signaturePassword
        case (false, 0x0011): return .textPIN
        case (false, 0x0014): return .verificationNumberA
        case (false, 0x0015): return .verificationNumberB
        case (_, nil): throw .noCurrentFile
        default: throw .incompatibleFileStructure
        }
    }

    private mutating func selectReferenced(_ reference: UInt8) throws(StatusWord) {
        guard reference & 0xE0 == 0x80 else { throw .wrongParameters }
        guard reference != 0x80 else { return }
        guard files.selectFile(shortReference: reference) else { throw .referencedDataNotFound }
    }

    // MARK: - Signing

    private mutating func sign(_ command: CommandAPDU) throws(StatusWord) -> (ResponseAPDU, [CardEvent]) {
        // P1 01 to 05 were found by probing one card; clients use 00.
        guard command.p1 == 0 else { throw .wrongParameters }
        try selectReferenced(command.p2)
        let use: CardKey
        switch (isJPKI, files.file?.fid) {
        case (true, 0x0017): use = .authentication
        case (true, 0x001A): use = .signature
        case (_, nil): throw .noCurrentFile
        default: throw .incompatibleFileStructure
        }
        let secret = use == .signature ? CardSecret.signaturePassword : .authenticationPIN
        guard secrets.isVerified(secret) else { throw .securityStatusNotSatisfied }
        let key = use == .signature ? contents.signatureKey : contents.authenticationKey
        let signature = try key.signDigestInfo(command.data)
        if use == .signature, consumesPassword { secrets.forgetVerified(secret) }
        return (ResponseAPDU(signature), [.signed(use)])
    }
}
