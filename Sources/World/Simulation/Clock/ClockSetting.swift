package import Foundation

/// How the simulation clock relates to real time.
package enum ClockSetting: Hashable, Sendable {
    /// Runs; shows real time plus the offset (0: real time).
    case running(offset: Duration)
    /// Stands still.
    case frozen(at: Date)

    package static let real = ClockSetting.running(offset: .zero)

    /// What the clock shows, in whole milliseconds.
    package func reading(real: Date) -> Date {
        switch self {
        case .running(let offset): real.adding(offset)
        case .frozen(let instant): instant
        }
    }
}

extension ClockSetting: Codable {
    private enum CodingKeys: String, CodingKey {
        case offset
        case frozenAt
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let instant = try container.decodeIfPresent(Date.self, forKey: .frozenAt) {
            self = .frozen(at: instant)
        } else {
            self = .running(offset: .milliseconds(try container.decode(Int64.self, forKey: .offset)))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .running(let offset): try container.encode(offset.milliseconds, forKey: .offset)
        case .frozen(let instant): try container.encode(instant, forKey: .frozenAt)
        }
    }
}
