package import Registry

/// Why a delivery's command is refused.
package enum DeliveryError: Error, Sendable, Equatable {
    case exists(ID<Delivery>)
    case unknown(ID<Delivery>)
    /// A link never given out, or replaced by a re-send: both look alike from outside.
    case unknownLink
    /// Ended at its deadline (desk rule DL-6).
    case linkExpired
    case locked
    case linkReused
    /// Without the letter a re-send is of no use: re-creation by a re-application (desk rules DL-6, DL-7).
    case letterNeeded
    /// The password mail's re-send waits for the deadline (desk rule DL-8).
    case deadlineNotPassed

    package var owner: ResponsibleParty {
        switch self {
        case .exists, .unknown, .unknownLink, .linkReused, .letterNeeded, .deadlineNotPassed: .facility
        case .linkExpired, .locked: .desk
        }
    }
}

extension DeliveryError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .exists(let id): "there is a delivery “\(id)” already"
        case .unknown(let id): "there is no delivery “\(id)”"
        case .unknownLink: "このリンクは無効です。最新のメールをご確認ください (no such link: use the one of the latest mail)"
        case .linkExpired: "ダウンロード期限を過ぎました。再送をご依頼ください (the link's deadline has passed: ask for a re-send)"
        case .locked: "ダウンロード用パスワードの誤りが続いたためロックされました。再送をご依頼ください (locked: ask for a re-send)"
        case .linkReused: "a re-send needs a new link and a new download password"
        case .letterNeeded: "パスワード通知書がお手元にない場合は再申請してください (without the letter: apply again)"
        case .deadlineNotPassed: "パスワードのメールの再送は期限後となります (the password is re-sent after the deadline)"
        }
    }
}
