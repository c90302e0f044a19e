package import Foundation
package import Registry

/// A sent application (申請) and how far the desk has come with it.
package struct Application: Codable, Sendable, Equatable {
    package let id: ID<Application>
    package let content: CheckedApplication
    package let sentAt: Date
    package internal(set) var approvedAt: Date?
    package internal(set) var certificate: ID<ClientCertificate>?
}
