/// What brought an event about, written `kind:subject` in the journal.
package struct Cause: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// An HTTP request; the subject is method and path.
        case request
        /// A TLS handshake; the subject is the listener.
        case handshake
        /// A card command; the subject is the reader.
        case apdu
        /// A command by name: from a page, the CLI, the admin API or Swift.
        case command
        /// A step of a scenario.
        case scenario
        /// A domain's own wish to act at an instant; the subject is the domain.
        case due
        /// The program itself: opening, the initial world.
        case program
    }

    package let kind: Kind
    package let subject: String

    package init(_ kind: Kind, _ subject: String = "") {
        self.kind = kind
        self.subject = subject
    }

    package static func request(_ subject: String) -> Cause { Cause(.request, subject) }
    package static func handshake(_ subject: String) -> Cause { Cause(.handshake, subject) }
    package static func apdu(_ subject: String) -> Cause { Cause(.apdu, subject) }
    package static func command(_ subject: String) -> Cause { Cause(.command, subject) }
    package static func scenario(_ subject: String) -> Cause { Cause(.scenario, subject) }
    package static func due(_ subject: String) -> Cause { Cause(.due, subject) }
    package static let program = Cause(.program)
}

extension Cause: CustomStringConvertible {
    package var description: String { subject.isEmpty ? kind.rawValue : "\(kind.rawValue):\(subject)" }

    /// Reads the journal's form back; `nil` for an unknown kind.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let kind = Kind(rawValue: String(parts[0])) else { return nil }
        self.init(kind, parts.count == 2 ? String(parts[1]) : "")
    }
}
