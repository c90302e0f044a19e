/// In what form a prescription leaves the doctor's screen.
package enum PrescriptionIssue: String, CaseIterable, Sendable {
    case electronic
    /// 紙処方箋: printed, and signed or sealed by hand.
    case paper
    /// 院内処方: dispensed in the house.
    case inHouse = "in-house"

    /// What is not electronic needs no electronic signature: nobody is called for it.
    package var needsSignature: Bool { self == .electronic }
}
