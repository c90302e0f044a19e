/// Why a certificate or a revocation list could not be made.
package enum IssuingError: Error, Sendable, Equatable {
    case unknownAuthority(String)
    case unknownProfile(String)
    case unknownRole(String)
    /// The authority issues no profile of its own accord, and the order names none.
    case noProfile(authority: String)
    /// A field that the profile's subject or an extension needs was not in the order.
    case missingField(String)
    /// The profile demands something that this order lacks, in words.
    case unsuitableOrder(String)
}

extension IssuingError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownAuthority(let label): "there is no authority “\(label)” in the hierarchy"
        case .unknownProfile(let label): "there is no certificate profile “\(label)” in the hierarchy"
        case .unknownRole(let label): "there is no role “\(label)” in the hierarchy"
        case .noProfile(let authority): "“\(authority)” issues no profile by itself: name one"
        case .missingField(let name): "the certificate needs the field “\(name)”"
        case .unsuitableOrder(let reason): reason
        }
    }
}
