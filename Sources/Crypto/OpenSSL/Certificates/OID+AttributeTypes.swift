extension OID {
    /// X.520 and RFC 4519 attribute types of distinguished names.
    package static let commonName: OID = "2.5.4.3"
    package static let serialNumber: OID = "2.5.4.5"
    package static let countryName: OID = "2.5.4.6"
    package static let localityName: OID = "2.5.4.7"
    package static let stateOrProvinceName: OID = "2.5.4.8"
    package static let streetAddress: OID = "2.5.4.9"
    package static let organizationName: OID = "2.5.4.10"
    package static let organizationalUnitName: OID = "2.5.4.11"
    package static let userID: OID = "0.9.2342.19200300.100.1.1"
    package static let domainComponent: OID = "0.9.2342.19200300.100.1.25"

    /// The short name under which an attribute type stands in the string form of a name (RFC 4514, section 3;
    /// RFC 4519, section 2.31 for serialNumber); nil when it has none.
    var attributeName: String? {
        switch self {
        case .commonName: "CN"
        case .serialNumber: "serialNumber"
        case .countryName: "C"
        case .localityName: "L"
        case .stateOrProvinceName: "ST"
        case .streetAddress: "STREET"
        case .organizationName: "O"
        case .organizationalUnitName: "OU"
        case .userID: "UID"
        case .domainComponent: "DC"
        default: nil
        }
    }
}
