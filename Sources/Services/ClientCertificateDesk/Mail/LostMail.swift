import Foundation

/// A mail of the present sending that never arrived (desk rule DL-8).
struct LostMail: Sendable, Equatable {
    let content: Delivery.Mail.Content
    let to: String
    let sentAt: Date
}

extension Delivery {
    var lostMails: [LostMail] {
        var lost: [LostMail] = []
        if plan.linkMail == .lost { lost.append(LostMail(content: .link, to: recipient.email, sentAt: sentAt)) }
        if plan.passwordMail == .lost, let passwordMailSentAt {
            lost.append(LostMail(content: .downloadPassword, to: recipient.email, sentAt: passwordMailSentAt))
        }
        return lost
    }
}
