/// What `serve` starts with: facilities, people, certificates and cards with fixed ids (FIXTURES.md lists them).
///
/// All of it is made up. Facilities lie in prefecture 99, which does not exist, in postal codes that begin with 000,
/// behind telephone numbers of area 000 and mail addresses below `.test`. Licence numbers begin with 99, far above what
/// the national registers have reached.
package enum DefaultWorld {
    package static let facility: ID<Facility> = "clinic"
    package static let clientCertificate: ID<ClientCertificate> = "client-clinic"
    package static let practitioner: ID<Practitioner> = "doctor"
    package static let credential: ID<Credential> = "second-doctor"
    /// In reader 0.
    package static let hpkiCard: ID<Card> = "hpki-doctor"
    /// In reader 1.
    package static let myNumberCard: ID<Card> = "my-number-doctor"

    /// Those of the default doctor's two cards; new cards have them too, if nothing else is said.
    package static var usualSecrets: [Card.Secret: String] {
        cardRows.filter { [hpkiCard, myNumberCard].contains($0.id) }.reduce(into: [:]) { all, row in
            all.merge(row.secrets) { first, _ in first }
        }
    }
}
