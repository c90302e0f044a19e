import Foundation
package import Registry

/// The invoices, and when what is to be done about them.
package struct FeeState: Codable, Sendable {
    package enum Task: Sendable, Hashable {
        case bill(fiscalYear: Int)
        case remind(ID<Invoice>)
        case stop(ID<Invoice>)
    }

    private var invoices: [ID<Invoice>: Invoice] = [:]
    private var numbersByFacility: [ID<Facility>: [ID<Invoice>]] = [:]
    private var paymentModes: [ID<Facility>: FeeDomain.PaymentMode] = [:]
    /// Nil until the billing has begun.
    package private(set) var nextFiscalYear: Int?
    package private(set) var agenda = Agenda<Task>()

    package subscript(number: ID<Invoice>) -> Invoice? { invoices[number] }

    /// In no order.
    package var all: some Collection<Invoice> { invoices.values }

    /// In the order of their issue.
    package func invoices(of facility: ID<Facility>) -> [Invoice] {
        (numbersByFacility[facility] ?? []).compactMap { invoices[$0] }
    }

    package func paymentMode(of facility: ID<Facility>) -> FeeDomain.PaymentMode {
        paymentModes[facility] ?? .automatic
    }

    mutating func apply(_ event: FeeDomain.Event, at instant: Date) {
        switch event {
        case .begun(let year): plan(year)
        case .billed(let year):
            agenda.remove(.bill(fiscalYear: year), at: DeskCalendar.fiscalYearStart(year) ?? instant)
            plan(year + 1)
        case .issued(let invoice): add(invoice, at: instant)
        case .paid(let number):
            leaveAgenda(number)
            invoices[number]?.paidAt = instant
        case .reminded(let number):
            if let invoice = invoices[number] { agenda.remove(.remind(number), at: invoice.remindsAt) }
            invoices[number]?.remindedAt = instant
        case .stopped(let number):
            leaveAgenda(number)
            invoices[number]?.stoppedAt = instant
        case .paymentModeChosen(let facility, let mode): paymentModes[facility] = mode
        }
    }

    private mutating func plan(_ year: Int) {
        nextFiscalYear = year
        guard let start = DeskCalendar.fiscalYearStart(year) else { return }
        agenda.add(.bill(fiscalYear: year), at: start)
    }

    private mutating func add(_ invoice: Invoice, at instant: Date) {
        let number = invoice.number
        let isFirst = invoices[number] == nil
        invoices[number] = invoice
        invoices[number]?.issuedAt = instant
        if isFirst { numbersByFacility[invoice.facility, default: []].append(number) }
        agenda.add(.remind(number), at: invoice.remindsAt)
        agenda.add(.stop(number), at: invoice.stopsAt)
    }

    private mutating func leaveAgenda(_ number: ID<Invoice>) {
        guard let invoice = invoices[number] else { return }
        agenda.remove(.remind(number), at: invoice.remindsAt)
        agenda.remove(.stop(number), at: invoice.stopsAt)
    }
}
