/// A secret that a request carries and that has the form of one made here.
struct PresentedSecret: Sendable {
    let value: String
    var digest: SecretDigest { SecretDigest(of: value) }

    init?(_ value: String) {
        guard FreshSecret.hasForm(value) else { return nil }
        self.value = value
    }
}
