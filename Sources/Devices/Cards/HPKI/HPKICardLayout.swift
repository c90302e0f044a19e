/// How an HPKI card's files are laid out; hpki-card.md gives two.
package struct HPKICardLayout: Hashable, Sendable {
    package let name: String
    /// Of the application for signatures, then of that for authentication.
    package let aids: [CardKey: [UInt8]]
    /// P2 of `VERIFY`, and pwdReference of the AOD.
    package let passwordReference: UInt8
    package let authId: UInt8
    package let passwordLabel: String
    package let storedLength: Int
    package let keyFID: UInt16
    package let certificateFID: UInt16
    /// AOD, PrKD, CD, in this order.
    package let directoryFIDs: [UInt16]
    /// Whether the directories point by `SFI << 3` instead of by FID.
    package let pointsBySFI: Bool

    /// 5 bytes, of every HPKI application: ISO/IEC 7816-15.
    package static let rid: [UInt8] = [0xE8, 0x28, 0xBD, 0x08, 0x0F]

    /// The card of 日本医師会 as two programs found it (section 2).
    package static let jma = Self(
        name: "jma",
        aids: [
            .signature: rid + [0xA0, 0x00, 0x00, 0x03, 0x91, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01],
            .authentication: rid + [0xA0, 0x00, 0x00, 0x03, 0x91, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02],
        ],
        passwordReference: 0x88,
        authId: 0x08,
        passwordLabel: "PIN",
        storedLength: 0,
        keyFID: 0x000C,
        certificateFID: 0x0016,
        directoryFIDs: [0x0001, 0x0002, 0x0004],
        pointsBySFI: false
    )

    /// The example of the JAHIS guideline, annex B (section 1.1). Decisions: the PIX and the FIDs, which are the issuer's,
    /// and that the cards of MEDIS and 日本薬剤師会, whose layouts are not public, have this one.
    package static let jahis = Self(
        name: "jahis",
        aids: [.signature: rid + [0x00, 0x01], .authentication: rid + [0x00, 0x02]],
        passwordReference: 0x96,
        authId: 0x16,
        passwordLabel: "PIN ",
        storedLength: 16,
        keyFID: 0x0017,
        certificateFID: 0x0018,
        directoryFIDs: [0x0013, 0x0014, 0x0015],
        pointsBySFI: true
    )
}
