package import Foundation
package import Registry
package import Simulation

/// The yearly charge: invoices on 1 April, payment, reminder, and the stop of the unpaid (desk rule FEE-1).
package enum FeeDomain: Domain {
    /// How a facility pays.
    package enum PaymentMode: String, Codable, Sendable, CaseIterable {
        /// [D] On the day of the invoice, so that a simulator that runs for years does not stop by itself.
        case automatic
        /// When somebody says so.
        case manual
    }

    package enum Command: Sendable {
        /// Bills every fiscal year from the next one on; nothing where it does so already.
        case begin
        case issue(Invoice)
        /// As ``issue(_:)``, but never paid by itself; in the place of the year's paid one.
        case demand(Invoice)
        case pay(ID<Invoice>)
        case setPaymentMode(ID<Facility>, PaymentMode)
        /// By itself.
        case act(FeeState.Task)
    }

    package enum Event: DomainEvent {
        case begun(fiscalYear: Int)
        case billed(fiscalYear: Int)
        case issued(Invoice)
        case paid(invoice: ID<Invoice>)
        case reminded(invoice: ID<Invoice>)
        case stopped(invoice: ID<Invoice>)
        case paymentModeChosen(facility: ID<Facility>, mode: PaymentMode)

        package enum CodingKeys: String, CodingKey, CaseIterable {
            case begun = "billing.begun"
            case billed = "fiscal-year.billed"
            case issued = "invoice.issued"
            case paid = "invoice.paid"
            case reminded = "invoice.reminded"
            case stopped = "invoice.stopped"
            case paymentModeChosen = "payment-mode.chosen"
        }
    }

    package static let name = "fees"
    /// 2: a packed agenda.
    package static let stateVersion = 2
    package static let initialState = FeeState()

    package static func decide(_ command: Command, in context: DecisionContext<Self>) throws(FeeError) -> [Event] {
        switch command {
        case .begin:
            guard context.state.nextFiscalYear == nil else { return [] }
            return [.begun(fiscalYear: DeskCalendar.fiscalYear(of: context.now) + 1)]
        case .issue(let invoice):
            guard context.state[invoice.number] == nil else { throw .exists(invoice.number) }
            let isPaid = context.state.paymentMode(of: invoice.facility) == .automatic
            return [.issued(invoice)] + (isPaid ? [.paid(invoice: invoice.number)] : [])
        case .demand(let invoice):
            guard context.state[invoice.number]?.isOpen != true else { throw .exists(invoice.number) }
            return [.issued(invoice)]
        case .pay(let number):
            guard let invoice = context.state[number] else { throw .unknown(number) }
            return invoice.isOpen ? [.paid(invoice: number)] : []
        case .setPaymentMode(let facility, let mode):
            guard context.state(of: FacilityDomain.self)[facility] != nil else { throw .unknownFacility(facility) }
            let isSame = context.state.paymentMode(of: facility) == mode
            return isSame ? [] : [.paymentModeChosen(facility: facility, mode: mode)]
        case .act(.bill(let year)): return [.billed(fiscalYear: year)]
        case .act(.remind(let number)): return [.reminded(invoice: number)]
        case .act(.stop(let number)): return [.stopped(invoice: number)]
        }
    }

    package static func apply(_ event: Event, at instant: Date, to state: inout FeeState) {
        state.apply(event, at: instant)
    }

    package static func nextDue(_ state: FeeState) -> Due<Command>? {
        state.agenda.first.map { Due(at: $0.instant, .act($0.item)) }
    }

    package static func performDue(_ command: Command, in transaction: inout Transaction) throws {
        try transaction.perform(command, in: Self.self)
        switch command {
        case .act(.bill(let year)):
            for facility in chargedFacilities(in: transaction) {
                try bill(facility, fiscalYear: year, in: &transaction)
            }
        case .act(.stop(let number)):
            guard let invoice = transaction.state(of: Self.self)[number] else { return }
            try transaction.perform(.stop(invoice.facility, reason: .unpaid), in: FacilityDomain.self)
        default: break
        }
    }
}

// MARK: - Together with other domains

extension FeeDomain {
    /// Bills a facility for the present fiscal year, once.
    package static func bill(_ facility: ID<Facility>, in transaction: inout Transaction) throws {
        let year = DeskCalendar.fiscalYear(of: transaction.instant)
        try bill(facility, fiscalYear: year, in: &transaction)
    }

    /// Takes a payment; a facility that was stopped for nothing else is served again.
    package static func pay(_ number: ID<Invoice>, in transaction: inout Transaction) throws {
        try transaction.perform(.pay(number), in: Self.self)
        guard let invoice = transaction.state(of: Self.self)[number],
            transaction.state(of: FacilityDomain.self)[invoice.facility]?.stopReason == .unpaid
        else { return }
        let others = transaction.state(of: Self.self).invoices(of: invoice.facility)
        guard !others.contains(where: { $0.isOpen && $0.stoppedAt != nil }) else { return }
        try transaction.perform(.resume(invoice.facility), in: FacilityDomain.self)
    }

    private static func bill(_ id: ID<Facility>, fiscalYear: Int, in transaction: inout Transaction) throws {
        guard let facility = transaction.state(of: FacilityDomain.self)[id],
            let invoice = FeeTable.invoice(for: facility, fiscalYear: fiscalYear, at: transaction.instant),
            transaction.state(of: Self.self)[invoice.number] == nil
        else { return }
        try transaction.perform(.issue(invoice), in: Self.self)
    }

    /// Those that have a certificate that works, or will work again when they pay.
    private static func chargedFacilities(in transaction: Transaction) -> [ID<Facility>] {
        let certificates = transaction.state(of: ClientCertificateDomain.self)
        let facilities = transaction.state(of: FacilityDomain.self)
        return Set(certificates.all.filter { $0.status(at: transaction.instant) == .valid }.map(\.facility))
            .filter { id in facilities[id].map { !$0.isStopped || $0.stopReason == .unpaid } ?? false }
            .sorted()
    }
}
