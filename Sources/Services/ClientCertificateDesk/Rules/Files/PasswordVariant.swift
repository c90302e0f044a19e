import Foundation

/// How people write a password otherwise than it is.
package enum PasswordVariant: String, CaseIterable, Sendable {
    /// With spaces or line ends around it, as copied.
    case trimmed
    /// With full-width letters or digits.
    case halfWidth = "half-width"
    /// With Caps Lock.
    case swappedCase = "swapped-case"

    /// What was meant; nil where it would be the same.
    package func meant(by typed: String) -> String? {
        let meant: String
        switch self {
        case .trimmed: meant = typed.trimmingCharacters(in: .whitespacesAndNewlines)
        case .halfWidth: meant = typed.precomposedStringWithCompatibilityMapping
        case .swappedCase:
            meant = String(typed.map { $0.isLowercase ? Character($0.uppercased()) : Character($0.lowercased()) })
        }
        return Array(meant.utf8) == Array(typed.utf8) ? nil : meant
    }
}
