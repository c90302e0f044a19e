import Foundation
package import HealthcarePKI
package import Registry

/// An application as the desk keeps it; nothing of it changes after it is sent (desk rule CC-4).
package struct CheckedApplication: Codable, Sendable, Equatable {
    package enum Warning: String, Codable, Sendable {
        /// A re-application should give its reason in 備考 (desk rule CC-4).
        case reasonMissing
        /// The letter goes to the facility all the same (desk rule DL-3).
        case otherAddress

        package var sentence: String {
            switch self {
            case .reasonMissing: "再申請の理由を備考にご記載ください (say in the remarks why you apply again)"
            case .otherAddress:
                "パスワード通知書は申請した施設の所在地にのみ送付されます (the letter goes to the facility's own address only)"
            }
        }
    }

    package let form: ApplicationForm
    package let code: InstitutionCode
    package let isReapplication: Bool
    package let warnings: [Warning]

    /// Normalises and checks a form.
    ///
    /// - Parameters:
    ///   - facility: the facility that has the code, when the registry knows one.
    ///   - isReapplication: it has a certificate that works, or one is on its way (desk rule CC-3).
    package init(
        _ typed: ApplicationForm,
        facility: Facility?,
        isReapplication: Bool
    ) throws(ApplicationError) {
        for field in ApplicationForm.Field.allCases {
            // Before any normalisation, so that no long text is worked on.
            guard typed[field].count <= field.limit else { throw .tooLong(field, limit: field.limit) }
            guard field == .remarks || !typed[field].unicodeScalars.contains(where: Self.isUnprintable) else {
                throw .controlCharacter(field)
            }
        }
        var form = typed
        form.facilityName = Self.normalise(typed.facilityName)
        form.contactName = Self.normalise(typed.contactName)
        form.email = Self.normalise(typed.email)
        form.address = Self.normalise(typed.address)
        form.proxyApplicant = Self.normalise(typed.proxyApplicant)
        for field in ApplicationForm.Field.allCases where field != .proxyApplicant && field != .remarks {
            guard !form[field].isEmpty else { throw .missing(field) }
        }
        let code: InstitutionCode
        do { code = try InstitutionCode(typed.institutionCode) } catch { throw .code(error) }
        if let facility, let main = facility.mainCode, main != code {
            throw facility.formerCodes.contains(code) ? .formerCode(now: main) : .medicalCodeWanted(main)
        }
        let parts = form.email.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && !$0.contains(" ") }) else { throw .noMailAddress }
        form.institutionCode = code.digits
        var warnings: [Warning] = []
        if isReapplication, Self.normalise(form.remarks).isEmpty { warnings.append(.reasonMissing) }
        if let facility, Self.normalise(facility.address) != form.address { warnings.append(.otherAddress) }
        self.form = form
        self.code = code
        self.isReapplication = isReapplication
        self.warnings = warnings
    }

    /// Controls, and the invisible marks that turn the direction of a line; the variation selectors of names stay.
    private static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
        [.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
    }

    /// Half-width katakana become full-width, full-width letters and digits half-width (NFKC), runs of spaces one space.
    ///
    /// Only the width forms and the ideographic space are folded: NFKC over all would change 﨑 or ㈱ of a name.
    static func normalise(_ text: String) -> String {
        var folded = ""
        var widthForms = ""
        for scalar in text.unicodeScalars {
            if (0xFF01...0xFFEE).contains(scalar.value) {
                widthForms.unicodeScalars.append(scalar)
            } else {
                folded += widthForms.precomposedStringWithCompatibilityMapping
                widthForms = ""
                folded.unicodeScalars.append(scalar == "\u{3000}" ? " " : scalar)
            }
        }
        folded += widthForms.precomposedStringWithCompatibilityMapping
        return folded.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
