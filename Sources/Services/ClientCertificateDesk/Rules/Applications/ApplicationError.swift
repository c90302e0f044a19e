package import HealthcarePKI
package import Registry

/// Why an application's command is refused, and who can mend it (desk rule ENQ-1).
package enum ApplicationError: Error, Sendable, Equatable {
    case missing(ApplicationForm.Field)
    case tooLong(ApplicationForm.Field, limit: Int)
    case controlCharacter(ApplicationForm.Field)
    case code(InstitutionCodeError)
    /// A facility with 医科 and 歯科 applies with its 医科 code (desk rule CC-3).
    case medicalCodeWanted(InstitutionCode)
    /// The code was changed (desk rule CC-7).
    case formerCode(now: InstitutionCode)
    case noMailAddress
    /// What is sent cannot be changed: 再申請 (desk rule CC-4).
    case sentAlready(ID<Application>)
    case unknown(ID<Application>)
    /// Only a facility that the registry has can be named by its id.
    case unknownFacility(ID<Facility>)
    /// No application waits for the desk.
    case nothingWaits
    case rejected(ID<Application>, Application.Rejection)
    /// No certificate before the approval.
    case notApproved(ID<Application>)

    package var owner: ResponsibleParty {
        switch self {
        case .notApproved, .rejected(_, .byDesk): .desk
        default: .facility
        }
    }

    /// What is wrong in the form, where it is one field.
    package var field: ApplicationForm.Field? {
        switch self {
        case .missing(let field), .tooLong(let field, _), .controlCharacter(let field): field
        case .code, .medicalCodeWanted, .formerCode: .institutionCode
        case .noMailAddress: .email
        case .sentAlready, .unknown, .unknownFacility, .nothingWaits, .rejected, .notApproved: nil
        }
    }
}

extension ApplicationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missing(let field): "\(field.japaneseName)を入力してください (\(field.rawValue) is empty)"
        case .tooLong(let field, let limit):
            "\(field.japaneseName)は\(limit)文字以内で入力してください (\(field.rawValue) is longer than \(limit) characters)"
        case .controlCharacter(let field):
            "\(field.japaneseName)に使えない文字があります (\(field.rawValue) has a control character)"
        case .code(.wrongCheckDigit(let found, let expected)):
            "保険機関コードの検証番号(末尾)は\(found)ではなく\(expected)です"
                + " (\(InstitutionCodeError.wrongCheckDigit(found: found, expected: expected)))"
        case .formerCode(let now):
            "保険機関コードは変更されています。現在のコード\(now)で申請してください (the code was changed: apply with \(now))"
        case .code(let error): "保険機関コードが正しくありません (\(error))"
        case .medicalCodeWanted(let code):
            "医科と歯科のある施設は医科のコード\(code)で申請してください (apply with the medical code \(code))"
        case .noMailAddress: "メールアドレスを確認してください (the mail address needs the shape name@host)"
        case .sentAlready(let id):
            "送信した申請は変更できません。再申請してください (“\(id)” is sent and cannot be changed: apply again)"
        case .nothingWaits: "審査中の申請はありません (no application waits)"
        case .unknownFacility(let id): "there is no facility “\(id)”"
        case .unknown(let id): "there is no application “\(id)”"
        case .rejected(_, .facilityNotFound):
            "保険機関コードの施設が見つかりません。コードを確認して再申請してください (no facility has this code: check it and apply again)"
        case .rejected(_, .facilityStopped):
            "利用停止中の施設のため発行できません (the service of this facility is stopped)"
        case .rejected(_, .byDesk):
            "申請は承認されませんでした。内容を確認して再申請してください (the application was turned down: apply again)"
        case .notApproved(let id): "申請は審査中です (“\(id)” is not approved yet)"
        }
    }
}
