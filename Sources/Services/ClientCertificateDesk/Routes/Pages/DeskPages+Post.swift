import HTTPTypes
import Hummingbird
import Registry
import Simulation
import WebFront

extension DeskPages {
    // MARK: - Mails

    func mailbox(_ request: Request) -> Response {
        let to = (try? FormBody(parsing: request.uri.query ?? ""))?["to"]
        // The newest first, as mail programs have it.
        let mails = desk.mails.filter { to == nil || $0.to == to }.reversed()
        let folders: [(Mail.Folder, String, String)] = [(.inbox, "受信トレイ", "Inbox"), (.junk, "迷惑メール", "Junk")]
        let lost = desk.simulation.read(DeliveryDomain.self) { state in state.all.flatMap(\.lostMails) }
        return show(
            "mailbox",
            title: "メール / Mailbox",
            [
                "to": to ?? false as Any,
                "folders": folders.map { folder, japanese, english in
                    let contents = mails.filter { $0.folder == folder }
                    return [
                        "japanese": japanese, "english": english, "count": contents.count,
                        "mails": contents.map {
                            [
                                "href": DeskPaths.path(DeskPaths.mailbox, $0.id), "subject": $0.subject, "to": $0.to,
                                "sentAt": JapaneseTime.text($0.sentAt),
                            ]
                        },
                    ] as [String: Any]
                },
                "lost": lost.filter { to == nil || $0.to == to }.sorted { $0.sentAt > $1.sentAt }.map {
                    [
                        "what": $0.content == .link ? "1通目(リンク)" : "2通目(ダウンロード用パスワード)", "to": $0.to,
                        "sentAt": JapaneseTime.text($0.sentAt),
                    ]
                },
            ],
            for: request
        )
    }

    func mail(_ id: String, _ request: Request) throws -> Response {
        let mail = try arrived(id)
        return show(
            "mail",
            title: mail.subject,
            [
                "from": mail.from, "to": mail.to, "sentAt": JapaneseTime.text(mail.sentAt), "body": mail.body,
                "isJunk": mail.folder == .junk, "link": mail.facts["link"] ?? false as Any,
                "file": "\(DeskPaths.path(DeskPaths.mailbox, id))/message.eml",
            ],
            for: request
        )
    }

    func mailFile(_ id: String) throws -> Response {
        let mail = try arrived(id)
        // Ids may hold any character: only what is safe in a file name and a header stays.
        let name = mail.id.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        return Response(
            status: .ok,
            headers: [
                .contentType: "message/rfc822", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name).eml\"", .xContentTypeOptions: "nosniff",
            ],
            body: .init(byteBuffer: ByteBuffer(string: MailMessage(mail).text))
        )
    }

    private func arrived(_ id: String) throws -> Mail {
        guard let mail = desk.mails.first(where: { $0.id == id }) else {
            throw DeskRefusal(.notFound, "mail_not_found", "このメールはありません (there is no such mail)", .facility)
        }
        return mail
    }

    // MARK: - Letters

    func letterbox(_ request: Request) async throws -> Response {
        let letters = try await desk.letters()
        let facilities = desk.simulation.read(FacilityDomain.self) { $0.facilities }
        let underway = desk.simulation.read(DeliveryDomain.self) { state in
            state.all.filter { $0.letterArrivedAt == nil }.sorted { $0.firstSentAt < $1.firstSentAt }
        }
        return show(
            "letterbox",
            title: "郵便受け / Letterbox",
            [
                "letters": letters.reversed().map { letter in
                    let path = DeskPaths.path(DeskPaths.letterbox, letter.id)
                    return [
                        "href": path, "envelope": "\(path)/envelope", "facility": letter.facilityName,
                        "arrivedAt": JapaneseTime.text(letter.arrivedAt),
                    ]
                },
                "underway": underway.map {
                    [
                        "facility": facilities[$0.facility]?.name ?? "", "postedAt": JapaneseTime.text($0.firstSentAt),
                        "fate": $0.letterLostAt == nil ? "(郵送中 on its way)" : "(不着 lost)",
                    ]
                },
            ],
            for: request
        )
    }

    /// - Parameter template: the letter's or the envelope's.
    func letter(_ id: String, _ template: String, _ request: Request) async throws -> Response {
        guard let letter = try await desk.letters().first(where: { $0.id == id }) else {
            throw DeskRefusal(.notFound, "letter_not_found", "この通知書は届いていません (no such letter has arrived)", .facility)
        }
        let path = DeskPaths.path(DeskPaths.letterbox, id)
        return show(
            template,
            title: "パスワード通知書 / Password notice",
            [
                "id": letter.id, "postalCode": letter.postalCode, "address": letter.address,
                "facility": letter.facilityName, "addressee": letter.addressee, "sender": Letter.sender,
                "letterTitle": Letter.title, "postedAt": JapaneseTime.text(letter.postedAt),
                "fileName": ClientCertificate.fileName, "password": letter.password,
                "marks": Array(Letter.envelopeMarks.dropLast()), "contents": Letter.envelopeMarks.last ?? "",
                "letter": path, "envelope": "\(path)/envelope",
            ],
            for: request
        )
    }
}
