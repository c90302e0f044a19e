import ISO7816

/// What OpenSC asks a reader for at every start (section 3.2).
extension ResourceManager {
    /// `CM_IOCTL_GET_FEATURE_REQUEST` (PC/SC part 10, section 2.2).
    private static let featureRequest: UInt32 = 0x4200_0D48
    /// Our own number behind FEATURE_GET_TLV_PROPERTIES.
    private static let propertiesRequest: UInt32 = 0x4233_0012
    /// FEATURE_GET_TLV_PROPERTIES, 4 bytes, its control code big-endian.
    private static let features: [UInt8] = [0x12, 0x04, 0x42, 0x33, 0x00, 0x12]
    /// dwMaxAPDUDataSize 65536, little-endian.
    private static let properties: [UInt8] = [0x0A, 0x04, 0x00, 0x00, 0x01, 0x00]

    private enum Attribute {
        static let vendorName: UInt32 = 0x10100
        static let vendorVersion: UInt32 = 0x10102
        static let answerToReset: UInt32 = 0x90303
        static let friendlyName: UInt32 = 0x7FFF_0003
        static let systemName: UInt32 = 0x7FFF_0004
    }

    func control(_ handle: Int32, _ index: Int, _ code: UInt32) -> ReaderAnswer {
        if readers[index].isLocked(against: handle) { return .failed(.sharingViolation) }
        guard readers[index].isResponsive else { return .failed(.readerUnavailable) }
        return switch code {
        case Self.featureRequest: .data(Self.features)
        case Self.propertiesRequest: .data(Self.properties)
        default: .failed(.unsupportedFeature)
        }
    }

    func attribute(_ handle: Int32, _ index: Int, _ id: UInt32) -> ReaderAnswer {
        if let refusal = usable(handle, index) { return refusal }
        let reader = readers[index]
        switch id {
        case Attribute.vendorName: return .data(Array("hpki-sim".utf8))
        // 0xMMmmbbbb: major, minor, build.
        case Attribute.vendorVersion: return .data([0, 0, 0, 1])
        case Attribute.answerToReset: return reader.card == nil ? .failed(.noSmartcard) : .data(reader.atr)
        case Attribute.friendlyName, Attribute.systemName: return .data(Array(reader.description.name.utf8) + [0])
        default: return .failed(.unsupportedFeature)
        }
    }
}
