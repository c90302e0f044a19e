package import Foundation

extension Delivery {
    /// What becomes of a mail (desk rule DL-8).
    package enum MailFate: String, Codable, Sendable, CaseIterable {
        case inbox
        case junk
        case lost
    }

    /// What becomes of the letter (desk rules CC-5, DL-7).
    package enum LetterFate: String, Codable, Sendable, CaseIterable {
        case delivered
        case lost
    }

    /// The choices that a scenario may make for a sending.
    package struct Plan: Codable, Sendable, Equatable {
        package var linkMail = MailFate.inbox
        package var passwordMail = MailFate.inbox
        /// Between mail 1 and mail 2: 1 to 2 minutes (desk rule DL-2).
        package var passwordMailDelay: TimeInterval = 90
        package var letter = LetterFate.delivered
        /// With the day of the approval one week from application to arrival (desk rule CC-5).
        package var letterDelay: TimeInterval = 6 * 86_400
        package var triesAllowed = 5
        /// Each file can be downloaded once only (ISS-04).
        package var isOneTime = false

        package init() {}
    }
}
