/// A credential of a practitioner, as far as its release depends on it.
package struct LoginCredential: Sendable, Equatable {
    /// [D] The qualifier of every second certificate. It has the form `country_law_type` of the CSC API (section 8.1), but is
    /// the simulator's own: the standard predefines none for Japan.
    package static let qualifier = "jp_hpki_aes"

    package let id: String
    /// Whether its key may be used at this moment.
    package let isEnabled: Bool
    /// How many signatures one authorization may allow.
    package let multisign: Int
    package let qualifier: String

    package init(id: String, isEnabled: Bool, multisign: Int, qualifier: String = LoginCredential.qualifier) {
        self.id = id
        self.isEnabled = isEnabled
        self.multisign = multisign
        self.qualifier = qualifier
    }
}
