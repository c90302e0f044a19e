package import Foundation
package import Registry

/// What one facility owes for one fiscal year (desk rule FEE-1).
package struct Invoice: Codable, Sendable, Equatable {
    package let facility: ID<Facility>
    package let fiscalYear: Int
    /// Yen, without tax.
    package let amount: Int
    /// Yen, with tax.
    package let total: Int
    /// The instant from which the facility is stopped while this is unpaid.
    package let stopsAt: Date
    package internal(set) var issuedAt: Date?
    package internal(set) var paidAt: Date?
    package internal(set) var remindedAt: Date?
    package internal(set) var stoppedAt: Date?

    package var number: ID<Invoice> { ID(rawValue: "\(fiscalYear)-\(facility)") }
    package var isOpen: Bool { paidAt == nil }

    /// When the reminder goes out.
    var remindsAt: Date { stopsAt - FeeTable.reminderLead }

    /// The same with another instant from which the unpaid facility is stopped.
    func stopping(at instant: Date) -> Invoice {
        Invoice(facility: facility, fiscalYear: fiscalYear, amount: amount, total: total, stopsAt: instant)
    }

    package init(facility: ID<Facility>, fiscalYear: Int, amount: Int, total: Int, stopsAt: Date) {
        self.facility = facility
        self.fiscalYear = fiscalYear
        self.amount = amount
        self.total = total
        self.stopsAt = stopsAt
    }
}
