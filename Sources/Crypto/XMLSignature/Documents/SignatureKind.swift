/// Whose signature it is, by the place it stands at (MediSignVerifier's 署名種別).
package enum SignatureKind: String, Hashable, Sendable {
    case prescription, dispensing, dispensedPrescription, unknown

    /// Prefixes do not count here; the public verifier compares qualified names and takes `xs` only.
    init(path: [String]) {
        switch path {
        case ["Document", "Prescription", "PrescriptionSign", "Signature"]: self = .prescription
        case ["Document", "DispensingSign", "Signature"]: self = .dispensing
        case ["Document", "Dispensing", "ReferencePrescription", "PrescriptionSign", "Signature"]:
            self = .dispensedPrescription
        default: self = .unknown
        }
    }

    package var japanese: String {
        switch self {
        case .prescription: "処方"
        case .dispensing: "調剤"
        case .dispensedPrescription: "調剤内処方"
        case .unknown: "不明"
        }
    }

    /// The kind of document that the signature belongs to; nil for one in no regular place.
    package var documentKind: DocumentKind? {
        switch self {
        case .prescription, .dispensedPrescription: .prescription
        case .dispensing: .dispensing
        case .unknown: nil
        }
    }
}
