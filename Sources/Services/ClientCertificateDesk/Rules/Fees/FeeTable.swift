package import Foundation
package import Registry

/// The yearly charge and its dates (desk rule FEE-1), yen without tax.
package enum FeeTable {
    /// A clinic or pharmacy.
    package static let small = 10_000
    package static let hospital = 50_000
    package static let largeHospital = 100_000
    /// From this number of beds a hospital is a large one.
    package static let largeHospitalBeds = 400
    package static let firstFiscalYear = 2025
    package static let taxPercent = 10
    /// The day, in the fiscal year, from which the unpaid are stopped; known of 2025, [D] for later years.
    package static let stopDay = (month: 7, day: 1)
    /// [D] How long before the stop the reminder goes out.
    package static let reminderLead: TimeInterval = 30 * 86_400
    /// [D] What a facility has at least for its payment, when it joins in the middle of a year.
    package static let shortestTerm: TimeInterval = 60 * 86_400

    /// Without tax.
    package static func amount(for facility: Facility) -> Int {
        switch facility.kind {
        case .clinic, .pharmacy: small
        case .hospital: (facility.beds ?? 0) >= largeHospitalBeds ? largeHospital : hospital
        }
    }

    /// The instant from which an unpaid facility is stopped; nil when the year is free of charge.
    package static func stop(inFiscalYear year: Int) -> Date? {
        year < firstFiscalYear ? nil : DeskCalendar.day(year, stopDay.month, stopDay.day)
    }

    /// A facility's invoice; nil in a year without charge.
    package static func invoice(for facility: Facility, fiscalYear: Int, at instant: Date) -> Invoice? {
        guard let stop = stop(inFiscalYear: fiscalYear) else { return nil }
        let amount = amount(for: facility)
        return Invoice(
            facility: facility.id,
            fiscalYear: fiscalYear,
            amount: amount,
            total: amount * (100 + taxPercent) / 100,
            stopsAt: max(stop, instant + shortestTerm)
        )
    }
}
