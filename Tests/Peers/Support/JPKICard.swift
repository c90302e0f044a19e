import ISO7816
import OpenSSL
import Synchronization

/// As much of a My Number card's JPKI application as OpenSC asks for, so that the readers can be tested with it.
/// Any RSA certificates do.
final class JPKICard: CardInReader {
    static let authenticationPIN = "1234"
    static let signaturePassword = "ABC123"
    private static let application: [UInt8] = [0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01]

    private struct State {
        var isSelected = false
        var file = 0
        var verified: Set<Int> = []
        var tries = [0x0018: 3, 0x001B: 5]
    }

    let atr: [UInt8] = [0x3B, 0x88, 0x80, 0x01, 0, 0, 0x41, 0xE0, 0xB3, 0x81, 0xA1, 0x00, 0x3B]
    private let authentication: PeerPKI.Identity
    private let signature: PeerPKI.Identity
    private let state = Mutex(State())

    init() throws {
        let pki = try PeerPKI.shared.get()
        authentication = try pki.identity(from: "jpa-authentication")
        signature = try pki.identity(from: "jpa-signature")
    }

    /// - Parameter key: OpenSC's id.
    func certificatePEM(of key: String) -> String {
        (key == "01" ? authentication : signature).certificate.pem
    }

    func reset() async {
        state.withLock { state in
            state.isSelected = false
            state.verified = []
        }
    }

    func transmit(_ command: [UInt8]) async throws(CardFailure) -> [UInt8] {
        state.withLock { answer(command, &$0) }
    }

    private func answer(_ command: [UInt8], _ state: inout State) -> [UInt8] {
        let data = command.count > 5 ? Array(command[5..<min(command.count, 5 + Int(command[4]))]) : []
        switch command.prefix(4) {
        case [0x00, 0xA4, 0x04, 0x0C] where data == Self.application:
            state.isSelected = true
            state.verified = []
            return [0x90, 0x00]
        case _ where !state.isSelected: return command.prefix(2) == [0x00, 0xA4] ? [0x6A, 0x82] : [0x6D, 0x00]
        case [0x00, 0xA4, 0x02, 0x0C] where data.count == 2:
            state.file = Int(data[0]) << 8 + Int(data[1])
            return [0x90, 0x00]
        case [0x00, 0x20, 0x00, 0x80]: return verify(data, &state)
        case [0x80, 0x2A, 0x00, 0x80]: return sign(data, state)
        case _ where command.prefix(2) == [0x00, 0xB0] && command.count == 5: return read(command, state)
        default: return [0x6D, 0x00]
        }
    }

    private func verify(_ data: [UInt8], _ state: inout State) -> [UInt8] {
        guard let tries = state.tries[state.file] else { return [0x69, 0x81] }
        if data.isEmpty || tries == 0 { return data.isEmpty ? [0x63, 0xC0 + UInt8(tries)] : [0x69, 0x84] }
        let secret = state.file == 0x0018 ? Self.authenticationPIN : Self.signaturePassword
        let isRight = data == Array(secret.utf8)
        state.tries[state.file] = isRight ? (state.file == 0x0018 ? 3 : 5) : tries - 1
        if isRight { state.verified.insert(state.file) } else { state.verified.remove(state.file) }
        return isRight ? [0x90, 0x00] : [0x63, 0xC0 + UInt8(tries - 1)]
    }

    private func read(_ command: [UInt8], _ state: State) -> [UInt8] {
        let bytes: [UInt8]
        switch state.file {
        case 0x000A: bytes = authentication.certificate.derEncoded
        case 0x0001:
            guard state.verified.contains(0x001B) else { return [0x69, 0x82] }
            bytes = signature.certificate.derEncoded
        case 0x000B: bytes = authentication.authorities[0].derEncoded
        case 0x0002: bytes = signature.authorities[0].derEncoded
        default: return [0x6A, 0x82]
        }
        let (offset, length) = (Int(command[2]) << 8 + Int(command[3]), command[4] == 0 ? 256 : Int(command[4]))
        guard offset < bytes.count else { return [0x6B, 0x00] }
        return Array(bytes[offset..<min(bytes.count, offset + length)]) + [0x90, 0x00]
    }

    /// The card pads the DigestInfo (RFC 8017, section 9.2) and signs.
    private func sign(_ digestInfo: [UInt8], _ state: State) -> [UInt8] {
        let (key, pin) = state.file == 0x0017 ? (authentication.key, 0x0018) : (signature.key, 0x001B)
        guard [0x0017, 0x001A].contains(state.file) else { return [0x69, 0x81] }
        guard state.verified.contains(pin) else { return [0x69, 0x82] }
        let filling = [UInt8](repeating: 0xFF, count: max(8, 253 - digestInfo.count))
        guard let signature = try? key.rawPrivateOperation([0, 1] + filling + [0] + digestInfo) else {
            return [0x67, 0x00]
        }
        return signature + [0x90, 0x00]
    }
}
