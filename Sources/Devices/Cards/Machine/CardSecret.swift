/// The secrets that cards ask for, by the names of the journal.
package enum CardSecret: String, Hashable, Sendable, CaseIterable {
    case pin
    case authenticationPIN = "authentication-pin"
    case signaturePassword = "signature-password"
    case textPIN = "text-pin"
    /// 照合番号A
    case verificationNumberA = "verification-number-a"
    /// 照合番号B
    case verificationNumberB = "verification-number-b"
}
