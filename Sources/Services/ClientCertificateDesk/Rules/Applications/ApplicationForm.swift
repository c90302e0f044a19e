import HealthcarePKI
package import Registry

/// What a facility, or its vendor for it (代理申請, desk rule DL-9), types into the form.
package struct ApplicationForm: Codable, Sendable, Equatable {
    package enum Field: String, Codable, Sendable, CaseIterable {
        case facilityName = "facility-name"
        case institutionCode = "institution-code"
        case contactName = "contact-name"
        case email
        case address
        case proxyApplicant = "proxy-applicant"
        case remarks

        package var japaneseName: String {
            switch self {
            case .facilityName: "施設名"
            case .institutionCode: "保険機関コード"
            case .contactName: "担当者氏名"
            case .email: "メールアドレス"
            case .address: "住所"
            case .proxyApplicant: "代理申請者"
            case .remarks: "備考"
            }
        }

        /// In characters; a decision of the simulator.
        package var limit: Int {
            switch self {
            case .institutionCode: 32
            case .email: 254
            case .remarks: 1000
            case .facilityName, .contactName, .proxyApplicant: 100
            case .address: 200
            }
        }
    }

    package var facilityName: String
    package var institutionCode: String
    /// 仮コード of a new facility (desk rule CC-6).
    package var codeIsProvisional: Bool
    package var contactName: String
    package var email: String
    package var address: String
    /// Empty when the facility applies itself.
    package var proxyApplicant: String
    package var remarks: String

    package init(
        facilityName: String,
        institutionCode: String,
        codeIsProvisional: Bool = false,
        contactName: String,
        email: String,
        address: String,
        proxyApplicant: String = "",
        remarks: String = ""
    ) {
        self.facilityName = facilityName
        self.institutionCode = institutionCode
        self.codeIsProvisional = codeIsProvisional
        self.contactName = contactName
        self.email = email
        self.address = address
        self.proxyApplicant = proxyApplicant
        self.remarks = remarks
    }

    package subscript(field: Field) -> String {
        get { self[keyPath: field.path] }
        set { self[keyPath: field.path] = newValue }
    }
}

extension ApplicationForm.Field {
    fileprivate var path: WritableKeyPath<ApplicationForm, String> {
        switch self {
        case .facilityName: \.facilityName
        case .institutionCode: \.institutionCode
        case .contactName: \.contactName
        case .email: \.email
        case .address: \.address
        case .proxyApplicant: \.proxyApplicant
        case .remarks: \.remarks
        }
    }
}

extension ApplicationForm {
    /// As a facility fills it in that changes nothing of what the registry knows.
    package init(for facility: Facility, remarks: String = "") {
        self.init(
            facilityName: facility.name,
            institutionCode: facility.mainCode?.digits ?? "",
            codeIsProvisional: facility.codes.first { $0.code == facility.mainCode }?.isProvisional ?? false,
            contactName: facility.contact.name,
            email: facility.contact.email,
            address: facility.address,
            remarks: remarks
        )
    }
}
