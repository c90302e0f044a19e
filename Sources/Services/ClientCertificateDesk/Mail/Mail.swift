package import Foundation
package import Simulation

/// A mail in a facility's mailbox.
package struct Mail: Sendable, Equatable {
    package enum Folder: String, Sendable {
        case inbox
        /// 迷惑メール (desk rule DL-8)
        case junk
    }

    package enum Kind: String, Sendable {
        case downloadLink = "download-link"
        case downloadPassword = "download-password"
        case rejection
        case expiryWarning = "expiry-warning"
        case feeReminder = "fee-reminder"
        case serviceStopped = "service-stopped"
    }

    /// Unique in the mailbox, stable.
    package let id: String
    package let kind: Kind
    package let from: String
    package let to: String
    package let subject: String
    /// Plain text.
    package let body: String
    package let sentAt: Date
    package let folder: Folder
    /// What a program takes from it: `link`, `download_password`.
    package let facts: [String: String]

    package var json: JSONValue {
        var members: [String: JSONValue] = [
            "id": .string(id), "kind": .string(kind.rawValue), "from": .string(from), "to": .string(to),
            "subject": .string(subject), "body": .string(body), "sent_at": .string(sentAt.rfc3339),
            "folder": .string(folder.rawValue),
        ]
        for (name, value) in facts { members[name] = .string(value) }
        return .object(members)
    }
}
