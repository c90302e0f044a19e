package import Foundation
package import Registry

/// A sent application (申請) and how far the desk has come with it.
package struct Application: Codable, Sendable, Equatable {
    package enum Status: String, Codable, Sendable, CaseIterable {
        /// 審査中
        case pending
        case issued
        case rejected
    }

    /// Why the desk turns an application down.
    package enum Rejection: String, Codable, Sendable, CaseIterable {
        /// No facility has the code.
        case facilityNotFound = "facility-not-found"
        /// The facility is closed, or its service was stopped on request.
        case facilityStopped = "facility-stopped"
        /// By hand.
        case byDesk = "by-desk"
    }

    /// 受付番号; also names the delivery that comes of it.
    package let id: ID<Application>
    package let content: CheckedApplication
    /// Nil where no facility has the code.
    package let facility: ID<Facility>?
    package let sentAt: Date
    package let decisionDue: Date
    package internal(set) var approvedAt: Date?
    package internal(set) var rejectedAt: Date?
    package internal(set) var rejection: Rejection?
    package internal(set) var certificate: ID<ClientCertificate>?
    /// Made when it was sent, to be given out when it is approved.
    package internal(set) var prepared: PreparedIssue?

    package var status: Status {
        if rejectedAt != nil { return .rejected }
        return certificate == nil ? .pending : .issued
    }

    /// The number of the n-th application of a world.
    static func id(number: Int) -> ID<Application> {
        let digits = String(number)
        return ID(rawValue: "A-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits)
    }
}
