package import Foundation

/// When an authority publishes its revocation list and how long one list holds.
package struct RevocationSchedule: Sendable, Hashable {
    package enum Publication: Sendable, Hashable {
        /// Once a day, so many seconds after midnight UTC: what is revoked in between shows in the next list.
        case daily(secondsAfterMidnight: Int)
        /// With every change, and once a day at midnight UTC.
        case atOnce
    }

    package let publication: Publication
    /// Until nextUpdate.
    package let days: Int
    let authorityKeyForm: ExtensionRule.AuthorityKeyForm
    /// For a list of revoked authorities: what is appended to the issuer's name in the critical
    /// issuingDistributionPoint. Nil for all other lists.
    let authoritiesOnly: NameRule?

    /// The instant of the list that is current at `instant`.
    ///
    /// - Parameter lastChange: when an entry was last added or taken out; later ones than `instant` do not count.
    package func thisUpdate(at instant: Date, lastChange: Date?) -> Date {
        let seconds = instant.timeIntervalSince1970.rounded(.down)
        switch publication {
        case .daily(let offset):
            let days = ((seconds - Double(offset)) / 86_400).rounded(.down)
            return Date(timeIntervalSince1970: days * 86_400 + Double(offset))
        case .atOnce:
            let midnight = (seconds / 86_400).rounded(.down) * 86_400
            let change = lastChange.map { min($0.timeIntervalSince1970.rounded(.down), seconds) } ?? midnight
            return Date(timeIntervalSince1970: max(midnight, change))
        }
    }
}

extension RevocationSchedule {
    init(_ node: HierarchyNode) throws(HierarchyError) {
        let fields = try node.fields(["daily-at", "at-once", "days", "form", "authorities-only"])
        if let time = fields["daily-at"] {
            publication = .daily(secondsAfterMidnight: try time.secondsAfterMidnight())
        } else if try fields.flag("at-once") {
            publication = .atOnce
        } else {
            throw node.error("needs “daily-at” or “at-once: true”")
        }
        days = Int(truncatingIfNeeded: try fields.required("days").integer())
        authorityKeyForm = try fields.required("form").choice()
        if let name = fields["authorities-only"] { authoritiesOnly = try NameRule(name) } else { authoritiesOnly = nil }
    }
}

extension HierarchyNode {
    /// `18:00:00Z`
    fileprivate func secondsAfterMidnight() throws(HierarchyError) -> Int {
        let text = try text()
        let parts = text.dropLast().split(separator: ":", omittingEmptySubsequences: false).compactMap { Int($0) }
        guard text.hasSuffix("Z"), parts.count == 3, (0..<24).contains(parts[0]), (0..<60).contains(parts[1]),
            (0..<60).contains(parts[2])
        else { throw error("needs a time of day such as 18:00:00Z") }
        return parts[0] * 3600 + parts[1] * 60 + parts[2]
    }
}
