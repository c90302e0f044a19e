extension DERReader {
    /// `[number] EXPLICIT Extensions OPTIONAL`; empty where there are none.
    mutating func nextExtensions(_ number: UInt8) throws(DERError) -> [CertificateExtension] {
        guard let wrapper = try nextIfPresent(DERTag.contextConstructed(number)) else { return [] }
        return try CertificateExtension.list(Array(wrapper.content))
    }
}

extension [CertificateExtension] {
    /// `[number] EXPLICIT Extensions OPTIONAL`; nothing at all for none.
    func explicit(_ number: UInt8) -> [UInt8] {
        isEmpty ? [] : DER.explicit(number, DER.sequence(of: map(\.derEncoded)))
    }
}
