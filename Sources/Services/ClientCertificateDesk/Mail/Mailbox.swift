import Foundation
import Registry

/// What the desk has mailed, in the words of its mails.
///
/// The mails are read from the domains' states; nothing of them is kept twice.
struct Mailbox {
    let downloadURL: (_ link: String) -> String

    func mails(of delivery: Delivery, facilityName: String) -> [Mail] {
        delivery.mails.enumerated().map { number, mail in
            switch mail.content {
            case .link: linkMail(number, mail, delivery, facilityName)
            case .downloadPassword: passwordMail(number, mail, delivery, facilityName)
            }
        }
    }

    /// Desk rule DL-1.
    private func linkMail(_ number: Int, _ mail: Delivery.Mail, _ delivery: Delivery, _ facility: String) -> Mail {
        let url = downloadURL(mail.secrets.link)
        let deadline = JapaneseTime.text(DeskCalendar.linkDeadline(sentAt: mail.sentAt))
        return Mail(
            id: "\(delivery.id)-\(number + 1)",
            kind: .downloadLink,
            from: MailTexts.sender,
            to: delivery.recipient.email,
            subject: MailTexts.linkSubject,
            body: MailTexts.link(facility: facility, name: delivery.recipient.name, url: url, deadline: deadline),
            sentAt: mail.sentAt,
            folder: mail.isJunk ? .junk : .inbox,
            facts: ["facility": delivery.facility.rawValue, "link": url]
        )
    }

    /// Desk rule DL-2.
    private func passwordMail(_ number: Int, _ mail: Delivery.Mail, _ delivery: Delivery, _ facility: String) -> Mail {
        Mail(
            id: "\(delivery.id)-\(number + 1)",
            kind: .downloadPassword,
            from: MailTexts.sender,
            to: delivery.recipient.email,
            subject: MailTexts.passwordSubject,
            body: MailTexts.password(
                facility: facility,
                name: delivery.recipient.name,
                password: mail.secrets.downloadPassword
            ),
            sentAt: mail.sentAt,
            folder: mail.isJunk ? .junk : .inbox,
            facts: ["facility": delivery.facility.rawValue, "download_password": mail.secrets.downloadPassword]
        )
    }

    func mail(about application: Application) -> Mail? {
        guard let instant = application.rejectedAt, let reason = application.rejection else { return nil }
        let form = application.content.form
        return Mail(
            id: "\(application.id)-rejection",
            kind: .rejection,
            from: MailTexts.sender,
            to: form.email,
            subject: MailTexts.rejectionSubject,
            body: MailTexts.rejection(
                facility: form.facilityName,
                name: form.contactName,
                number: application.id.rawValue,
                sentence: ApplicationError.rejected(application.id, reason).description
            ),
            sentAt: instant,
            folder: .inbox,
            facts: ["application": application.id.rawValue]
        )
    }

    func mails(about invoice: Invoice, _ facility: Facility) -> [Mail] {
        let stop = JapaneseTime.text(invoice.stopsAt)
        var mails: [Mail] = []
        if let instant = invoice.remindedAt {
            let text = MailTexts.reminder(
                facility: facility.name,
                year: invoice.fiscalYear,
                total: invoice.total,
                stop: stop
            )
            mails.append(mail(invoice, .feeReminder, facility, MailTexts.reminderSubject, text, instant))
        }
        if let instant = invoice.stoppedAt {
            let text = MailTexts.stopped(facility: facility.name, year: invoice.fiscalYear, total: invoice.total)
            mails.append(mail(invoice, .serviceStopped, facility, MailTexts.stoppedSubject, text, instant))
        }
        return mails
    }

    private func mail(
        _ invoice: Invoice,
        _ kind: Mail.Kind,
        _ facility: Facility,
        _ subject: String,
        _ body: String,
        _ instant: Date
    ) -> Mail {
        Mail(
            id: "\(invoice.number)-\(kind.rawValue)",
            kind: kind,
            from: MailTexts.sender,
            to: facility.contact.email,
            subject: subject,
            body: body,
            sentAt: instant,
            folder: .inbox,
            facts: ["facility": facility.id.rawValue, "invoice": invoice.number.rawValue]
        )
    }

    func mail(about warning: ExpiryWarning, of certificate: ClientCertificate, _ facility: Facility) -> Mail {
        Mail(
            id: "\(certificate.id)-\(warning.days)",
            kind: .expiryWarning,
            from: MailTexts.sender,
            to: facility.contact.email,
            subject: MailTexts.expirySubject,
            body: MailTexts.expiry(
                facility: facility.name,
                days: warning.days,
                expiry: JapaneseTime.text(certificate.certificate.notAfter)
            ),
            sentAt: warning.instant,
            folder: .inbox,
            facts: ["facility": facility.id.rawValue, "certificate": certificate.id.rawValue]
        )
    }
}
