/// The two forms of signatures that are seen in the field.
package enum SignatureForm: String, Hashable, Sendable, CaseIterable {
    /// That of the public samples: prefixes `xs` and `xa`, the document canonicalised inclusively (no transform), base64
    /// in lines of 76, no IssuerSerialV2.
    case sample
    /// That of another public generator: prefixes `ds` and `xades`, exclusive canonicalisation declared for the
    /// document, base64 in one line, IssuerSerialV2, KeyInfo referenced last.
    case otherGenerator

    var prefix: String { self == .sample ? "xs" : "ds" }
    var xadesPrefix: String { self == .sample ? "xa" : "xades" }
    /// Whether base64 is wrapped at 76 columns and ends with a line feed.
    var wrapsBase64: Bool { self == .sample }
}
