/// A named place in the program at which the fault plan may change what happens.
package struct InjectionPoint: Hashable, Sendable {
    /// Dotted from the whole to the part: `signing.sign-hash.answer`.
    package let name: String
    /// What can go wrong here, for the documentation.
    package let summary: String
    /// The attributes that rules can match here.
    package let attributes: [String]
    /// The effects that this point carries out, with the members of their payloads; nil for any (in tests).
    package let effects: [String: [CommandParameter]]?

    package init(
        _ name: String,
        _ summary: String = "",
        attributes: [String] = [],
        effects: [String: [CommandParameter]]? = nil
    ) {
        self.name = name
        self.summary = summary
        self.attributes = attributes
        self.effects = effects
    }
}
