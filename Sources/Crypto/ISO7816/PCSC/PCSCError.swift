/// What a PC/SC call answers when it does not succeed: the numbers of `pcsclite.h`, whoever says them (the reader bus in
/// this process or libpcsclite).
package struct PCSCError: Error, RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    private init(_ rawValue: UInt32) {
        self.rawValue = rawValue
    }

    package static let internalFailure = Self(0x8010_0001)
    package static let cancelled = Self(0x8010_0002)
    package static let invalidHandle = Self(0x8010_0003)
    package static let invalidParameter = Self(0x8010_0004)
    package static let noMemory = Self(0x8010_0006)
    package static let insufficientBuffer = Self(0x8010_0008)
    package static let unknownReader = Self(0x8010_0009)
    package static let timeout = Self(0x8010_000A)
    package static let sharingViolation = Self(0x8010_000B)
    package static let noSmartcard = Self(0x8010_000C)
    package static let unknownCard = Self(0x8010_000D)
    package static let protocolMismatch = Self(0x8010_000F)
    package static let notReady = Self(0x8010_0010)
    package static let invalidValue = Self(0x8010_0011)
    package static let systemCancelled = Self(0x8010_0012)
    package static let communicationFailure = Self(0x8010_0013)
    package static let unknownFailure = Self(0x8010_0014)
    package static let notTransacted = Self(0x8010_0016)
    package static let readerUnavailable = Self(0x8010_0017)
    package static let noService = Self(0x8010_001D)
    package static let serviceStopped = Self(0x8010_001E)
    package static let unsupportedFeature = Self(0x8010_001F)
    package static let noReadersAvailable = Self(0x8010_002E)
    package static let communicationDataLost = Self(0x8010_002F)
    package static let unsupportedCard = Self(0x8010_0065)
    package static let unresponsiveCard = Self(0x8010_0066)
    package static let unpoweredCard = Self(0x8010_0067)
    package static let resetCard = Self(0x8010_0068)
    package static let removedCard = Self(0x8010_0069)
}
