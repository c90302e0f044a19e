package import Foundation
package import Registry

/// One certificate's way to its facility: two mails and, the first time, a letter (desk rules DL-1 to DL-3).
package struct Delivery: Codable, Sendable, Equatable {
    /// The secrets of one sending, from the system's generator; the mails show them.
    package struct Secrets: Codable, Sendable, Equatable {
        package let link: String
        /// ダウンロード用パスワード; never the letter's (desk rule DL-4).
        package let downloadPassword: String

        package init(link: String, downloadPassword: String) {
            self.link = link
            self.downloadPassword = downloadPassword
        }

        static let fields: Set<String> = ["link", "downloadPassword"]
    }

    /// Who gets the mails, and whose name stands on the letter (担当者氏名, desk rule DL-3).
    package struct Recipient: Codable, Sendable, Equatable {
        package let name: String
        package let email: String

        package init(name: String, email: String) {
            self.name = name
            self.email = email
        }
    }

    /// A mail that was sent and did not get lost.
    package struct Mail: Codable, Sendable, Equatable {
        package enum Content: String, Codable, Sendable {
            /// Mail 1 (desk rule DL-1).
            case link
            /// Mail 2 (desk rule DL-2).
            case downloadPassword
        }

        package let content: Content
        package let secrets: Secrets
        package let sentAt: Date
        package let isJunk: Bool
    }

    package let id: ID<Delivery>
    package let facility: ID<Facility>
    package let certificate: ID<ClientCertificate>
    package let recipient: Recipient
    package internal(set) var secrets: Secrets
    package internal(set) var plan: Plan
    /// When the certificate was given out, and the letter posted.
    package let firstSentAt: Date
    /// When mail 1 of the latest sending went out.
    package internal(set) var sentAt: Date
    package internal(set) var passwordMailSentAt: Date?
    package internal(set) var letterArrivedAt: Date?
    package internal(set) var letterLostAt: Date?
    package internal(set) var wrongTries = 0
    package internal(set) var isDead = false
    package internal(set) var sendings = 1
    /// By file, when it was first downloaded by the present link.
    package internal(set) var downloads: [DeliveredFile: Date] = [:]
    package internal(set) var mails: [Mail] = []

    package var deadline: Date { DeskCalendar.linkDeadline(sentAt: sentAt) }
    package var isLocked: Bool { wrongTries >= plan.triesAllowed }
    package var remainingTries: Int { max(0, plan.triesAllowed - wrongTries) }
}
