package import Foundation

/// The clock was moved, stopped or started.
package struct ClockChange: Codable, Hashable, Sendable {
    /// What the clock showed before and shows now.
    package let from: Date
    package let to: Date
    package let setting: ClockSetting
    /// Allowed, and said: what has happened stays happened, nothing is done twice.
    package let isBackwards: Bool

    init(from: Date, to: Date, setting: ClockSetting) {
        self.from = from
        self.to = to
        self.setting = setting
        isBackwards = to < from
    }

    /// Where the clock stands after an event that moved it; `nil` for every other event.
    static func landing(of envelope: EventEnvelope) -> Date? {
        let moves =
            ClockDomain.Event.CodingKeys(rawValue: envelope.type) != nil
            || envelope.type == SimulationDomain.Event.CodingKeys.reset.rawValue
        return moves ? envelope.payload["to"]?.string.flatMap { Date(rfc3339: $0) } : nil
    }
}
