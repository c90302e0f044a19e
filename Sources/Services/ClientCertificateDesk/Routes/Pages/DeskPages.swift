import HTTPTypes
import Hummingbird
import Simulation
import WebFront

/// The desk for people: forms and paper in a browser, on the same addresses as for programs where both have one.
package struct DeskPages: Sendable {
    /// The form's field of the CSRF token.
    static let csrfField = "csrf"

    let desk: ClientCertificateDesk
    private let csrf: CSRFToken.Source
    private let pages: PageSet

    /// - Parameter instanceName: goes into the name of the cookie.
    package init(_ desk: ClientCertificateDesk, instanceName: String) throws {
        self.desk = desk
        csrf = CSRFToken.Source(instanceName: instanceName)
        pages = try PageSet([
            "desk": DeskFrameTemplate.text, "home": DeskHomeTemplate.text, "form": ApplicationFormTemplate.text,
            "application": ApplicationTemplate.text, "facility": FacilityTemplate.text,
            "mailbox": MailboxTemplate.text, "mail": MailTemplate.text, "letterbox": LetterboxTemplate.text,
            "letter": LetterTemplate.text, "envelope": EnvelopeTemplate.text, "download": DownloadTemplate.text,
            "invoices": InvoicesTemplate.text, "invoice": InvoiceTemplate.text, "error": DeskErrorTemplate.text,
        ])
    }

    // MARK: - Showing

    func show(
        _ name: String,
        title: String,
        _ values: [String: Any],
        for request: Request,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let (token, cookie) = csrf.issue(for: request)
        let common: [String: Any] = [
            "title": title, "now": JapaneseTime.text(desk.simulation.clock.now), "csrfField": Self.csrfField,
            "csrfToken": token,
        ]
        var response = pages.response(name, values.merging(common) { own, _ in own }, status: status)
        if let cookie { response.setCookie(cookie) }
        return response
    }

    /// The page of a refusal.
    func show(_ refusal: DeskRefusal, for request: Request) -> Response {
        show(
            "error",
            title: "手続きを続けられません / This cannot be done",
            ["code": refusal.code].merging(Self.problem(refusal)) { $1 },
            for: request,
            status: refusal.status
        )
    }

    static func problem(_ refusal: DeskRefusal) -> [String: Any] {
        [
            "sentence": refusal.description, "advice": refusal.owner.japaneseAdvice,
            "englishAdvice": refusal.owner.englishAdvice,
        ]
    }

    /// What `body` answers, or the page that says why it cannot.
    func answering(_ request: Request, _ body: () async throws -> Response) async throws -> Response {
        do {
            return try await body()
        } catch let error {
            guard let refusal = DeskRefusal(anyOf: error) else { throw error }
            return show(refusal, for: request)
        }
    }

    // MARK: - Forms

    /// The fields of a form of ours.
    ///
    /// - Throws: ``DeskRefusal`` for a post of another site, another form or another browser; `FormBodyError`.
    func postedForm(_ request: Request) async throws -> FormBody {
        guard OriginCheck.page.allows(request) else {
            throw DeskRefusal(.forbidden, "foreign_origin", "別のサイトからの送信です (posted by another site)", .facility)
        }
        let form = try await FormBody.read(from: request)
        guard csrf.isValid(form[Self.csrfField], for: request) else {
            throw DeskRefusal(
                .forbidden,
                "foreign_form",
                "画面の有効期限が切れました。開き直してください (the page is too old: open it again)",
                .facility
            )
        }
        return form
    }

    static func cause(_ request: Request) -> Cause { DeskPaths.cause(request) }

    static func redirect(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path])
    }
}

extension Request {
    /// Whether the answer is for a person: `Accept` names HTML, as every browser's does.
    var wantsPage: Bool {
        headers[values: .accept].joined(separator: ",").lowercased().contains("text/html")
    }

    /// Whether the body is a form's of a page.
    var isForm: Bool { mediaType == "application/x-www-form-urlencoded" }
}
