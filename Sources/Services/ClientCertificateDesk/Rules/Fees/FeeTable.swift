package import Foundation
package import Registry

/// The yearly charge and its dates (desk rule FEE-1), yen without tax.
package struct FeeTable: Codable, Sendable, Equatable {
    package var small = 10_000
    package var hospital = 50_000
    package var largeHospital = 100_000
    /// From this number of beds a hospital is a large one.
    package var largeHospitalBeds = 400
    package var firstFiscalYear = 2025
    package var taxPercent = 10

    package init() {}

    /// Without tax.
    package func amount(for facility: Facility) -> Int {
        switch facility.kind {
        case .clinic, .pharmacy: small
        case .hospital: (facility.beds ?? 0) >= largeHospitalBeds ? largeHospital : hospital
        }
    }

    package func amountWithTax(for facility: Facility) -> Int {
        amount(for: facility) * (100 + taxPercent) / 100
    }

    /// The instant from which an unpaid facility is stopped: 1 July; nil when the year is free of charge.
    package func stop(inFiscalYear year: Int) -> Date? {
        year < firstFiscalYear ? nil : DeskCalendar.day(year, 7, 1)
    }
}
