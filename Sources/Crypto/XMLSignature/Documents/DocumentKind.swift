/// The two kinds of electronic prescription documents.
package enum DocumentKind: String, Hashable, Sendable, CaseIterable {
    /// 処方箋: a doctor or a dentist signs `PrescriptionDocument`.
    case prescription
    /// 調剤: a pharmacist signs `Dispensing`, with the prescription in it.
    case dispensing

    /// The element that holds the signature, which is also the signature's Id.
    package var signElement: String {
        switch self {
        case .prescription: "PrescriptionSign"
        case .dispensing: "DispensingSign"
        }
    }

    /// The id of the signed element.
    package var signedID: String {
        switch self {
        case .prescription: "PrescriptionDocument"
        case .dispensing: "Dispensing"
        }
    }

    /// The qualified names down to ``signElement``.
    var signPath: [String] {
        switch self {
        case .prescription: ["Document", "Prescription", "PrescriptionSign"]
        case .dispensing: ["Document", "DispensingSign"]
        }
    }

    /// hcRole names that may sign it. INFERRED: no read source states the rule.
    package var signerRoles: Set<String> {
        switch self {
        case .prescription: ["Medical Doctor", "Dentist"]
        case .dispensing: ["Pharmacist"]
        }
    }
}
