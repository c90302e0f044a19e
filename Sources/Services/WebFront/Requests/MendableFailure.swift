/// An error that knows who can mend it, so that every answer can say so.
package protocol MendableFailure: Error {
    /// `facility`, `vendor`, `desk`, …
    var responsibleParty: String { get }
    /// Where the user is to turn, Japanese.
    var advice: String { get }
}
