package import Foundation
package import Registry

/// One certificate's way to its facility: two mails and, the first time, a letter (desk rules DL-1 to DL-3).
package struct Delivery: Codable, Sendable, Equatable {
    /// What becomes of a mail (desk rule DL-8).
    package enum MailFate: String, Codable, Sendable, CaseIterable {
        case inbox
        case junk
        case lost
    }

    /// The secrets of one sending, from the system's generator; the mails show them.
    package struct Secrets: Codable, Sendable, Equatable {
        package let link: String
        /// ダウンロード用パスワード; never the letter's (desk rule DL-4).
        package let downloadPassword: String

        package init(link: String, downloadPassword: String) {
            self.link = link
            self.downloadPassword = downloadPassword
        }
    }

    /// The choices that a scenario may make for a sending.
    package struct Plan: Codable, Sendable, Equatable {
        package var linkMail = MailFate.inbox
        package var passwordMail = MailFate.inbox
        /// Between mail 1 and mail 2: 1 to 2 minutes (desk rule DL-2).
        package var passwordMailDelay: TimeInterval = 90
        package var triesAllowed = 5

        package init() {}
    }

    package let id: ID<Delivery>
    package let facility: ID<Facility>
    package let certificate: ID<ClientCertificate>
    package internal(set) var secrets: Secrets
    package internal(set) var plan: Plan
    /// When mail 1 of the latest sending went out.
    package internal(set) var sentAt: Date
    package internal(set) var passwordMailSentAt: Date?
    package internal(set) var wrongTries = 0
    package internal(set) var isDead = false
    package internal(set) var sendings = 1
    package internal(set) var downloadedAt: Date?

    package var deadline: Date { DeskCalendar.linkDeadline(sentAt: sentAt) }
    package var isLocked: Bool { wrongTries >= plan.triesAllowed }
}
