package import HealthcarePKI

/// A hospital, clinic or pharmacy (施設).
package struct Facility: Codable, Sendable, Hashable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        case hospital
        case clinic
        case pharmacy
    }

    /// Why the service does not answer a facility.
    package enum StopReason: String, Codable, Sendable, CaseIterable {
        /// It asked for it (利用停止, desk rule CC-10).
        case requested
        /// The yearly charge is not paid (desk rule FEE-1); ends with the payment.
        case unpaid
        /// Closed or merged.
        case closed
    }

    /// An institution code of the facility (保険機関コード).
    package struct Code: Codable, Sendable, Hashable {
        package var code: InstitutionCode
        /// A 仮コード of a facility that is about to open (desk rule CC-6).
        package var isProvisional: Bool

        package init(_ code: InstitutionCode, isProvisional: Bool = false) {
            self.code = code
            self.isProvisional = isProvisional
        }
    }

    /// Who receives the letter (担当者).
    package struct Contact: Codable, Sendable, Hashable {
        package var name: String
        package var kana: String
        package var department: String
        package var email: String

        package init(name: String, kana: String, department: String, email: String) {
            self.name = name
            self.kana = kana
            self.department = department
            self.email = email
        }
    }

    package let id: ID<Facility>
    package var kind: Kind
    package var name: String
    package var kana: String
    /// As it stands in certificates, ASCII.
    package var romanisedName: String
    /// One for each fee schedule at most. Applications go by the medical one where there is one (desk rule CC-3).
    package var codes: [Code]
    /// Codes it had before.
    package var formerCodes: [InstitutionCode] = []
    package var postalCode: String
    package var address: String
    package var telephone: String
    package var contact: Contact
    /// Decides the fee of a hospital (desk rule FEE-1); nil for a pharmacy.
    package var beds: Int?
    /// 利用停止: the service does not answer this facility (desk rules CC-10, FEE-1).
    package var isStopped = false
    /// Nil where it is served, and where the world is older than the distinction.
    package var stopReason: StopReason?

    package init(
        id: ID<Facility>,
        kind: Kind,
        name: String,
        kana: String,
        romanisedName: String,
        codes: [Code],
        postalCode: String,
        address: String,
        telephone: String,
        contact: Contact,
        beds: Int?
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.kana = kana
        self.romanisedName = romanisedName
        self.codes = codes
        self.postalCode = postalCode
        self.address = address
        self.telephone = telephone
        self.contact = contact
        self.beds = beds
    }

    /// The code under which it applies for a client certificate: the medical one, else its first (desk rule CC-3).
    package var mainCode: InstitutionCode? {
        (codes.first { $0.code.feeSchedule == .medical } ?? codes.first)?.code
    }

    /// Which fee schedules a facility of this kind can have a code for.
    var possibleFeeSchedules: Set<InstitutionCode.FeeSchedule> {
        kind == .pharmacy ? [.dispensing] : [.medical, .dental]
    }
}
