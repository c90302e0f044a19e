/// Why a person's session is over.
package enum SessionEnd: String, Codable, Sendable {
    /// The 18 hours are over.
    case expired
    /// Ended by command.
    case commanded
    /// Too many sessions at once: the oldest had to go.
    case displaced
}
