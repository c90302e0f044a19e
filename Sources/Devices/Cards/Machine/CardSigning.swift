import ISO7816
import OpenSSL

extension PrivateKey {
    /// Pads a DigestInfo as PKCS#1 v1.5 does (RFC 8017, section 9.2) and signs it: `80 2A 00 80`.
    func signDigestInfo(_ info: [UInt8]) throws(StatusWord) -> [UInt8] {
        let count = try modulusByteCount()
        guard (1...(count - 11)).contains(info.count) else { throw .wrongLength }
        return try raw([0, 1] + [UInt8](repeating: 0xFF, count: count - 3 - info.count) + [0] + info)
    }

    /// Signs a block that its sender has padded: `00 2A 9E 9A`.
    func signPaddedBlock(_ block: [UInt8]) throws(StatusWord) -> [UInt8] {
        guard block.count == (try modulusByteCount()) else { throw .wrongLength }
        // 00 01, at least eight FF, 00.
        guard block.starts(with: [0, 1]), let end = block.dropFirst(2).firstIndex(where: { $0 != 0xFF }),
            end >= 10, block[end] == 0
        else { throw .wrongData }
        return try raw(block)
    }

    private func modulusByteCount() throws(StatusWord) -> Int {
        guard case .rsa(let modulus, _) = publicKey.numbers else { throw .conditionsNotSatisfied }
        return modulus.count
    }

    private func raw(_ block: [UInt8]) throws(StatusWord) -> [UInt8] {
        do { return try rawPrivateOperation(block) } catch { throw .noPreciseDiagnosis }
    }
}
