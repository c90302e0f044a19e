import Hummingbird
import Registry
import Simulation
import WebFront

extension DeskPages {
    /// What a person may do as the desk.
    enum Judgement: String, CaseIterable {
        case approve
        case reject
    }

    // MARK: - The form

    /// Filled in from what is known of a facility where one is named.
    func applicationForm(_ request: Request) throws -> Response {
        let query = try FormBody(parsing: request.uri.query ?? "")
        var form = ApplicationForm(facilityName: "", institutionCode: "", contactName: "", email: "", address: "")
        if let id = query["facility"] { form = ApplicationForm(for: try desk.facility(ID(rawValue: id))) }
        if let reason = query["reason"].flatMap(ReapplicationReason.init) { form.remarks = reason.remarks }
        return applicationForm(form, problem: nil, for: request)
    }

    func apply(_ request: Request, _ context: FrontRequestContext) async throws -> Response {
        let posted = try await postedForm(request)
        var form = ApplicationForm(facilityName: "", institutionCode: "", contactName: "", email: "", address: "")
        for field in ApplicationForm.Field.allCases { form[field] = posted[field.rawValue] ?? "" }
        form.codeIsProvisional = posted[ApplicationForm.provisionalMember] != nil
        do {
            let application = try await desk.apply(form, cause: Self.cause(request), trace: context.traceID)
            return Self.redirect(DeskPaths.path(DeskPaths.applications, application.id.rawValue))
        } catch let error as ApplicationError where error.field != nil {
            return applicationForm(form, problem: error, for: request)
        }
    }

    private func applicationForm(
        _ form: ApplicationForm,
        problem: ApplicationError?,
        for request: Request
    ) -> Response {
        let refusal = problem.map { DeskRefusal($0) }
        let optional: Set<ApplicationForm.Field> = [.proxyApplicant, .remarks]
        return show(
            "form",
            title: "クライアント証明書の申請 / Application",
            [
                "problem": refusal.map(Self.problem) ?? false as Any,
                "provisionalField": ApplicationForm.provisionalMember, "provisional": form.codeIsProvisional,
                "fields": ApplicationForm.Field.allCases.map { field in
                    [
                        "name": field.rawValue, "japanese": field.japaneseName, "value": form[field],
                        "required": !optional.contains(field), "isLong": field == .remarks,
                        "isCode": field == .institutionCode, "isWrong": problem?.field == field,
                    ] as [String: Any]
                },
            ],
            for: request,
            status: refusal?.status ?? .ok
        )
    }

    // MARK: - A sent application

    func application(_ id: ID<Application>, _ request: Request) throws -> Response {
        guard let application = desk.application(id) else { throw ApplicationError.unknown(id) }
        let facility = application.facility.flatMap { id in desk.simulation.read(FacilityDomain.self) { $0[id] } }
        let path = DeskPaths.path(DeskPaths.applications, id.rawValue)
        let form = application.content.form
        return show(
            "application",
            title: "申請の状況 / Application \(id)",
            [
                "id": id.rawValue, "status": application.status.words, "again": application.content.isReapplication,
                "rejection": application.rejection.map { ApplicationError.rejected(id, $0).description }
                    ?? false as Any,
                "warnings": application.content.warnings.map(\.sentence),
                "sentAt": JapaneseTime.text(application.sentAt),
                "decision": application.status == .pending
                    ? JapaneseTime.text(application.decisionDue) : false as Any,
                "approvedAt": application.approvedAt.map(JapaneseTime.text) ?? false as Any,
                "rejectedAt": application.rejectedAt.map(JapaneseTime.text) ?? false as Any,
                "fields": ApplicationForm.Field.allCases.filter { !form[$0].isEmpty }.map {
                    ["name": $0.rawValue, "japanese": $0.japaneseName, "value": form[$0]]
                },
                "facility": facility.map(Self.reference) ?? false as Any,
                "pending": application.status == .pending,
                "actions": Judgement.allCases.map {
                    ["action": "\(path)/\($0.rawValue)", "label": $0.japanese, "english": $0.rawValue]
                },
            ],
            for: request
        )
    }

    func judge(
        _ judgement: Judgement,
        _ id: ID<Application>,
        _ request: Request,
        _ context: FrontRequestContext
    ) async throws -> Response {
        _ = try await postedForm(request)
        let cause = Self.cause(request)
        switch judgement {
        case .approve: _ = try await desk.approve(id, cause: cause, trace: context.traceID)
        case .reject:
            try await desk.simulation.perform(
                .reject(id, .byDesk),
                in: ApplicationDomain.self,
                cause: cause,
                trace: context.traceID
            )
        }
        return Self.redirect(DeskPaths.path(DeskPaths.applications, id.rawValue))
    }

    static func reference(_ facility: Facility) -> [String: Any] {
        [
            "name": facility.name, "href": DeskPaths.path(DeskPaths.facilities, facility.id.rawValue),
            "key": DeskPaths.encoded(facility.id.rawValue),
        ]
    }
}

extension DeskPages.Judgement {
    fileprivate var japanese: String {
        switch self {
        case .approve: "承認する"
        case .reject: "承認しない"
        }
    }
}
