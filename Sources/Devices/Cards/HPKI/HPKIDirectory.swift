import ISO7816
import OpenSSL

/// The directory files of an HPKI application (ISO/IEC 7816-15, PKCS#15) in DER.
struct HPKIDirectory {
    let layout: HPKICardLayout
    let key: CardKey
    let modulusBits: Int
    /// Whether an authority's certificate is on the card, by SFI (19 to 1B).
    let authorities: Set<UInt8>

    /// Label "HPKI Application", version v2, authRequired and prnGeneration.
    var cardInformation: [UInt8] {
        DER.sequence(
            DER.integer(1),
            DER.implicitPrimitive(0, Array("HPKI Application".utf8)),
            DER.bitString(namedBits: [1, 2])
        )
    }

    var objects: [UInt8] {
        if layout.pointsBySFI {
            return [(UInt8(8), UInt8(0x98)), (0, 0xA0), (4, 0xA8)].flatMap { DER.explicit($0.0, path([$0.1])) }
        }
        // As the real card has it, those it has no use for here included.
        return [(UInt8(0), UInt8(2)), (1, 3), (4, 4), (7, 5), (8, 1)].flatMap { DER.explicit($0.0, path([0, $0.1])) }
    }

    var authenticationObjects: [UInt8] {
        DER.sequence(
            DER.sequence(DER.utf8String(layout.passwordLabel), DER.bitString(namedBits: [1])),
            DER.sequence(DER.octetString([layout.authId])),
            DER.explicit(
                1,
                DER.sequence(
                    // case-sensitive, local, initialized; utf8
                    DER.bitString(namedBits: [0, 1, 4]),
                    DER.enumerated(2),
                    DER.integer(4),
                    DER.integer(layout.storedLength),
                    DER.integer(16),
                    DER.implicitPrimitive(0, [0, layout.passwordReference])
                )
            )
        )
    }

    var privateKeys: [UInt8] {
        let consent = key == .signature ? DER.integer(1) : []
        let usage = key == .signature ? 9 : 2
        return DER.sequence(
            DER.sequence(
                DER.utf8String("Private key of HPKI"),
                DER.bitString(namedBits: [0]),
                DER.octetString([layout.authId]),
                consent
            ),
            DER.sequence(DER.octetString([keyID]), DER.bitString(namedBits: [usage])),
            DER.explicit(1, DER.sequence(pointer(sfi: 0x17, fid: layout.keyFID), DER.integer(modulusBits)))
        )
    }

    var certificates: [UInt8] {
        let entity = certificate(
            "HPKI END ENTITY CERTIFICATE",
            id: keyID,
            isAuthority: false,
            pointer(sfi: 0x18, fid: layout.certificateFID)
        )
        // The spaces are part of the labels.
        let others = [
            (UInt8(0x19), " MHLW CA CERTIFICATE ", true), (0x1A, " HPKI ROOT CA CERTIFICATE", false),
            (0x1B, " HPKI CA CERTIFICATE ", false),
        ]
        return entity
            + others.filter { authorities.contains($0.0) }.flatMap {
                certificate($0.1, id: $0.0, isAuthority: $0.2, pointer(sfi: $0.0, fid: UInt16($0.0)))
            }
    }

    private var keyID: UInt8 { UInt8(truncatingIfNeeded: layout.keyFID) }

    private func certificate(_ label: String, id: UInt8, isAuthority: Bool, _ pointer: [UInt8]) -> [UInt8] {
        DER.sequence(
            DER.sequence(DER.utf8String(label)),
            DER.sequence(DER.octetString([id]), isAuthority ? DER.boolean(true) : []),
            DER.explicit(1, DER.sequence(pointer))
        )
    }

    private func pointer(sfi: UInt8, fid: UInt16) -> [UInt8] {
        path(layout.pointsBySFI ? [sfi << 3] : [UInt8(fid >> 8), UInt8(fid & 0xFF)])
    }

    private func path(_ bytes: [UInt8]) -> [UInt8] { DER.sequence(DER.octetString(bytes)) }
}
