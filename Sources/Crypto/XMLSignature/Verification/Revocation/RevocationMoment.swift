import Foundation
import OpenSSL

/// When a revocation makes a certificate bad (the public verifier's rule).
enum RevocationMoment {
    /// One that comes after the base time counts only when its reason speaks against what was signed before too; a
    /// certificate taken off a list is not revoked.
    static func counts(_ date: Date, _ reason: RevocationReason?, at base: Date) -> Bool {
        switch reason ?? .unspecified {
        case .removeFromCRL: false
        case .unspecified, .keyCompromise, .cACompromise, .aACompromise: true
        default: date <= base
        }
    }
}
