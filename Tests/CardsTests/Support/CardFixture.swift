import Cards
import ISO7816
import OpenSSL

/// Cards with two keys that all tests share, and stand-ins for certificates (DER of the usual size).
enum CardFixture {
    static let keys = Result {
        let signature = try PrivateKey.generate(.rsa(bits: 2048))
        return (signature: signature, authentication: try PrivateKey.generate(.rsa(bits: 2048)))
    }
    static let pin = "1234"

    /// `30 82 LL LL …`, 1000 bytes.
    static func certificate(_ filling: UInt8) -> [UInt8] {
        DER.sequence([UInt8](repeating: filling, count: 996))
    }

    static func hpki(
        _ layout: HPKICardLayout = .jma,
        triesLeft: Int = 15,
        blockedStatus: StatusWord = .authenticationBlocked,
        hasCertificate: Bool = true
    ) throws -> CardMachine {
        let keys = try keys.get()
        let authorities: [UInt8: [UInt8]] = [0x1A: certificate(0x1A), 0x1B: certificate(0x1B)]
        return CardMachine(
            HPKICard(
                layout: layout,
                applications: [
                    HPKIApplication(
                        .signature,
                        key: keys.signature,
                        certificate: hasCertificate ? certificate(1) : nil,
                        authorities: authorities
                    ),
                    HPKIApplication(
                        .authentication,
                        key: keys.authentication,
                        certificate: certificate(2),
                        authorities: authorities
                    ),
                ],
                pin: pin,
                triesLeft: triesLeft,
                blockedStatus: blockedStatus
            )
        )
    }

    static func myNumber(triesLeft: [CardSecret: Int] = [:], consumesPassword: Bool = false) throws -> CardMachine {
        let keys = try keys.get()
        return CardMachine(
            MyNumberCard(
                MyNumberCard.Contents(
                    signatureKey: keys.signature,
                    authenticationKey: keys.authentication,
                    certificates: [
                        0x0001: certificate(1), 0x0002: certificate(2), 0x000A: certificate(0x0A),
                        0x000B: certificate(0x0B),
                    ],
                    person: PersonalData(
                        number: "123456789018",
                        name: "試験 太郎",
                        address: "東京都試験区1-1",
                        birthDate: "19800102",
                        sex: "1"
                    )
                ),
                secrets: MyNumberCard.secrets(
                    [
                        .authenticationPIN: "1234", .signaturePassword: "ABC123", .textPIN: "4321",
                        .verificationNumberA: "123456789018", .verificationNumberB: "55010220301234",
                    ],
                    triesLeft: triesLeft
                ),
                consumesPassword: consumesPassword,
                randomBytes: { [UInt8](repeating: 0x5A, count: $0) }
            )
        )
    }
}

extension CardMachine {
    /// - Parameter hex: with or without spaces.
    mutating func send(_ hex: String, _ more: [UInt8] = []) -> ResponseAPDU { exchange(hex, more).0 }

    mutating func exchange(_ hex: String, _ more: [UInt8] = []) -> (ResponseAPDU, [CardEvent]) {
        respond(to: (Hex.decode(hex.filter { $0 != " " }) ?? []) + more)
    }

    /// The status word as four digits.
    mutating func status(_ hex: String, _ more: [UInt8] = []) -> String { send(hex, more).status.description }
}
