extension PCSCError {
    private static let names: [(PCSCError, String)] = [
        (.internalFailure, "SCARD_F_INTERNAL_ERROR"), (.cancelled, "SCARD_E_CANCELLED"),
        (.invalidHandle, "SCARD_E_INVALID_HANDLE"), (.invalidParameter, "SCARD_E_INVALID_PARAMETER"),
        (.noMemory, "SCARD_E_NO_MEMORY"), (.insufficientBuffer, "SCARD_E_INSUFFICIENT_BUFFER"),
        (.unknownReader, "SCARD_E_UNKNOWN_READER"), (.timeout, "SCARD_E_TIMEOUT"),
        (.sharingViolation, "SCARD_E_SHARING_VIOLATION"), (.noSmartcard, "SCARD_E_NO_SMARTCARD"),
        (.unknownCard, "SCARD_E_UNKNOWN_CARD"), (.protocolMismatch, "SCARD_E_PROTO_MISMATCH"),
        (.notReady, "SCARD_E_NOT_READY"), (.invalidValue, "SCARD_E_INVALID_VALUE"),
        (.systemCancelled, "SCARD_E_SYSTEM_CANCELLED"), (.communicationFailure, "SCARD_F_COMM_ERROR"),
        (.unknownFailure, "SCARD_F_UNKNOWN_ERROR"), (.notTransacted, "SCARD_E_NOT_TRANSACTED"),
        (.readerUnavailable, "SCARD_E_READER_UNAVAILABLE"), (.noService, "SCARD_E_NO_SERVICE"),
        (.serviceStopped, "SCARD_E_SERVICE_STOPPED"), (.unsupportedFeature, "SCARD_E_UNSUPPORTED_FEATURE"),
        (.noReadersAvailable, "SCARD_E_NO_READERS_AVAILABLE"),
        (.communicationDataLost, "SCARD_E_COMM_DATA_LOST"), (.unsupportedCard, "SCARD_W_UNSUPPORTED_CARD"),
        (.unresponsiveCard, "SCARD_W_UNRESPONSIVE_CARD"), (.unpoweredCard, "SCARD_W_UNPOWERED_CARD"),
        (.resetCard, "SCARD_W_RESET_CARD"), (.removedCard, "SCARD_W_REMOVED_CARD"),
    ]

    package static var allNames: [String] { names.map(\.1) }

    /// As `winscard.h` calls it; nil for a number that nobody has named.
    package var name: String? { Self.names.first { $0.0 == self }?.1 }

    /// - Parameter name: with or without the beginning `SCARD_x_`: `SCARD_E_SHARING_VIOLATION`, `SHARING_VIOLATION`.
    package init?(name: String) {
        guard let found = Self.names.first(where: { $0.1 == name || $0.1.dropFirst("SCARD_E_".count) == name }) else {
            return nil
        }
        self = found.0
    }
}

extension PCSCError: CustomStringConvertible {
    /// `SCARD_W_REMOVED_CARD (0x80100069)`
    package var description: String {
        let digits = String(rawValue, radix: 16, uppercase: true)
        let number = "0x" + String(repeating: "0", count: 8 - digits.count) + digits
        return name.map { "\($0) (\(number))" } ?? number
    }
}
