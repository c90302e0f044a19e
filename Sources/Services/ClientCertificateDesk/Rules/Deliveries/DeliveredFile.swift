import Registry

/// The two files of a download (desk rule DL-5).
package enum DeliveredFile: String, Codable, CodingKeyRepresentable, Sendable, CaseIterable {
    case pkcs12
    case guide

    /// Under this name it is saved.
    package var name: String {
        switch self {
        case .pkcs12: ClientCertificate.fileName
        case .guide: "client-certificate-guide.pdf"
        }
    }

    package var mediaType: String {
        switch self {
        case .pkcs12: "application/x-pkcs12"
        case .guide: "application/pdf"
        }
    }

    /// Exactly one of the names; where extensions are hidden the .p12 is known without it (desk rule CC-1).
    package init?(name: String) {
        guard let file = Self.allCases.first(where: { $0.name == name || $0.shortName == name }) else { return nil }
        self = file
    }

    private var shortName: String? { self == .pkcs12 ? String(name.dropLast(".p12".count)) : nil }
}
