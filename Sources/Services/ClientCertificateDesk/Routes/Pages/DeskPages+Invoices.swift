import Hummingbird
import Registry
import Simulation
import WebFront

extension DeskPages {
    func invoices(_ request: Request) -> Response {
        let facilities = desk.simulation.read(FacilityDomain.self) { $0.facilities }
        let all = desk.simulation.read(FeeDomain.self) { $0.all.sorted { $0.number > $1.number } }
        return show(
            "invoices",
            title: "請求書 / Invoices",
            [
                "invoices": all.map { invoice in
                    var values = Self.summary(invoice)
                    values["facility"] = facilities[invoice.facility]?.name ?? ""
                    return values
                }
            ],
            for: request
        )
    }

    static func summary(_ invoice: Invoice) -> [String: Any] {
        [
            "href": DeskPaths.path(DeskPaths.invoices, invoice.number.rawValue), "year": invoice.fiscalYear,
            "total": Invoice.yen(invoice.total), "status": invoice.statusWords,
        ]
    }

    func invoice(_ number: ID<Invoice>, _ request: Request) throws -> Response {
        let invoice = try known(number)
        let facility = try desk.facility(invoice.facility)
        var values = Self.summary(invoice)
        values["number"] = number.rawValue
        values["facility"] = facility.name
        values["nextYear"] = invoice.fiscalYear + 1
        values["amount"] = Invoice.yen(invoice.amount)
        values["tax"] = Invoice.yen(invoice.total - invoice.amount)
        values["taxPercent"] = FeeTable.taxPercent
        values["issuedAt"] = invoice.issuedAt.map(JapaneseTime.text) ?? ""
        values["stopsAt"] = JapaneseTime.text(invoice.stopsAt)
        values["paid"] = !invoice.isOpen
        values["open"] = invoice.isOpen
        values["action"] = "\(DeskPaths.path(DeskPaths.invoices, number.rawValue))/pay"
        return show("invoice", title: "\(invoice.fiscalYear)年度 請求書 / Invoice", values, for: request)
    }

    func pay(_ number: ID<Invoice>, _ request: Request, _ context: FrontRequestContext) async throws -> Response {
        _ = try await postedForm(request)
        let invoice = try known(number)
        _ = try await desk.pay(
            invoice.facility,
            fiscalYear: invoice.fiscalYear,
            cause: Self.cause(request),
            trace: context.traceID
        )
        return Self.redirect(DeskPaths.path(DeskPaths.invoices, number.rawValue))
    }

    private func known(_ number: ID<Invoice>) throws -> Invoice {
        guard let invoice = desk.simulation.read(FeeDomain.self, { $0[number] }) else {
            throw DeskRefusal(.notFound, "invoice_not_found", "この請求書はありません (there is no such invoice)", .facility)
        }
        return invoice
    }
}
