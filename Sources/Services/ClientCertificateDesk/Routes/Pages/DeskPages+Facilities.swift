import HealthcarePKI
import Hummingbird
import Registry
import Simulation
import WebFront

extension DeskPages {
    /// What a facility may ask for through the inquiry form.
    enum FacilityAction: String, CaseIterable {
        case resend
        case stop
    }

    func home(_ request: Request) -> Response {
        let now = desk.simulation.clock.now
        let facilities = desk.simulation.read(FacilityDomain.self) { $0.facilities.values.sorted { $0.id < $1.id } }
        let certificates = desk.simulation.read(ClientCertificateDomain.self) { $0 }
        let waiting = desk.simulation.read(ApplicationDomain.self) { $0.all.filter { $0.status == .pending } }
        return show(
            "home",
            title: "クライアント証明書 事務局 / Client-certificate desk",
            [
                "facilities": facilities.map { facility in
                    var values = Self.reference(facility)
                    values["codes"] = facility.codes.map(\.code.digits).joined(separator: "、")
                    let latest = certificates.certificates(of: facility.id).last
                    values["certificate"] = latest?.status(at: now).words ?? "なし (none)"
                    values["stopped"] = facility.isStopped
                    return values
                },
                "waiting": waiting.map {
                    [
                        "href": DeskPaths.path(DeskPaths.applications, $0.id.rawValue), "id": $0.id.rawValue,
                        "name": $0.content.form.facilityName,
                    ]
                },
            ],
            for: request
        )
    }

    func facility(_ id: ID<Facility>, _ request: Request) throws -> Response {
        let facility = try desk.facility(id)
        let (simulation, now) = (desk.simulation, desk.simulation.clock.now)
        let applications = simulation.read(ApplicationDomain.self) { $0.applications(of: id) }
        let certificates = simulation.read(ClientCertificateDomain.self) { $0.certificates(of: id) }
        let deliveries = simulation.read(DeliveryDomain.self) { $0.deliveries(of: id) }
        let invoices = simulation.read(FeeDomain.self) { $0.invoices(of: id) }
        return show(
            "facility",
            title: facility.name,
            [
                "codes": facility.codes.map(\.code.digits).joined(separator: "、"),
                "stopped": facility.isStopped ? "利用停止中です (the service is stopped)" : false as Any,
                "path": DeskPaths.path(DeskPaths.facilities, id.rawValue), "key": DeskPaths.encoded(id.rawValue),
                "mailKey": DeskPaths.encoded(facility.contact.email),
                "applications": applications.map {
                    [
                        "href": DeskPaths.path(DeskPaths.applications, $0.id.rawValue), "id": $0.id.rawValue,
                        "sentAt": JapaneseTime.text($0.sentAt), "status": $0.status.words,
                    ]
                },
                "certificates": certificates.map { certificate in
                    [
                        "id": certificate.id.rawValue, "code": certificate.institutionCode.digits,
                        "status": certificate.status(at: now).words,
                        "planned": certificate.plannedRevocation.map { "\(JapaneseTime.text($0.instant)) 失効予定" }
                            ?? false as Any,
                        "expiry": "\(JapaneseTime.text(certificate.certificate.notAfter)) まで",
                    ] as [String: Any]
                },
                "deliveries": deliveries.map {
                    [
                        "id": $0.id.rawValue, "link": $0.linkWords, "letter": $0.letterWords,
                        "downloads": $0.downloadWords,
                    ]
                },
                "invoices": invoices.map(Self.summary),
            ],
            for: request
        )
    }

    func perform(
        _ action: FacilityAction,
        _ id: ID<Facility>,
        _ request: Request,
        _ context: FrontRequestContext
    ) async throws -> Response {
        let form = try await postedForm(request)
        let (cause, trace) = (Self.cause(request), context.traceID)
        switch action {
        case .resend:
            _ = try await desk.resend(
                id,
                missing: form["missing"].flatMap(DeliveryDomain.Missing.init) ?? .files,
                hasLetter: form["letter-at-hand"] != nil,
                Delivery.Plan(),
                cause: cause,
                trace: trace
            )
        case .stop:
            guard form["sure"] != nil else {
                throw DeskRefusal(.badRequest, "not_confirmed", "確認のチェックが必要です (tick that you are sure)", .facility)
            }
            try await desk.stop(id, reason: .requested, cause: cause, trace: trace)
        }
        return Self.redirect(DeskPaths.path(DeskPaths.facilities, id.rawValue))
    }
}
