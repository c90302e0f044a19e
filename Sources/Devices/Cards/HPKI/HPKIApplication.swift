import ISO7816
package import OpenSSL

/// One of the two applications on an HPKI card, with what a personaliser writes into it.
package struct HPKIApplication: Sendable {
    package let use: CardKey
    package let key: PrivateKey
    /// DER; nil for a card whose certificate file is missing.
    package let certificate: [UInt8]?
    /// DER of the authorities' certificates by SFI (19 to 1B).
    package let authorities: [UInt8: [UInt8]]

    package init(_ use: CardKey, key: PrivateKey, certificate: [UInt8]?, authorities: [UInt8: [UInt8]] = [:]) {
        self.use = use
        self.key = key
        self.certificate = certificate
        self.authorities = authorities
    }

    func file(_ layout: HPKICardLayout) -> ApplicationFile {
        let bits = if case .rsa(let modulus, _) = key.publicKey.numbers { modulus.count * 8 } else { 0 }
        let directory = HPKIDirectory(
            layout: layout,
            key: use,
            modulusBits: bits,
            authorities: layout.pointsBySFI ? Set(authorities.keys) : []
        )
        let contents = [directory.authenticationObjects, directory.privateKeys, directory.certificates]
        var files = [
            ElementaryFile(0x5031, sfi: 0x11, .transparent(directory.objects)),
            ElementaryFile(0x5032, sfi: 0x12, .transparent(directory.cardInformation)),
            ElementaryFile(layout.keyFID, sfi: 0x17, .internal),
        ]
        for (index, content) in contents.enumerated() where index < layout.directoryFIDs.count {
            files.append(ElementaryFile(layout.directoryFIDs[index], sfi: 0x13 + UInt8(index), .transparent(content)))
        }
        if layout.pointsBySFI {
            files.append(ElementaryFile(0x0016, sfi: 0x16, .internal))
            files += authorities.sorted { $0.key < $1.key }.map {
                ElementaryFile(UInt16($0.key), sfi: $0.key, .transparent($0.value))
            }
        } else {
            // PuKD and DCOD: named in EF.OD, content unknown.
            files += [ElementaryFile(0x0003, .transparent([])), ElementaryFile(0x0005, .transparent([]))]
        }
        if let certificate {
            files.append(ElementaryFile(layout.certificateFID, sfi: 0x18, .transparent(certificate)))
        }
        return ApplicationFile(aid: layout.aids[use] ?? [], files: files)
    }
}
