/// The last two bytes of every answer (ISO/IEC 7816-4, 5.6).
package struct StatusWord: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    package init(_ rawValue: UInt16) {
        self.init(rawValue: rawValue)
    }

    package var sw1: UInt8 { UInt8(rawValue >> 8) }
    package var sw2: UInt8 { UInt8(truncatingIfNeeded: rawValue) }
    package var bytes: [UInt8] { [sw1, sw2] }

    /// 9000: done.
    package static let success = Self(0x9000)
    /// 6282: the end of the file came before Le bytes.
    package static let endOfFile = Self(0x6282)
    /// 6283: the selected file is deactivated.
    package static let fileDeactivated = Self(0x6283)
    /// 6300: wrong secret, and the card counts no tries.
    package static let verificationFailed = Self(0x6300)
    /// 6700
    package static let wrongLength = Self(0x6700)
    /// 6881
    package static let logicalChannelNotSupported = Self(0x6881)
    /// 6882
    package static let secureMessagingNotSupported = Self(0x6882)
    /// 6883: the last command of a chain was expected.
    package static let lastCommandExpected = Self(0x6883)
    /// 6884
    package static let chainingNotSupported = Self(0x6884)
    /// 6981
    package static let incompatibleFileStructure = Self(0x6981)
    /// 6982: the secret has not been verified.
    package static let securityStatusNotSatisfied = Self(0x6982)
    /// 6983: no try is left.
    package static let authenticationBlocked = Self(0x6983)
    /// 6984: the secret cannot be used.
    package static let referenceDataNotUsable = Self(0x6984)
    /// 6985
    package static let conditionsNotSatisfied = Self(0x6985)
    /// 6986: no file is selected.
    package static let noCurrentFile = Self(0x6986)
    /// 6A80
    package static let wrongData = Self(0x6A80)
    /// 6A81
    package static let functionNotSupported = Self(0x6A81)
    /// 6A82
    package static let fileNotFound = Self(0x6A82)
    /// 6A83
    package static let recordNotFound = Self(0x6A83)
    /// 6A86
    package static let wrongParameters = Self(0x6A86)
    /// 6A88
    package static let referencedDataNotFound = Self(0x6A88)
    /// 6B00: the offset lies outside the file.
    package static let wrongOffset = Self(0x6B00)
    /// 6D00
    package static let instructionNotSupported = Self(0x6D00)
    /// 6E00
    package static let classNotSupported = Self(0x6E00)
    /// 6F00: no reason given.
    package static let noPreciseDiagnosis = Self(0x6F00)

    /// 61xx: more bytes wait for GET RESPONSE; 00 stands for 256 or more.
    package static func moreBytes(_ count: Int) -> Self { Self(0x6100 | UInt16(count > 255 ? 0 : count)) }

    /// 63Cx: `count` tries are left, 0 to 15.
    package static func triesLeft(_ count: Int) -> Self { Self(0x63C0 | UInt16(min(max(count, 0), 15))) }

    /// The tries that a 63Cx states.
    package var triesLeft: Int? { rawValue & 0xFFF0 == 0x63C0 ? Int(rawValue & 0xF) : nil }

    package var isSuccess: Bool { self == .success }
}

extension StatusWord: CustomStringConvertible {
    /// Four hexadecimal digits, as the standard writes it.
    package var description: String {
        let digits = String(rawValue, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}

/// A card's own code refuses a command by throwing the word it answers with.
extension StatusWord: Error {}
