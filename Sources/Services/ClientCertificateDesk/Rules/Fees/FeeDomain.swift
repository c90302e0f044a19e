package import Foundation
package import Registry
package import Simulation

/// Invoices of the yearly charge: payment, reminder, and the instant from which the unpaid are stopped (desk rule FEE-1).
package enum FeeDomain: Domain {
    /// One facility's fiscal year.
    package struct Invoice: Codable, Sendable, Equatable {
        package let facility: ID<Facility>
        package let fiscalYear: Int
        /// Yen, with tax.
        package let amount: Int
        package let stopsAt: Date
        package fileprivate(set) var paidAt: Date?
        package fileprivate(set) var remindedAt: Date?
        /// The desk holds the facility stopped from here until it pays.
        package fileprivate(set) var stoppedAt: Date?

        package var number: ID<Invoice> { ID(rawValue: "\(fiscalYear)-\(facility)") }

        package init(facility: ID<Facility>, fiscalYear: Int, amount: Int, stopsAt: Date) {
            self.facility = facility
            self.fiscalYear = fiscalYear
            self.amount = amount
            self.stopsAt = stopsAt
        }
    }

    package enum Task: Codable, Sendable, Equatable {
        case remind(ID<Invoice>)
        case stop(ID<Invoice>)
    }

    package enum Command: Sendable {
        case issue(Invoice)
        case pay(ID<Invoice>)
        /// By itself.
        case act(Task)
    }

    package enum Event: DomainEvent {
        case issued(Invoice)
        case paid(invoice: ID<Invoice>)
        case reminded(invoice: ID<Invoice>)
        case stopped(invoice: ID<Invoice>)

        package enum CodingKeys: String, CodingKey, CaseIterable {
            case issued = "invoice.issued"
            case paid = "invoice.paid"
            case reminded = "invoice.reminded"
            case stopped = "invoice.stopped"
        }
    }

    package struct State: Codable, Sendable, Equatable {
        fileprivate var invoices: [ID<Invoice>: Invoice] = [:]
        fileprivate var agenda = DeskAgenda<Task>()

        package subscript(number: ID<Invoice>) -> Invoice? { invoices[number] }
    }

    /// How long before the stop the reminder goes out; a decision of the simulator.
    package static let reminderLead: TimeInterval = 30 * 86_400

    package static let name = "fees"
    package static let initialState = State()

    package static func decide(_ command: Command, in context: DecisionContext<Self>) throws(FeeError) -> [Event] {
        switch command {
        case .issue(let invoice):
            guard context.state[invoice.number] == nil else { throw .exists(invoice.number) }
            return [.issued(invoice)]
        case .pay(let number):
            guard let invoice = context.state[number] else { throw .unknown(number) }
            return invoice.paidAt == nil ? [.paid(invoice: number)] : []
        case .act(.remind(let number)): return [.reminded(invoice: number)]
        case .act(.stop(let number)): return [.stopped(invoice: number)]
        }
    }

    package static func apply(_ event: Event, at instant: Date, to state: inout State) {
        switch event {
        case .issued(let invoice):
            state.invoices[invoice.number] = invoice
            state.agenda.add(.remind(invoice.number), at: invoice.stopsAt - reminderLead)
            state.agenda.add(.stop(invoice.number), at: invoice.stopsAt)
        case .paid(let number):
            state.invoices[number]?.paidAt = instant
            state.agenda.remove(.remind(number))
            state.agenda.remove(.stop(number))
        case .reminded(let number):
            state.invoices[number]?.remindedAt = instant
            state.agenda.remove(.remind(number))
        case .stopped(let number):
            state.invoices[number]?.stoppedAt = instant
            state.agenda.remove(.stop(number))
        }
    }

    package static func nextDue(_ state: State) -> Due<Command>? {
        state.agenda.first.map { Due(at: $0.instant, .act($0.item)) }
    }
}
