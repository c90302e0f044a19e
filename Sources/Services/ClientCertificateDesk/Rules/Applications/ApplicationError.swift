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
    case noMailAddress
    /// What is sent cannot be changed: 再申請 (desk rule CC-4).
    case sentAlready(ID<Application>)
    case unknown(ID<Application>)
    /// No certificate before the approval.
    case notApproved(ID<Application>)

    package var owner: ResponsibleParty {
        if case .notApproved = self { .desk } else { .facility }
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
        case .code(let error): "保険機関コードが正しくありません (\(error))"
        case .medicalCodeWanted(let code):
            "医科と歯科のある施設は医科のコード\(code)で申請してください (apply with the medical code \(code))"
        case .noMailAddress: "メールアドレスを確認してください (the mail address needs the shape name@host)"
        case .sentAlready(let id):
            "送信した申請は変更できません。再申請してください (“\(id)” is sent and cannot be changed: apply again)"
        case .unknown(let id): "there is no application “\(id)”"
        case .notApproved(let id): "申請は審査中です (“\(id)” is not approved yet)"
        }
    }
}
