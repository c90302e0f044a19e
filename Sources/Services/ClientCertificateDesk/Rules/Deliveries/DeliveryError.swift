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
    /// The variant in which a link is good for once (ISS-04).
    case alreadyDownloaded
    case wrongPassword(remaining: Int)
    /// The facility has never had a certificate of the desk's.
    case nothingDelivered(ID<Facility>)
    /// A .p12 whose certificate works no more is not sent again.
    case certificateEnded(ID<Facility>)
    case unknownFile(String)
    case linkReused
    /// Without the letter a re-send is of no use: re-creation by a re-application (desk rules DL-6, DL-7).
    case letterNeeded
    /// The password mail's re-send waits for the deadline (desk rule DL-8).
    case deadlineNotPassed

    package var owner: ResponsibleParty {
        switch self {
        case .wrongPassword, .nothingDelivered, .certificateEnded, .unknownFile: .facility
        case .exists, .unknown, .unknownLink, .linkReused, .letterNeeded, .deadlineNotPassed: .facility
        case .linkExpired, .locked, .alreadyDownloaded: .desk
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
        case .wrongPassword(let remaining):
            "ダウンロード用パスワードが違います。2通目のメールのパスワードを入力してください(残り\(remaining)回) (wrong download password: use the"
                + " one of the second mail, not the letter's; \(remaining) tries left)"
        case .nothingDelivered(let id): "発行済みのクライアント証明書がありません。申請してください (nothing was issued to “\(id)”: apply)"
        case .certificateEnded(let id):
            "クライアント証明書が失効または期限切れのため再送できません。再申請してください (the certificate of “\(id)” has ended: apply again)"
        case .unknownFile(let name):
            "there is no file “\(name)” here: a download has "
                + DeliveredFile.allCases.map(\.name).joined(separator: " and ")
        case .alreadyDownloaded: "このファイルはダウンロード済みです。再送をご依頼ください (downloaded already: ask for a re-send)"
        case .linkReused: "a re-send needs a new link and a new download password"
        case .letterNeeded: "パスワード通知書がお手元にない場合は再申請してください (without the letter: apply again)"
        case .deadlineNotPassed: "パスワードのメールの再送は期限後となります (the password is re-sent after the deadline)"
        }
    }
}
