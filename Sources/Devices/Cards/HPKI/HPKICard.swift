package import ISO7816
import OpenSSL

/// An HPKI card: one PIN, and an application each for signatures and for authentication (hpki-card.md).
///
/// It takes both forms of signing, whatever its layout, and every password reference that is known.
package struct HPKICard: CardLogic {
    /// Historical bytes of a contactless HPKI card; the rest is inferred (section 2).
    package static let answerToReset: [UInt8] = [
        0x3B, 0x88, 0x80, 0x01, 0x00, 0x4E, 0x00, 0x00, 0xF7, 0x81, 0xD1, 0x00, 0xE0,
    ]

    package var atr: [UInt8] { Self.answerToReset }

    private static let passwordReferences: [UInt8] = [0x80, 0x88, 0x96]
    /// By `MSE SET`, so that the last byte of a FID is enough.
    private static let signatureTemplate: UInt8 = 0xB6

    private let layout: HPKICardLayout
    private let applications: [HPKIApplication]
    private var files: CardFileSystem
    private var secrets: SecretStore
    /// `MSE SET` has named the key.
    private var isKeySet = false

    /// - Parameters:
    ///   - triesLeft: of 15.
    ///   - blockedStatus: 6983 (default), 6984 or 63C0: that of real cards is unknown.
    ///   - masterValues: taken for the PIN as well.
    package init(
        layout: HPKICardLayout,
        applications: [HPKIApplication],
        pin: String,
        triesLeft: Int = 15,
        blockedStatus: StatusWord = .authenticationBlocked,
        masterValues: Set<[UInt8]> = []
    ) {
        self.layout = layout
        self.applications = applications
        files = CardFileSystem(applications.map { $0.file(layout) })
        secrets = SecretStore(
            [.pin: SecretStore.Entry(pin, tries: 15, triesLeft: triesLeft, length: 4...16)],
            blockedStatus: blockedStatus,
            masterValues: masterValues
        )
    }

    package mutating func reset() {
        files.selectMasterFile()
        forget()
    }

    private mutating func forget() {
        secrets.forgetVerified()
        isKeySet = false
    }

    package mutating func respond(to command: CommandAPDU) throws(StatusWord) -> (ResponseAPDU, [CardEvent]) {
        switch (command.cla, command.ins) {
        case (0x00, 0xA4): return (try select(command), [])
        case (0x00, 0xB0): return (files.readBinary(command) { _ in true }, [])
        case (0x00, 0x20): return try verify(command)
        case (0x00, 0x24): return try change(command)
        case (0x00, 0x22): return (try setKey(command), [])
        case (_, 0x2A): return try sign(command)
        case (0x80, _): throw .classNotSupported
        default: throw .instructionNotSupported
        }
    }

    // MARK: - Files

    private mutating func select(_ command: CommandAPDU) throws(StatusWord) -> ResponseAPDU {
        let wantsInformation = command.p2 & 0x0C != 0x0C
        guard command.p2 & 0xF1 == 0 else { throw .wrongParameters }
        switch command.p1 {
        case 0x04:
            guard files.selectApplication(command.data, next: command.p2 & 0x02 != 0) else { throw .fileNotFound }
            forget()
            return ResponseAPDU(wantsInformation ? files.application?.controlInformation ?? [] : [])
        case 0x00 where command.data.isEmpty || command.data == [0x3F, 0x00]:
            files.selectMasterFile()
            forget()
            return ResponseAPDU()
        case 0x00, 0x02:
            guard command.data.count == 2 else { throw .wrongLength }
            let fid = UInt16(command.data[0]) << 8 | UInt16(command.data[1])
            guard files.selectFile(fid) else { throw .fileNotFound }
            return ResponseAPDU()
        default: throw .wrongParameters
        }
    }

    // MARK: - PIN

    private mutating func verify(_ command: CommandAPDU) throws(StatusWord) -> (ResponseAPDU, [CardEvent]) {
        guard command.p1 == 0 else { throw .wrongParameters }
        try checkReference(command.p2)
        let (status, events) = secrets.verify(.pin, command.data)
        return (ResponseAPDU(status), events)
    }

    private mutating func change(_ command: CommandAPDU) throws(StatusWord) -> (ResponseAPDU, [CardEvent]) {
        guard command.p1 <= 1 else { throw .wrongParameters }
        try checkReference(command.p2)
        let (status, events) =
            command.p1 == 0
            ? secrets.change(.pin, oldAndNew: command.data) : secrets.change(.pin, to: command.data)
        return (ResponseAPDU(status), events)
    }

    private func checkReference(_ reference: UInt8) throws(StatusWord) {
        guard files.application != nil, Self.passwordReferences.contains(reference) else {
            throw .referencedDataNotFound
        }
    }

    // MARK: - Signing

    /// `00 22 41 B6`, `81` or `84`, the key's FID or its last byte.
    private mutating func setKey(_ command: CommandAPDU) throws(StatusWord) -> ResponseAPDU {
        guard command.p1 == 0x41, command.p2 == Self.signatureTemplate else { throw .wrongParameters }
        guard files.application != nil else { throw .conditionsNotSatisfied }
        guard let objects = BERTLV.list(command.data), objects.count == 1, [0x81, 0x84].contains(objects[0].tag) else {
            throw .wrongData
        }
        let fid = [UInt8(layout.keyFID >> 8), UInt8(layout.keyFID & 0xFF)]
        guard [fid, Array(fid.dropFirst())].contains(objects[0].value) else { throw .wrongData }
        isKeySet = true
        return ResponseAPDU()
    }

    private mutating func sign(_ command: CommandAPDU) throws(StatusWord) -> (ResponseAPDU, [CardEvent]) {
        guard let current = files.current, applications.indices.contains(current) else {
            throw .conditionsNotSatisfied
        }
        let application = applications[current]
        let isKeySelected = files.file?.fid == layout.keyFID
        let signature: [UInt8]
        switch (command.cla, command.p1, command.p2) {
        case (0x80, 0x00, 0x80), (0x80, 0x00, 0x97):
            guard isKeySelected || command.p2 != 0x80 else { throw .conditionsNotSatisfied }
            try checkVerified()
            signature = try application.key.signDigestInfo(command.data)
        case (0x00, 0x9E, 0x9A):
            guard isKeySet || isKeySelected else { throw .conditionsNotSatisfied }
            try checkVerified()
            signature = try application.key.signPaddedBlock(command.data)
        default: throw .wrongParameters
        }
        // userConsent 1: the PIN again before the next signature.
        if application.use == .signature { secrets.forgetVerified(.pin) }
        return (ResponseAPDU(signature), [.signed(application.use)])
    }

    private func checkVerified() throws(StatusWord) {
        guard secrets.isVerified(.pin) else { throw .securityStatusNotSatisfied }
    }
}
