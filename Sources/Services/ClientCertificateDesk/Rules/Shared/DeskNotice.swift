package import Foundation
package import Registry
import Simulation

/// Something that a facility should know while everything still works.
package struct DeskNotice: Sendable, Equatable {
    package enum Code: String, Sendable, CaseIterable {
        /// ISS-15
        case certificateExpiring = "certificate_expiring"
        /// ISS-16, desk rule CC-7.
        case certificateReplaced = "certificate_replaced"
        /// ACC-01, desk rule FEE-1.
        case feeUnpaid = "fee_unpaid"
        /// ACC-06
        case bedClassMismatch = "bed_class_mismatch"
    }

    package let code: Code
    package let text: String

    package static func all(
        for certificate: ClientCertificate,
        facility: Facility,
        invoices: [Invoice],
        at now: Date
    ) -> [DeskNotice] {
        var notices: [DeskNotice] = []
        let secondsLeft = certificate.certificate.expiry.timeIntervalSince(now)
        let daysLeft = Int((secondsLeft / 86_400).rounded(.down))
        if secondsLeft <= TimeInterval((ExpiryWarning.days.max() ?? 0) * 86_400) {
            let text = "クライアント証明書の有効期限まで\(daysLeft)日です (the client certificate expires in \(daysLeft) days)"
            notices.append(DeskNotice(code: .certificateExpiring, text: text))
        }
        if let plan = certificate.plannedRevocation {
            let text =
                "新しいクライアント証明書を設定してください。この証明書は\(JapaneseTime.text(plan.instant))に失効します"
                + " (set the new certificate: this one is revoked at \(plan.instant.rfc3339))"
            notices.append(DeskNotice(code: .certificateReplaced, text: text))
        }
        for invoice in invoices where invoice.isOpen {
            let text =
                "\(invoice.fiscalYear)年度の維持費が未払いです。\(JapaneseTime.text(invoice.stopsAt))に停止します"
                + " (the charge of fiscal year \(invoice.fiscalYear) is unpaid)"
            notices.append(DeskNotice(code: .feeUnpaid, text: text))
        }
        if let latest = invoices.last, latest.amount != FeeTable.amount(for: facility) {
            let text = "病床数の区分が請求と異なります (the number of beds is of another class than the invoice's)"
            notices.append(DeskNotice(code: .bedClassMismatch, text: text))
        }
        return notices
    }
}
