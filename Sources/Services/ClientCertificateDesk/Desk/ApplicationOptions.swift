package import Foundation

/// What a scenario may choose of an application's way through the desk.
package struct ApplicationOptions: Sendable, Equatable {
    package var approvalDelay = ApplicationDomain.defaultApprovalDelay
    package var plan = Delivery.Plan()
    package var encoding = PKCS12Encoding.aes256
    package var overlap = PreparedIssue.Overlap.month

    package init() {}
}
