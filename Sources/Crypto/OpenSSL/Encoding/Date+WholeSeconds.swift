import Foundation

extension Date {
    /// Whole seconds since 1970, rounded down and kept within the years 1 to 9999 that certificates can name.
    var wholeSeconds: Int {
        let earliest = -62_135_596_800.0
        let latest = 253_402_300_799.0
        return Int(max(earliest, min(latest, timeIntervalSince1970.rounded(.down))))
    }
}
